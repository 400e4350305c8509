//! Everything that can be done: a verb, a noun, one input, and what came of it.

mod destination;
mod money;
mod notices;
mod organisation;
mod participants;
mod plans;
mod programme;
mod timetable;

use async_graphql::MergedObject;

use self::destination::DestinationMutation;
use self::money::MoneyMutation;
use self::notices::NoticeMutation;
use self::organisation::OrganisationMutation;
use self::participants::ParticipantMutation;
use self::plans::PlanMutation;
use self::programme::ProgrammeMutation;
use self::timetable::TimetableMutation;

#[derive(MergedObject, Default)]
pub struct Mutation(
    OrganisationMutation,
    ParticipantMutation,
    ProgrammeMutation,
    TimetableMutation,
    DestinationMutation,
    MoneyMutation,
    NoticeMutation,
    PlanMutation,
);
