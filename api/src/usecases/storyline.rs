//! How far a demonstration has come, kept in its database so that it goes on where it stopped.

use chrono::NaiveDate;
use entities::columns::InstallationKind;
use entities::parameter;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;

const STEPS: &str = "demo.steps";

/// The steps of the story that have begun, and those of them that were played to their end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub begun: usize,
    pub played: usize,
}

impl Progress {
    /// The program ended in the middle of a step, which cannot be played again.
    #[must_use]
    pub const fn is_interrupted(self) -> bool {
        self.begun > self.played
    }
}

/// How far the story has come; none: it has not been told yet.
pub async fn progress(op: &Op) -> Result<Option<Progress>> {
    let row = store::parameters::holding(op.reader(), STEPS, op.now.date_naive()).await?;
    row.map(|row| serde_json::from_value(row.value).map_err(Error::internal))
        .transpose()
}

/// Notes how far the story has come.
///
/// # Errors
/// INTERNAL for a database that is not a demonstration's.
pub async fn set_progress(op: &Op, progress: Progress) -> Result<()> {
    let tx = op.begin().await?;
    let installation = store::installation::find(&tx).await?;
    if installation.is_none_or(|row| row.kind != InstallationKind::Demo) {
        return Err(Error::internal("only a demo tells a story"));
    }
    let earliest = NaiveDate::default();
    let value = serde_json::to_value(progress)?;
    if let Some(row) = store::parameters::holding(&tx, STEPS, earliest).await? {
        store::parameters::set_value(&tx, row.id, value).await?;
    } else {
        let row = parameter::Model {
            id: op.new_id(),
            name: STEPS.to_owned(),
            valid_from_on: earliest,
            value,
            source: "demo".to_owned(),
        };
        store::parameters::insert(&tx, row).await?;
    }
    tx.commit().await?;
    Ok(())
}
