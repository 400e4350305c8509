//! Everything that can be asked.

mod money;
mod organisation;
mod participants;
mod programme;
mod timetable;

use async_graphql::MergedObject;

use self::money::MoneyQuery;
use self::organisation::OrganisationQuery;
use self::participants::ParticipantQuery;
use self::programme::ProgrammeQuery;
use self::timetable::TimetableQuery;

#[derive(MergedObject, Default)]
pub struct Query(
    OrganisationQuery,
    ParticipantQuery,
    ProgrammeQuery,
    TimetableQuery,
    MoneyQuery,
);
