//! Loaders of the programme: templates, cohorts, who is enrolled.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::id::{CohortId, DanishGroupId, ParticipantId, TemplateId};
use entities::{cohort, enrolment, participant, template};

use super::{ForOp, Shared};
use crate::usecases;
use crate::usecases::cohorts::Figures;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TemplateOf(pub TemplateId);

impl Loader<TemplateOf> for ForOp {
    type Value = template::Model;
    type Error = Shared;

    async fn load(&self, keys: &[TemplateOf]) -> Result<HashMap<TemplateOf, Self::Value>, Shared> {
        let ids: Vec<TemplateId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::templates::by_ids(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let rows = rows.into_iter();
        Ok(rows.map(|row| (TemplateOf(row.id), row)).collect())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CohortOf(pub CohortId);

impl Loader<CohortOf> for ForOp {
    type Value = cohort::Model;
    type Error = Shared;

    async fn load(&self, keys: &[CohortOf]) -> Result<HashMap<CohortOf, Self::Value>, Shared> {
        let ids: Vec<CohortId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::cohorts::by_ids(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let rows = rows.into_iter();
        Ok(rows.map(|row| (CohortOf(row.id), row)).collect())
    }
}

/// How full a cohort is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FiguresOf(pub CohortId);

impl Loader<FiguresOf> for ForOp {
    type Value = Figures;
    type Error = Shared;

    async fn load(&self, keys: &[FiguresOf]) -> Result<HashMap<FiguresOf, Figures>, Shared> {
        let ids: Vec<CohortId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::cohorts::figures(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found
            .map(|(id, figures)| (FiguresOf(id), figures))
            .collect())
    }
}

/// The enrolments of a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EnrolledIn(pub CohortId);

impl Loader<EnrolledIn> for ForOp {
    type Value = Vec<enrolment::Model>;
    type Error = Shared;

    async fn load(&self, keys: &[EnrolledIn]) -> Result<HashMap<EnrolledIn, Self::Value>, Shared> {
        let ids: Vec<CohortId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::enrolments::of_cohorts(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, rows)| (EnrolledIn(id), rows)).collect())
    }
}

/// The enrolments of a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EnrolmentsOf(pub ParticipantId);

impl Loader<EnrolmentsOf> for ForOp {
    type Value = Vec<enrolment::Model>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[EnrolmentsOf],
    ) -> Result<HashMap<EnrolmentsOf, Self::Value>, Shared> {
        let ids: Vec<ParticipantId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::enrolments::of_participants(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let mut found: HashMap<EnrolmentsOf, Self::Value> = HashMap::new();
        for row in rows {
            found
                .entry(EnrolmentsOf(row.participant_id))
                .or_default()
                .push(row);
        }
        Ok(found)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParticipantOf(pub ParticipantId);

impl Loader<ParticipantOf> for ForOp {
    type Value = participant::Model;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[ParticipantOf],
    ) -> Result<HashMap<ParticipantOf, Self::Value>, Shared> {
        let ids: Vec<ParticipantId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::participants::by_ids(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let rows = rows.into_iter();
        Ok(rows.map(|row| (ParticipantOf(row.id), row)).collect())
    }
}

/// Who belongs to a Danish group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GroupMembersOf(pub DanishGroupId);

impl Loader<GroupMembersOf> for ForOp {
    type Value = Vec<ParticipantId>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[GroupMembersOf],
    ) -> Result<HashMap<GroupMembersOf, Self::Value>, Shared> {
        let ids: Vec<DanishGroupId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::danish_groups::members(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let mut found: HashMap<GroupMembersOf, Self::Value> = HashMap::new();
        for row in rows {
            found
                .entry(GroupMembersOf(row.danish_group_id))
                .or_default()
                .push(row.participant_id);
        }
        Ok(found)
    }
}
