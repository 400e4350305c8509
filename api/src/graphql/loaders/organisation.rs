//! What belongs to centres.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::id::{CentreId, PartnershipId};
use entities::partnership;

use super::{ForOp, Shared};
use crate::usecases;
use crate::usecases::resources::Resource;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartnershipOf(pub PartnershipId);

impl Loader<PartnershipOf> for ForOp {
    type Value = partnership::Model;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[PartnershipOf],
    ) -> Result<HashMap<PartnershipOf, Self::Value>, Shared> {
        let ids: Vec<PartnershipId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::partnerships::by_ids(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let rows = rows.into_iter();
        Ok(rows.map(|row| (PartnershipOf(row.id), row)).collect())
    }
}

/// The partnerships of a centre, by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartnershipsOf(pub CentreId);

impl Loader<PartnershipsOf> for ForOp {
    type Value = Vec<partnership::Model>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[PartnershipsOf],
    ) -> Result<HashMap<PartnershipsOf, Self::Value>, Shared> {
        let ids: Vec<CentreId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::partnerships::of_centres(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let mut found: HashMap<PartnershipsOf, Self::Value> = HashMap::new();
        for row in rows {
            found
                .entry(PartnershipsOf(row.centre_id))
                .or_default()
                .push(row);
        }
        Ok(found)
    }
}

/// What a centre has beside people; none for centres whose resources the actor does not see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResourcesOf(pub CentreId);

impl Loader<ResourcesOf> for ForOp {
    type Value = Vec<Resource>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[ResourcesOf],
    ) -> Result<HashMap<ResourcesOf, Self::Value>, Shared> {
        let ids: Vec<CentreId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::resources::of_centres(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, rows)| (ResourcesOf(id), rows)).collect())
    }
}
