//! Every field of the schema, asked by every role, in its own centre or municipality and in
//! another one, and by somebody who has not signed in.

mod personal;
mod table;

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};
use tests::{Client, Role};

use self::table::{ROLES, Row, TABLE};
use crate::centres::centre;
use crate::destination::World;

/// What the documents ask about.
struct Things(Vec<(&'static str, String)>);

impl Things {
    fn fill(&self, document: &str) -> String {
        let mut document = document.to_owned();
        for (name, id) in &self.0 {
            document = document.replace(&format!("{{{name}}}"), id);
        }
        document
    }
}

async fn things(world: &World) -> Things {
    let father = &world.family[..1];
    let session = world.session("2017-03-07T08:00:00Z", father).await;
    world.outcome(father, "GRANTED", "2017-02-01").await;
    let placed = world.place(father, "0265", "2017-02-03").await;
    let handoff = placed["placed"][0]["handoff"].clone();
    world.send(&handoff).await;
    let consent = json!({ "input": { "participantId": father[0], "purpose": "INTERNSHIP",
        "recipientKind": "MUNICIPALITY", "textVersion": "1", "givenOn": "2017-02-01" } });
    let record = "mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id } }";
    let consent = world.coordinator.ask(record, consent).await["recordConsent"]["id"].clone();
    let around = "query($id: ID!) { cohort(id: $id) { template { id centre { id } } }
        centre(key: \"own\") { id partnerships { id } } }";
    let around = world
        .coordinator
        .ask(around, json!({ "id": world.cohort }))
        .await;
    let places = "query($id: ID!) { participant(id: $id) { enrolments { id } } }";
    let places = world
        .coordinator
        .ask(places, json!({ "id": father[0] }))
        .await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let centre = text(&around["centre"]["id"]);
    let partnership = text(&around["centre"]["partnerships"][0]["id"]);
    let mut things = settled(world, &partnership).await;
    things.extend(queued(world, &centre).await);
    things.extend([
        ("partnership", partnership),
        ("centre", centre),
        ("template", text(&around["cohort"]["template"]["id"])),
        ("cohort", text(&world.cohort)),
        ("participant", text(&father[0])),
        (
            "enrolment",
            text(&places["participant"]["enrolments"][0]["id"]),
        ),
        ("session", text(&session)),
        ("handoff", text(&handoff["id"])),
        ("consent", text(&consent)),
    ]);
    Things(things)
}

/// A cost, and the settlement of its period.
async fn settled(world: &World, partnership: &str) -> Vec<(&'static str, String)> {
    world.morning_of("2017-03-06").await;
    let finance = world.app.with_role(Role::CentreFinance, "own").await;
    let post = "mutation($input: PostCostInput!) { postCost(input: $input) { id } }";
    let cost = json!({ "input": { "partnershipId": partnership, "periodKey": "2017-1",
        "category": "TEACHING", "amount": "100.00", "document": "bilag-1",
        "text": "Undervisning", "vatTreatment": "NONE", "postedOn": "2017-03-06" } });
    let cost = finance.ask(post, cost).await["postCost"]["id"].clone();
    let calculate = "mutation($input: CalculateSettlementInput!) {
        calculateSettlement(input: $input) { id lines { id municipality { code } } } }";
    let period = json!({ "input": { "partnershipId": partnership, "periodKey": "2017-1" } });
    let made = finance.ask(calculate, period).await["calculateSettlement"].clone();
    let lines = made["lines"].as_array().unwrap();
    for (step, version) in [("freeze", 1), ("send", 2)] {
        let step = format!(
            "mutation($id: ID!, $version: Int!) {{ {step}Settlement(
            input: {{ settlementId: $id, version: $version }}) {{ id }} }}"
        );
        let of = json!({ "id": made["id"], "version": version });
        finance.ask(&step, of).await;
    }
    let line = lines
        .iter()
        .find(|line| line["municipality"]["code"] == "0265");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    vec![
        ("cost", text(&cost)),
        ("settlement", text(&made["id"])),
        ("line", text(&line.unwrap()["id"])),
    ]
}

/// A plan that waits for the worker, and a notice that waits to be sent.
async fn queued(world: &World, centre: &str) -> Vec<(&'static str, String)> {
    let request = "mutation($input: RequestPlanInput!) { requestPlan(input: $input) { id } }";
    let input = json!({ "input": { "centreId": centre, "cohortIds": [world.cohort] } });
    let plan = world.coordinator.ask(request, input).await["requestPlan"]["id"].clone();
    let notices = "query($centre: ID!) { notices(filter: { centreId: $centre }) { nodes { id } } }";
    let notices = world
        .coordinator
        .ask(notices, json!({ "centre": centre }))
        .await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    vec![
        ("plan", text(&plan)),
        ("notice", text(&notices["notices"]["nodes"][0]["id"])),
    ]
}

/// `s`, `f` or `-`, as in the table; `u` for who has not signed in.
async fn mark(client: &Client, field: &str, document: &str) -> char {
    let body = client.send(document, json!({})).await.body;
    let code = &body["errors"][0]["extensions"]["code"];
    match code.as_str() {
        Some("UNAUTHENTICATED") => 'u',
        Some("FORBIDDEN") => 'f',
        Some("NOT_FOUND") => '-',
        Some("INTERNAL" | "TOO_COSTLY") => panic!("{document}\n{body:#}"),
        Some("VALIDATION") if body.get("data").is_none() => panic!("{document}\n{body:#}"),
        None if body["data"][field].is_null() => '-',
        Some(_) | None => 's',
    }
}

async fn callers(world: &World) -> (Vec<Client>, Vec<Client>) {
    let admin = world.app.with_role(Role::Admin, "").await;
    let save = "mutation($input: SaveCentreInput!) { saveCentre(input: $input) { id } }";
    admin.ask(save, centre("other")).await;
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for name in ROLES {
        let role: Role = serde_json::from_value(json!(name)).unwrap();
        let scopes = match role {
            Role::Auditor | Role::Admin => ["", ""],
            Role::CentreCoordinator
            | Role::Teacher
            | Role::CaseWorker
            | Role::Interviewer
            | Role::CentreFinance => ["own", "other"],
            Role::MunicipalityConsultant
            | Role::BusinessConsultant
            | Role::MunicipalityFinance
            | Role::VolunteerCoordinator => ["0265", "0330"],
        };
        own.push(world.app.with_role(role, scopes[0]).await);
        other.push(world.app.with_role(role, scopes[1]).await);
    }
    (own, other)
}

async fn marks(callers: &[Client], row: &Row, things: &Things) -> String {
    let document = things.fill(row.document);
    let mut marks = String::new();
    for caller in callers {
        marks.push(mark(caller, row.field, &document).await);
    }
    marks
}

#[tokio::test]
async fn every_field_shows_each_role_what_the_table_says() {
    let world = World::new().await;
    let things = things(&world).await;
    let (own, other) = callers(&world).await;
    let stranger = world.app.stranger();
    let mut faults = String::new();
    for row in TABLE {
        let found = (
            marks(&own, row, &things).await,
            marks(&other, row, &things).await,
        );
        if (found.0.as_str(), found.1.as_str()) != (row.own, row.other) {
            let _ = writeln!(faults, "{}: own {} other {}", row.field, found.0, found.1);
        }
        let unknown = mark(&stranger, row.field, &things.fill(row.document)).await;
        let expected = if row.field == "viewer" { '-' } else { 'u' };
        if unknown != expected {
            let _ = writeln!(faults, "{}: a stranger {unknown}", row.field);
        }
    }
    assert!(faults.is_empty(), "roles {ROLES:?}\n{faults}");
}

#[tokio::test]
async fn every_field_stands_in_the_table() {
    let app = tests::TestApp::start().await;
    let admin = app.with_role(Role::Admin, "").await;
    let query = "{ __schema { queryType { fields { name } } mutationType { fields { name } } } }";
    let schema = admin.ask(query, json!({})).await["__schema"].clone();
    let fields: BTreeSet<&str> = ["queryType", "mutationType"]
        .iter()
        .flat_map(|root| schema[root]["fields"].as_array().unwrap())
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    let rows: BTreeSet<&str> = TABLE.iter().map(|row| row.field).collect();
    let missing: Vec<_> = fields.difference(&rows).collect();
    assert!(
        missing.is_empty(),
        "add a row for each of {missing:?} to tests/stories/visibility/table.rs"
    );
    let gone: Vec<_> = rows.difference(&fields).collect();
    assert!(gone.is_empty(), "the schema has no {gone:?}");
}
