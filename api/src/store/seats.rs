//! Seats in a partnership's cohorts, as counting asks for them.

use chrono::NaiveDate;
use entities::columns::EnrolmentState;
use entities::id::PartnershipId;
use entities::{cohort, enrolment};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

/// Seats in cohorts whose first day lies in `from..until`: of those who are enrolled, and of
/// everybody for whom the course ever began.
pub async fn of_partnership(
    db: &impl ConnectionTrait,
    partnership: PartnershipId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<(enrolment::Model, cohort::Model)>, DbErr> {
    let waits_for_the_course = Condition::all()
        .add(enrolment::Column::State.eq(EnrolmentState::Enrolled))
        .add(cohort::Column::CancelledAt.is_null());
    let was_ever_in_course = enrolment::Column::StartedOn.is_not_null();
    let rows = enrolment::Entity::find()
        .find_also_related(cohort::Entity)
        .filter(cohort::Column::PartnershipId.eq(partnership))
        .filter(cohort::Column::FirstOn.gte(from))
        .filter(cohort::Column::FirstOn.lt(until))
        .filter(
            Condition::any()
                .add(was_ever_in_course)
                .add(waits_for_the_course),
        )
        .order_by_asc(enrolment::Column::Id)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(seat, cohort)| Some((seat, cohort?)))
        .collect())
}
