//! Decisions, where people go, and what is handed over.

mod consents;
mod corrections;
mod importing;
mod incoming;
mod journey;
mod placing;
mod takeover;

use api::usecases::cohorts::advance;
use chrono::{DateTime, Duration, Utc};
use entities::columns::{ActivityKind, BookingRole, BookingStatus, SessionState};
use entities::id::{BookingId, CohortId, ParticipantId, SessionId};
use entities::{booking, session};
use sea_orm::{EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use tests::{Client, Role, TestApp};

use crate::programme::{
    ENROL, centre_with_coordinator, cohort, enrolling, open, published_template, template,
};

pub(crate) const RECORD_OUTCOME: &str = "mutation($input: RecordOutcomeInput!) {
    recordOutcome(input: $input) { outcomes { id kind correctsId } consequences {
        enrolmentsEnded { state endedReason endedOn } placementsEnded { state endedReason }
        handoffsRetracted { id state } sessionsLeft sessionsCancelled warnings { code } } } }";
pub(crate) const RECORD_PLACEMENT: &str = "mutation($input: RecordPlacementInput!) {
    recordPlacement(input: $input) { ruleVersion steps { code on }
        placed { placement { id state takeoverOn municipality { code } }
            handoff { id state version dueOn isReady items { kind } }
            sessionsAfterTakeover { id startsAt } }
        consequences { placementsEnded { state } handoffsRetracted { state }
            warnings { code participantId } } } }";
pub(crate) const SEND: &str = "mutation($input: HandoffVersionInput!) {
    sendHandoff(input: $input) { leftOut handoff { id state version items { kind } } } }";

/// A centre with a partnership of Roskilde, Solrød and Greve, a cohort from 6 March 2017, and a
/// family of three in it.
pub(crate) struct World {
    pub app: TestApp,
    pub coordinator: Client,
    pub cohort: Value,
    pub family: Vec<Value>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::on(TestApp::start().await).await
    }

    pub(crate) async fn on(app: TestApp) -> Self {
        let (centre, coordinator) = centre_with_coordinator(&app).await;
        let partnership = json!({ "input": {
            "centreId": centre, "key": "fast-track", "name": "Fast Track til job",
            "municipalityCodes": ["0269", "0265", "0253"], "validFrom": "2017-01-01",
            "budget": "60000.00",
            "periods": [{ "key": "2017-1", "from": "2017-01-01", "until": "2017-07-01" }]
        } });
        let save = "mutation($input: SavePartnershipInput!) {
            savePartnership(input: $input) { id } }";
        let partnership = coordinator.ask(save, partnership).await;
        published_template(&coordinator, template(&centre)).await;
        let mut course = cohort(&centre, "hold-1", 16);
        course["input"]["partnershipId"] = partnership["savePartnership"]["id"].clone();
        let cohort = open(&coordinator, course).await;
        let mut family = Vec::new();
        for (name, born) in [
            ("Far", "1985-04-03"),
            ("Mor", "1988-01-01"),
            ("Søn", "1998-05-05"),
        ] {
            family.push(register(&coordinator, &centre, name, born).await);
        }
        let enrolled = coordinator.ask(ENROL, enrolling(&cohort, &family)).await;
        assert_eq!(enrolled["enrol"]["cohort"]["nEnrolled"], 3);
        Self {
            app,
            coordinator,
            cohort,
            family,
        }
    }

    pub(crate) async fn consultant(&self, code: &str) -> Client {
        self.app.with_role(Role::MunicipalityConsultant, code).await
    }

    pub(crate) async fn outcome(&self, people: &[Value], kind: &str, on: &str) -> Value {
        let input = json!({ "input": {
            "participantIds": people, "kind": kind, "decidedOn": on } });
        self.coordinator.ask(RECORD_OUTCOME, input).await["recordOutcome"].clone()
    }

    pub(crate) async fn place(&self, people: &[Value], code: &str, on: &str) -> Value {
        let input = placement(people, code, on);
        self.coordinator.ask(RECORD_PLACEMENT, input).await["recordPlacement"].clone()
    }

    pub(crate) async fn send(&self, handoff: &Value) -> Value {
        let input = json!({ "input": { "handoffId": handoff["id"],
            "version": handoff["version"] } });
        self.coordinator.ask(SEND, input).await["sendHandoff"].clone()
    }

    /// A session of an hour that `people` are booked for.
    pub(crate) async fn session(&self, starts_at: &str, people: &[Value]) -> Value {
        let starts_at: DateTime<Utc> = starts_at.parse().unwrap();
        let op = self.app.op();
        let db = op.ground.database.writer();
        let id: SessionId = op.new_id();
        let row = session::Model {
            id,
            cohort_id: typed::<CohortId>(&self.cohort),
            activity_key: format!("lesson-{starts_at}"),
            kind: ActivityKind::Lesson,
            theme_key: None,
            title_da: "Time".into(),
            title_en: "Lesson".into(),
            starts_at,
            ends_at: starts_at + Duration::hours(1),
            state: SessionState::Published,
            pinned: false,
            sequence: 0,
            plan_id: None,
            cancel_reason: None,
            version: 1,
        };
        session::Entity::insert(row.into_active_model())
            .exec_without_returning(db)
            .await
            .unwrap();
        for person in people {
            let row = booking::Model {
                id: op.new_id::<BookingId>(),
                session_id: id,
                resource_id: typed::<ParticipantId>(person).into(),
                role: BookingRole::Participant,
                busy_from_at: starts_at,
                busy_until_at: starts_at + Duration::hours(1),
                status: BookingStatus::Confirmed,
                language: None,
                created_at: op.now,
                ended_at: None,
            };
            booking::Entity::insert(row.into_active_model())
                .exec_without_returning(db)
                .await
                .unwrap();
        }
        json!(id.to_string())
    }

    /// Moves the clock to a morning, and lets courses begin that begin by then.
    pub(crate) async fn morning_of(&self, day: &str) {
        let at: DateTime<Utc> = format!("{day}T07:00:00Z").parse().unwrap();
        self.app.clock.move_to(at);
        advance(&self.app.op()).await.unwrap();
    }
}

pub(crate) fn placement(people: &[Value], code: &str, on: &str) -> Value {
    json!({ "input": { "participantIds": people, "municipalityCode": code, "kind": "ORDINARY",
        "decidedOn": on } })
}

pub(crate) fn typed<I: std::str::FromStr>(id: &Value) -> I
where
    I::Err: std::fmt::Debug,
{
    id.as_str().unwrap().parse().unwrap()
}

pub(crate) fn codes(warnings: &Value) -> Vec<&str> {
    let warnings = warnings.as_array().unwrap().iter();
    warnings.map(|one| one["code"].as_str().unwrap()).collect()
}

async fn register(coordinator: &Client, centre: &Value, name: &str, born: &str) -> Value {
    let input = json!({ "input": {
        "centreId": centre, "firstName": "Prøve", "lastName": name, "birthDate": born,
        "languages": [{ "tag": "ar", "level": "native" }], "interpreterLanguage": "ar",
        "sectors": ["construction"], "wishes": ["carpentry"], "familyKey": "f1",
        "preferredMunicipalityCode": "0265", "expectedLeaving": "2017-05-01"
    } });
    let register = "mutation($input: RegisterParticipantInput!) {
        registerParticipant(input: $input) { participant { id } } }";
    coordinator.ask(register, input).await["registerParticipant"]["participant"]["id"].clone()
}
