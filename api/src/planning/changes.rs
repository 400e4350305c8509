//! Changes to what is planned, in the form in which they are kept with a plan.

use entities::columns::{ActivityName, ScenarioChange};
use scheduler::scenario::Change;

use super::Planning;
use crate::error::Result;

/// Changes with what people call the activities that they concern.
///
/// # Errors
/// Inner ones.
pub fn kept_changes(planning: &Planning, changes: &[Change]) -> Result<Vec<ScenarioChange>> {
    let changes = changes.iter().map(|change| {
        Ok(ScenarioChange {
            change: serde_json::to_value(change)?,
            activity: activity_of(change).and_then(|key| planning.activity_name(key)),
        })
    });
    changes.collect()
}

/// The changes in the engine's words.
///
/// # Errors
/// Inner ones, for what was never kept by [`kept_changes`].
pub fn scenario_changes(kept: &[ScenarioChange]) -> Result<Vec<Change>> {
    let changes = kept
        .iter()
        .map(|one| Ok(serde_json::from_value(one.change.clone())?));
    changes.collect()
}

/// The activity that a change is about; of an order between two, the later one.
fn activity_of(change: &Change) -> Option<&str> {
    match change {
        Change::OfferCompany { activity, .. }
        | Change::ExtendDue { activity, .. }
        | Change::AdvanceRelease { activity, .. }
        | Change::Unpin { activity }
        | Change::DropActivity { activity }
        | Change::SetGap {
            after: activity, ..
        }
        | Change::DropPrecedence {
            after: activity, ..
        } => Some(activity),
        _ => None,
    }
}

impl Planning {
    /// What people call an activity of the programme.
    fn activity_name(&self, key: &str) -> Option<ActivityName> {
        let meeting = self.meetings.get(key)?;
        let theme = meeting.theme.as_ref();
        Some(ActivityName {
            kind: meeting.kind,
            titles: theme.map(|theme| (theme.title_da.clone(), theme.title_en.clone())),
        })
    }
}
