//! Placement decisions: which municipality receives whom, from which day, and what follows.

mod course_end;
mod record;
mod take_back;
mod takeover;

use std::collections::BTreeMap;

use entities::id::ParticipantId;
use entities::placement;

pub use self::course_end::{ChooseCourseEndInput, choose_course_end};
pub use self::record::{Placed, PlacementsRecorded, RecordPlacementInput, record};
pub(super) use self::take_back::{supersede, take_back};
pub use self::takeover::{TakeoverDateInput, takeover_date};
use crate::error::Result;
use crate::op::Op;
use crate::store;

/// The active placement of each of `ids`: participants that the actor has been shown.
pub async fn active(
    op: &Op,
    ids: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, placement::Model>> {
    op.demand_sign_in()?;
    Ok(store::placements::active_of(op.reader(), ids).await?)
}
