//! A sample centre with its cohorts, ready to be planned.

use std::sync::Arc;

use api::demo::{self, Loaded, Stage};
use api::sample::{self, SampleCentre};
use api::usecases::plans::{Solver, take_and_solve};
use entities::id::CohortId;
use serde_json::{Value, json};
use tests::{Client, Role, TestApp};

/// Enough for a good plan of the largest sample.
const STEPS: u32 = 300_000;

/// A centre whose cohorts wait for a plan.
pub(crate) struct Course {
    pub(crate) app: TestApp,
    pub(crate) coordinator: Client,
    pub(crate) centre: String,
    pub(crate) cohorts: Vec<CohortId>,
    pub(crate) loaded: Loaded,
}

impl Course {
    /// The first cohorts of a sample centre, all when there are no more.
    pub(crate) async fn of(name: &str, n_cohorts: usize) -> Self {
        Self::changed(name, n_cohorts, |_| {}).await
    }

    /// The same, with something changed in the sample first.
    pub(crate) async fn changed(
        name: &str,
        n_cohorts: usize,
        change: impl FnOnce(&mut SampleCentre),
    ) -> Self {
        let app = TestApp::start().await;
        let mut sample = sample::load(name).unwrap();
        sample.cohorts.truncate(n_cohorts);
        change(&mut sample);
        let loaded = demo::load(app.ground(), &sample).await.unwrap();
        let stage = Stage::set(Arc::clone(app.ground()), loaded, &sample);
        let Stage {
            loaded, cohorts, ..
        } = stage.await.unwrap();
        let key = &sample.centre.key;
        let coordinator = app.with_role(Role::CentreCoordinator, key).await;
        Self {
            coordinator,
            centre: loaded.centre.to_string(),
            cohorts: cohorts.into_values().collect(),
            loaded,
            app,
        }
    }

    /// The input of `requestPlan` for some of the cohorts.
    pub(crate) fn order(&self, cohorts: &[CohortId], seed: u32) -> Value {
        let ids: Vec<String> = cohorts.iter().map(ToString::to_string).collect();
        json!({ "input": {
            "centreId": self.centre, "cohortIds": ids, "seed": seed, "effort": { "steps": STEPS }
        } })
    }

    /// Asks for a plan and lets a worker solve it; its id.
    pub(crate) async fn planned(&self, cohorts: &[CohortId], seed: u32) -> String {
        let id = self.requested(cohorts, seed).await;
        assert_eq!(self.solved().await, Some(id.clone()));
        id
    }

    /// Lets a worker solve the plan that has waited longest; its id.
    pub(crate) async fn solved(&self) -> Option<String> {
        let solved = take_and_solve(&self.app.op(), &Solver::new("worker")).await;
        solved.unwrap().map(|id| id.to_string())
    }

    pub(crate) async fn requested(&self, cohorts: &[CohortId], seed: u32) -> String {
        let plan = "mutation($input: RequestPlanInput!) {
            requestPlan(input: $input) { id state } }";
        let made = self.coordinator.ask(plan, self.order(cohorts, seed)).await;
        assert_eq!(made["requestPlan"]["state"], "QUEUED");
        made["requestPlan"]["id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn plan(&self, id: &str) -> Value {
        let query = "query($id: ID!) { plan(id: $id) { id key state verdict cost planHash inputHash
            planMillis failureCode cohorts { key } score { rule units cost }
            unassigned { activityKey cohortKey reasons { rule starts resources } }
            conflicts { reason rules activities resources } } }";
        self.coordinator.ask(query, json!({ "id": id })).await["plan"].clone()
    }

    pub(crate) async fn diff(&self, id: &str) -> Value {
        let query = "query($id: ID!) { planDiff(planId: $id) { previewHash nCreated nChanged
            nCancelled unassigned touched violations { rule activities resources at }
            changes(first: 200) { nodes { change activityKey sessionId
                before { startsAt bookings { role resourceId } }
                after { startsAt bookings { role resourceId busyFrom busyUntil } } } } } }";
        self.coordinator.ask(query, json!({ "id": id })).await["planDiff"].clone()
    }

    /// Previews and publishes.
    pub(crate) async fn published(&self, id: &str) -> Value {
        let hash = self.diff(id).await["previewHash"].clone();
        let input = publishing(id, &hash, &json!([]));
        self.coordinator.ask(PUBLISH, input).await["publishPlan"].clone()
    }
}

pub(crate) const PUBLISH: &str = "mutation($input: PublishPlanInput!) {
    publishPlan(input: $input) { nCreated nChanged nCancelled plan { state publishedAt } } }";

pub(crate) fn publishing(id: &str, hash: &Value, accepted: &Value) -> Value {
    json!({ "input": { "planId": id, "previewHash": hash, "acceptUnassigned": accepted } })
}
