//! What becomes of a course that the takeover day falls into.

use async_graphql::InputObject;
use entities::columns::CourseEnd;
use entities::id::ParticipantId;
use entities::placement;
use sea_orm::Set;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::domain::journey::{OutcomeState, may_be_placed};
use crate::domain::leaving::LeaveReason;
use crate::domain::policy::Action;
use crate::error::Result;
use crate::op::Op;
use crate::store;
use crate::usecases::concerned::{Concerned, illegal};
use crate::usecases::facts::{self, Fact};
use crate::usecases::leaving::{Consequences, end_bookings, leave};
use crate::vocabulary::{CourseEndName, IdOf};

/// Finish the course, or leave it on the takeover day.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChooseCourseEndInput {
    pub participant_id: IdOf<ParticipantId>,
    pub choice: CourseEndName,
}

/// Chooses for one placed participant. LEAVE ends the bookings from the takeover day on at once;
/// the place in the course ends when that day comes.
///
/// # Errors
/// ILLEGAL_TRANSITION when the participant has no active placement.
pub async fn choose_course_end(
    op: &Op,
    input: ChooseCourseEndInput,
) -> Result<(placement::Model, Consequences)> {
    let tx = op.begin().await?;
    let ids = [input.participant_id];
    let people = Concerned::load(op, &tx, &ids, Action::Enrol).await?;
    let id = input.participant_id.0;
    let mut active = store::placements::active_of(&tx, &people.ids).await?;
    let Some(row) = active.remove(&id) else {
        let refusal = may_be_placed(OutcomeState::Pending).err();
        return Err(refusal.map_or_else(crate::error::Error::not_found, |why| illegal(&why, id)));
    };
    let choice = CourseEnd::from(input.choice);
    let changed = placement::ActiveModel {
        id: Set(row.id),
        course_end: Set(Some(choice)),
        ..Default::default()
    };
    let row = store::placements::update(&tx, changed).await?;
    let fact = Fact::new("COURSE_END_CHOSEN", "participant", id).with(json!({ "choice": choice }));
    facts::append(op, &tx, fact).await?;
    let consequences = match choice {
        CourseEnd::Finish => Consequences::default(),
        CourseEnd::Leave if row.takeover_on <= people.today => {
            leave(
                op,
                &tx,
                &people.ids,
                LeaveReason::TakenOver,
                row.takeover_on,
            )
            .await?
        }
        CourseEnd::Leave => end_bookings(op, &tx, &people.ids, row.takeover_on).await?,
    };
    tx.commit().await?;
    Ok((row, consequences))
}
