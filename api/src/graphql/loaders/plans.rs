//! What belongs to plans.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::id::{CohortId, PlanId};
use entities::{plan_assignment, plan_repair, plan_report, plan_scenario, plan_ways_out};

use super::{ForOp, Shared};
use crate::error::Result;
use crate::usecases;

/// The cohorts that a plan covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlannedBy(pub PlanId);

impl Loader<PlannedBy> for ForOp {
    type Value = Vec<CohortId>;
    type Error = Shared;

    async fn load(&self, keys: &[PlannedBy]) -> Result<HashMap<PlannedBy, Self::Value>, Shared> {
        let ids: Vec<PlanId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::plans::cohorts(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        Ok(found
            .into_iter()
            .map(|(plan, cohorts)| (PlannedBy(plan), cohorts))
            .collect())
    }
}

/// A plan's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AssignmentsOf(pub PlanId);

impl Loader<AssignmentsOf> for ForOp {
    type Value = Vec<plan_assignment::Model>;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[AssignmentsOf],
    ) -> Result<HashMap<AssignmentsOf, Self::Value>, Shared> {
        let ids: Vec<PlanId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::plans::assignments(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, rows)| (AssignmentsOf(id), rows)).collect())
    }
}

/// What makes a plan a way to mend the timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BillOf(pub PlanId);

impl Loader<BillOf> for ForOp {
    type Value = plan_repair::Model;
    type Error = Shared;

    async fn load(&self, keys: &[BillOf]) -> Result<HashMap<BillOf, Self::Value>, Shared> {
        let ids: Vec<PlanId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::plans::bills(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, row)| (BillOf(id), row)).collect())
    }
}

/// What a plan's answer comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReportOf(pub PlanId);

impl Loader<ReportOf> for ForOp {
    type Value = plan_report::Model;
    type Error = Shared;

    async fn load(&self, keys: &[ReportOf]) -> Result<HashMap<ReportOf, Self::Value>, Shared> {
        let ids: Vec<PlanId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::plans::reports(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, row)| (ReportOf(id), row)).collect())
    }
}

/// What makes a plan one of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScenarioOf(pub PlanId);

impl Loader<ScenarioOf> for ForOp {
    type Value = plan_scenario::Model;
    type Error = Shared;

    async fn load(&self, keys: &[ScenarioOf]) -> Result<HashMap<ScenarioOf, Self::Value>, Shared> {
        let ids: Vec<PlanId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::plans::scenarios(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, row)| (ScenarioOf(id), row)).collect())
    }
}

/// The search for ways out of what a plan could not place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WaysOutOf(pub PlanId);

impl Loader<WaysOutOf> for ForOp {
    type Value = plan_ways_out::Model;
    type Error = Shared;

    async fn load(&self, keys: &[WaysOutOf]) -> Result<HashMap<WaysOutOf, Self::Value>, Shared> {
        let ids: Vec<PlanId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::plans::ways_out(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let found = found.into_iter();
        Ok(found.map(|(id, row)| (WaysOutOf(id), row)).collect())
    }
}
