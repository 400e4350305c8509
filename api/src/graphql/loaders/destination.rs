//! Loaders of what a municipality sees, and of hand-offs.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use chrono::NaiveDate;
use entities::id::{CentreId, HandoffId, ParticipantId};
use entities::{centre, cohort, handoff_item, participant, placement};

use super::{ForOp, Shared};
use crate::domain::household::HouseholdFigures;
use crate::domain::person::Person;
use crate::usecases;
use crate::usecases::destinations::Destination;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ItemsOf(pub HandoffId);

impl Loader<ItemsOf> for ForOp {
    type Value = Vec<handoff_item::Model>;
    type Error = Shared;

    async fn load(&self, keys: &[ItemsOf]) -> Result<HashMap<ItemsOf, Self::Value>, Shared> {
        let ids: Vec<HandoffId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::handoffs::items_of(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, items)| (ItemsOf(id), items)).collect())
    }
}

/// The household of a participant on the takeover day.
#[derive(Clone, Debug)]
pub struct HouseholdOf(pub participant::Model, pub NaiveDate);

impl PartialEq for HouseholdOf {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for HouseholdOf {}

impl std::hash::Hash for HouseholdOf {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.id.hash(state);
    }
}

impl Loader<HouseholdOf> for ForOp {
    type Value = HouseholdFigures;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[HouseholdOf],
    ) -> Result<HashMap<HouseholdOf, Self::Value>, Shared> {
        let people: Vec<(participant::Model, NaiveDate)> =
            keys.iter().map(|key| (key.0.clone(), key.1)).collect();
        let mut found = usecases::incoming::households(&self.0, &people)
            .await
            .map_err(Arc::new)?;
        let figures = |key: &HouseholdOf| Some((key.clone(), found.remove(&key.0.id)?));
        Ok(keys.iter().filter_map(figures).collect())
    }
}

/// The centre that somebody comes from, for its contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContactOf(pub CentreId);

impl Loader<ContactOf> for ForOp {
    type Value = centre::Model;
    type Error = Shared;

    async fn load(&self, keys: &[ContactOf]) -> Result<HashMap<ContactOf, Self::Value>, Shared> {
        let ids: Vec<CentreId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::incoming::contacts(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, row)| (ContactOf(id), row)).collect())
    }
}

/// The cohort that somebody was enrolled in last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LatestCohortOf(pub ParticipantId);

impl Loader<LatestCohortOf> for ForOp {
    type Value = cohort::Model;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[LatestCohortOf],
    ) -> Result<HashMap<LatestCohortOf, Self::Value>, Shared> {
        let ids: Vec<ParticipantId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::incoming::cohorts(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, row)| (LatestCohortOf(id), row)).collect())
    }
}

/// Who somebody is, where consented to.
#[derive(Clone, Debug)]
pub struct IdentityOf(pub placement::Model);

impl PartialEq for IdentityOf {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for IdentityOf {}

impl std::hash::Hash for IdentityOf {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.id.hash(state);
    }
}

impl Loader<IdentityOf> for ForOp {
    type Value = Person;
    type Error = Shared;

    async fn load(&self, keys: &[IdentityOf]) -> Result<HashMap<IdentityOf, Self::Value>, Shared> {
        let placements: Vec<placement::Model> = keys.iter().map(|key| key.0.clone()).collect();
        let mut found = usecases::incoming::identities(&self.0, &placements)
            .await
            .map_err(Arc::new)?;
        let person = |key: &IdentityOf| Some((key.clone(), found.remove(&key.0.participant_id)?));
        Ok(keys.iter().filter_map(person).collect())
    }
}

/// What has been decided about a participant; none for who does not see decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DestinationOf(pub ParticipantId);

impl Loader<DestinationOf> for ForOp {
    type Value = Arc<Destination>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[DestinationOf],
    ) -> Result<HashMap<DestinationOf, Self::Value>, Shared> {
        let ids: Vec<ParticipantId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::destinations::of_participants(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found
            .map(|(id, destination)| (DestinationOf(id), Arc::new(destination)))
            .collect())
    }
}
