//! A sample centre with its cohorts, ready to be planned.

use api::demo::{self, Loaded};
use api::domain::wall_clock;
use api::sample::{self, SampleCentre};
use chrono::{Days, NaiveDateTime};
use entities::columns::{EnrolmentState, TemplateState, TextList};
use entities::id::{CohortId, DanishGroupId, TemplateId};
use entities::{
    absence, busy_time, cohort, danish_group, danish_group_member, enrolment, template,
};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use tests::{Client, Role, TestApp};

/// Enough for a good plan of the largest sample.
const STEPS: u32 = 300_000;
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Copenhagen;

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
        change(&mut sample);
        let loaded = demo::load(app.ground(), &sample).await.unwrap();
        let template = save_template(&app, &loaded, &sample).await;
        let mut cohorts = Vec::new();
        for cohort in sample.cohorts.iter().take(n_cohorts) {
            let weeks = sample.template.definition.weeks;
            cohorts.push(open(&app, &loaded, (template, weeks), cohort).await);
        }
        save_times(&app, &loaded, &sample).await;
        let key = &sample.centre.key;
        let coordinator = app.with_role(Role::CentreCoordinator, key).await;
        Self {
            coordinator,
            centre: loaded.centre.to_string(),
            cohorts,
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
        let solved = api::usecases::plans::take_and_solve(&self.app.op(), "worker").await;
        assert_eq!(solved.unwrap().map(|id| id.to_string()), Some(id.clone()));
        id
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

async fn save_template(app: &TestApp, loaded: &Loaded, sample: &SampleCentre) -> TemplateId {
    let row = template::Model {
        id: app.op().new_id(),
        centre_id: loaded.centre,
        key: sample.template.key.clone(),
        number: 1,
        state: TemplateState::Published,
        title_da: sample.template.title_da.clone(),
        title_en: sample.template.title_en.clone(),
        definition: serde_json::to_value(&sample.template.definition).unwrap(),
        content_hash: Vec::new(),
        created_at: app.clock.now(),
        published_at: Some(app.clock.now()),
        version: 1,
    };
    let id = row.id;
    insert::<template::Entity, _>(app, vec![row]).await;
    id
}

async fn open(
    app: &TestApp,
    loaded: &Loaded,
    (template, weeks): (TemplateId, u32),
    sample: &sample::Cohort,
) -> CohortId {
    let row = cohort::Model {
        id: app.op().new_id(),
        centre_id: loaded.centre,
        partnership_id: Some(loaded.partnership),
        template_id: template,
        key: sample.key.clone(),
        name: sample.name.clone(),
        first_on: sample.first_on,
        until_on: sample.first_on + Days::new(u64::from(weeks) * 7),
        capacity: 24,
        minimum_age: 18,
        cancelled_at: None,
        created_at: app.clock.now(),
        version: 1,
    };
    let id = row.id;
    insert::<cohort::Entity, _>(app, vec![row]).await;
    let seats = sample.participants.iter().map(|key| enrolment::Model {
        id: app.op().new_id(),
        cohort_id: id,
        participant_id: loaded.participants[key],
        state: EnrolmentState::Enrolled,
        electives: TextList(sample.electives.get(key).cloned().unwrap_or_default()),
        waiting_rank: None,
        ended_reason: None,
        ended_on: None,
        started_on: None,
        created_at: app.clock.now(),
        version: 1,
    });
    insert::<enrolment::Entity, _>(app, seats.collect()).await;
    id
}

async fn save_times(app: &TestApp, loaded: &Loaded, sample: &SampleCentre) {
    let at = |local: NaiveDateTime| wall_clock::instant(ZONE, local);
    let mut groups = std::collections::BTreeMap::<String, DanishGroupId>::new();
    for group in &sample.danish_groups {
        let row = danish_group::Model {
            id: app.op().new_id(),
            centre_id: loaded.centre,
            key: group.key.clone(),
            name: group.name.clone(),
        };
        groups.insert(group.key.clone(), row.id);
        let members = group
            .participants
            .iter()
            .map(|key| danish_group_member::Model {
                danish_group_id: row.id,
                participant_id: loaded.participants[key],
            });
        let members = members.collect();
        insert::<danish_group::Entity, _>(app, vec![row]).await;
        insert::<danish_group_member::Entity, _>(app, members).await;
    }
    let busy = sample.busy_times.iter().map(|row| busy_time::Model {
        id: app.op().new_id(),
        resource_id: row
            .participant
            .as_ref()
            .map(|key| loaded.participants[key].into()),
        danish_group_id: row.danish_group.as_ref().map(|key| groups[key]),
        from_at: at(row.from),
        until_at: at(row.until),
        blocking: row.blocking,
        source: row.source.clone(),
        external_uid: None,
        recorded_at: app.clock.now(),
    });
    insert::<busy_time::Entity, _>(app, busy.collect()).await;
    let away = sample.absences.iter().map(|row| absence::Model {
        id: app.op().new_id(),
        resource_id: loaded.resources[&row.resource],
        from_at: at(row.from),
        until_at: at(row.until),
        reason: "leave".into(),
        recorded_at: app.clock.now(),
        recorded_by: None,
    });
    insert::<absence::Entity, _>(app, away.collect()).await;
}

async fn insert<E, A>(app: &TestApp, rows: Vec<E::Model>)
where
    E: EntityTrait<ActiveModel = A>,
    E::Model: IntoActiveModel<A> + sea_orm::FromQueryResult,
    A: sea_orm::ActiveModelTrait<Entity = E>,
{
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    E::insert_many(rows)
        .exec_without_returning(app.ground().database.writer())
        .await
        .unwrap();
}
