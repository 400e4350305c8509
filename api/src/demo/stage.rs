//! What the demonstration plays on: the loaded centre, by the keys of the sample files.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use entities::id::{CohortId, ParticipantId, PlanId};

use super::load::Loaded;
use crate::error::{Error, Result};
use crate::i18n::Language;
use crate::op::{Ground, Op};
use crate::sample::SampleCentre;
use crate::usecases::{cohorts, plans};

/// The centre by keys.
pub struct Stage {
    pub ground: Arc<Ground>,
    pub loaded: Loaded,
    pub zone: Tz,
    pub cohorts: BTreeMap<String, CohortId>,
}

impl Stage {
    pub async fn set(ground: Arc<Ground>, loaded: Loaded, sample: &SampleCentre) -> Result<Self> {
        let op = Op::of_machine(&ground, Language::En);
        let rows = cohorts::of_centre(&op, loaded.centre).await?;
        let cohorts = rows.into_iter().map(|row| (row.key, row.id)).collect();
        let zone = sample.centre.zone.parse().map_err(Error::internal)?;
        Ok(Self {
            ground,
            loaded,
            zone,
            cohorts,
        })
    }

    /// The program acts for everybody in the story.
    #[must_use]
    pub fn op(&self) -> Op {
        Op::of_machine(&self.ground, Language::En)
    }

    /// A local time of the story.
    pub fn instant(&self, local: NaiveDateTime) -> Result<DateTime<Utc>> {
        let found = self.zone.from_local_datetime(&local).earliest();
        found
            .map(|at| at.with_timezone(&Utc))
            .ok_or_else(|| Error::internal(format!("{local} does not exist in {}", self.zone)))
    }

    pub(super) fn participants(&self, keys: &[String]) -> Result<Vec<ParticipantId>> {
        keys.iter()
            .map(|key| known(&self.loaded.participants, key))
            .collect()
    }

    pub(super) fn cohort_ids(&self, keys: &[String]) -> Result<Vec<CohortId>> {
        keys.iter().map(|key| known(&self.cohorts, key)).collect()
    }

    /// The plan that was asked for last.
    pub async fn plan(&self) -> Result<Option<PlanId>> {
        let rows = plans::list(&self.op(), self.loaded.centre, None, 1).await?;
        Ok(rows.first().map(|row| row.id))
    }
}

pub(super) fn known<T: Copy>(by_key: &BTreeMap<String, T>, key: &str) -> Result<T> {
    by_key
        .get(key)
        .copied()
        .ok_or_else(|| Error::internal(format!("the sample has no {key}")))
}
