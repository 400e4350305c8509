//! Everything that can be asked.

mod destination;
mod money;
mod notices;
mod organisation;
mod participants;
mod plans;
mod programme;
mod timetable;

use async_graphql::MergedObject;

use self::destination::DestinationQuery;
use self::money::MoneyQuery;
use self::notices::NoticeQuery;
use self::organisation::OrganisationQuery;
use self::participants::ParticipantQuery;
use self::plans::PlanQuery;
use self::programme::ProgrammeQuery;
use self::timetable::TimetableQuery;

#[derive(MergedObject, Default)]
pub struct Query(
    OrganisationQuery,
    ParticipantQuery,
    ProgrammeQuery,
    TimetableQuery,
    DestinationQuery,
    MoneyQuery,
    NoticeQuery,
    PlanQuery,
);
