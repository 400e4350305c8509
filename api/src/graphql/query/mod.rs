//! Everything that can be asked.

mod organisation;
mod participants;

use async_graphql::MergedObject;

use self::organisation::OrganisationQuery;
use self::participants::ParticipantQuery;

#[derive(MergedObject, Default)]
pub struct Query(OrganisationQuery, ParticipantQuery);
