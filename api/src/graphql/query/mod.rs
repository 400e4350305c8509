//! Everything that can be asked.

mod organisation;
mod participants;
mod programme;

use async_graphql::MergedObject;

use self::organisation::OrganisationQuery;
use self::participants::ParticipantQuery;
use self::programme::ProgrammeQuery;

#[derive(MergedObject, Default)]
pub struct Query(OrganisationQuery, ParticipantQuery, ProgrammeQuery);
