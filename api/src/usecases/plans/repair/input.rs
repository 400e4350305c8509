//! What is said when the timetable is to be mended.

use async_graphql::InputObject;
use entities::id::{AbsenceId, CentreId, SessionId};
use scheduler::{Effort, REPAIR_EFFORT};
use serde::{Deserialize, Serialize};

use super::super::PlanEffortInput;
use crate::usecases::timetable::RecordAbsenceInput;
use crate::vocabulary::IdOf;

/// Something came in between: exactly one of `absenceId`, `absence` and `sessionId`.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RepairPlanInput {
    pub centre_id: IdOf<CentreId>,
    /// An absence that `recordAbsence` has noted: of a staff member, an interpreter, a room, a
    /// vehicle or a company.
    pub absence_id: Option<IdOf<AbsenceId>>,
    /// An absence that is noted now, as by `recordAbsence`.
    pub absence: Option<RecordAbsenceInput>,
    /// A session that cannot be held as it is published. A company visit goes to another company or
    /// another time; anything else is held later.
    pub session_id: Option<IdOf<SessionId>>,
    /// Chooses among plans of the same worth: the same timetable, input, seed and effort give the
    /// same plans. By default 1.
    pub seed: Option<i32>,
    /// How long each of a handful of searches may look, 1 to 1 000 000 steps; by default some
    /// hundredths of a second's worth.
    pub effort: Option<PlanEffortInput>,
    /// The same key and input give the same plans again, and not others.
    pub idempotency_key: Option<String>,
}

impl RepairPlanInput {
    pub(super) fn seed(&self) -> i64 {
        self.seed.map_or(1, i64::from)
    }

    /// The effort in the engine's words.
    pub(super) fn search(&self) -> Effort {
        let steps = self.effort.map(|effort| u64::try_from(effort.steps));
        Effort {
            seed: u64::try_from(self.seed()).unwrap_or_default(),
            steps: steps.and_then(Result::ok).unwrap_or(REPAIR_EFFORT.steps),
        }
    }
}
