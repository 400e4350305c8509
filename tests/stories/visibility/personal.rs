//! Everything that the schema lets anybody read, to the third level, read by every role: what is
//! personal about one participant comes out for those alone who are to see it.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{TimeZone, Utc};
use serde_json::{Value, json};
use tests::{Client, TestApp};

use super::table::{ROLES, TABLE};
use super::{callers, things};
use crate::destination::World;

/// What is personal, with a mark: first and last name, birth date, udlændingenummer, email, phone,
/// education, line of work, wish.
const PERSONAL: [(char, &str); 9] = [
    ('f', "Fornavnsen"),
    ('l', "Efternavnsen"),
    ('b', "1971-11-13"),
    ('a', "FT-777123"),
    ('m', "sentinel@post.example"),
    ('p', "+4577665544"),
    ('e', "education-sentinel"),
    ('s', "sector-sentinel"),
    ('w', "wish-sentinel"),
];

/// What each role reads of it in its own centre or municipality; in another one, nothing.
const OWN: [&str; 11] = [
    "flbampesw",
    "",
    "flbampesw",
    "flbampesw",
    "",
    // Education and lines of work stand in the hand-off that was sent.
    "es",
    "",
    "",
    "",
    "",
    "",
];

/// Levels of objects below a root field.
const DEPTH: usize = 3;

const TYPES: &str = "{ __schema { queryType { name } types { name kind
    possibleTypes { name }
    fields { name args { defaultValue type { kind } }
        type { name kind ofType { name kind ofType { name kind ofType { name kind } } } } } } } }";

/// The schema's types by name.
struct Types(BTreeMap<String, Value>);

impl Types {
    async fn of(client: &Client) -> Self {
        let schema = client.ask(TYPES, json!({})).await["__schema"].clone();
        let types = schema["types"].as_array().unwrap().iter();
        Self(
            types
                .map(|one| (one["name"].as_str().unwrap().to_owned(), one.clone()))
                .collect(),
        )
    }

    /// Every field of a type that takes no argument, objects down to a depth.
    fn selection(&self, name: &str, depth: usize) -> String {
        let of = &self.0[name];
        let mut text = String::from("__typename");
        for field in of["fields"].as_array().into_iter().flatten() {
            let field_name = field["name"].as_str().unwrap();
            let is_plain = field["args"]
                .as_array()
                .unwrap()
                .iter()
                .all(|arg| arg["type"]["kind"] != "NON_NULL" || !arg["defaultValue"].is_null());
            if !is_plain || field_name == "edges" || field_name == "pageInfo" {
                continue;
            }
            let (inner, kind) = inner(&field["type"]);
            let is_leaf = kind == "SCALAR" || kind == "ENUM";
            if is_leaf {
                let _ = write!(text, " {field_name}");
            } else if depth > 0 {
                let below = self.selection(&inner, depth - usize::from(field_name != "nodes"));
                let _ = write!(text, " {field_name} {{ {below} }}");
            }
        }
        let members = of["possibleTypes"].as_array().into_iter().flatten();
        for member in members.filter(|_| of["kind"] != "OBJECT") {
            let member = member["name"].as_str().unwrap();
            let _ = write!(
                text,
                " ... on {member} {{ {} }}",
                self.renamed(member, depth)
            );
        }
        text
    }

    /// The same with every field under the name of its type, for members of one union may have
    /// fields of the same name that do not merge.
    fn renamed(&self, name: &str, depth: usize) -> String {
        let of = &self.0[name];
        let mut text = String::from("__typename");
        for field in of["fields"].as_array().into_iter().flatten() {
            let field_name = field["name"].as_str().unwrap();
            let is_plain = field["args"]
                .as_array()
                .unwrap()
                .iter()
                .all(|arg| arg["type"]["kind"] != "NON_NULL" || !arg["defaultValue"].is_null());
            let (inner, kind) = inner(&field["type"]);
            let is_leaf = kind == "SCALAR" || kind == "ENUM";
            if is_plain && is_leaf {
                let _ = write!(text, " {name}_{field_name}: {field_name}");
            } else if is_plain && depth > 0 {
                let below = self.selection(&inner, depth - 1);
                let _ = write!(text, " {name}_{field_name}: {field_name} {{ {below} }}");
            }
        }
        text
    }

    /// A root query of the table with everything selected in place of what it selects.
    fn widened(&self, field: &str, document: &str) -> Option<String> {
        let document = document.strip_prefix("{ ")?;
        let mut depth = 0_i32;
        let end = document.find(|one: char| {
            depth += i32::from(one == '(') - i32::from(one == ')');
            depth == 0 && one == '{'
        })?;
        let fields = self.0["Query"]["fields"].as_array().unwrap();
        let of = fields.iter().find(|one| one["name"] == field)?;
        let (name, _) = inner(&of["type"]);
        let selection = self.selection(&name, DEPTH);
        Some(format!("{{ {} {{ {selection} }} }}", &document[..end]))
    }
}

/// The named type inside lists and non-nulls.
fn inner(of: &Value) -> (String, String) {
    let mut of = of;
    while !of["ofType"].is_null() {
        of = &of["ofType"];
    }
    let text = |key: &str| of[key].as_str().unwrap().to_owned();
    (text("name"), text("kind"))
}

async fn world() -> World {
    let now = Utc.with_ymd_and_hms(2017, 2, 20, 8, 0, 0).unwrap();
    let app = TestApp::start_with(now, |config| {
        config.limits.complexity = 100_000_000;
        config.limits.depth = 50;
        config.limits.selections = 10_000_000;
        config.limits.body_bytes = 10_000_000;
    });
    let world = World::on(app.await).await;
    let update = "mutation($input: UpdateParticipantInput!) {
        updateParticipant(input: $input) { id } }";
    let input = json!({ "input": {
        "participantId": world.family[0], "version": 1, "firstName": "Fornavnsen",
        "lastName": "Efternavnsen", "birthDate": "1971-11-13", "alienNumber": "FT-777123",
        "email": "sentinel@post.example", "phone": "+4577665544",
        "education": "education-sentinel", "sectors": ["sector-sentinel"],
        "wishes": ["wish-sentinel"]
    } });
    world.coordinator.ask(update, input).await;
    world
}

/// The marks of what is personal in everything that a caller reads.
async fn read(caller: &Client, documents: &[String]) -> String {
    let mut seen = String::new();
    for document in documents {
        let answer = caller.send(document, json!({})).await;
        let code = &answer.body["errors"][0]["extensions"]["code"];
        assert!(
            !matches!(
                code.as_str(),
                Some("INTERNAL" | "TOO_COSTLY" | "VALIDATION")
            ),
            "{document}\n{:#}",
            answer.body["errors"]
        );
        seen += &answer.body.to_string();
    }
    let marks = PERSONAL.iter().filter(|(_, text)| seen.contains(text));
    marks.map(|(mark, _)| *mark).collect()
}

#[tokio::test]
async fn what_is_personal_is_read_by_those_alone_who_are_to_see_it() {
    let world = world().await;
    let things = things(&world).await;
    let types = Types::of(&world.coordinator).await;
    let rows = TABLE
        .iter()
        .filter(|row| !row.document.starts_with("mutation"));
    let documents: Vec<String> = rows
        .filter_map(|row| types.widened(row.field, &things.fill(row.document)))
        .collect();
    assert!(documents.len() > 30, "{}", documents.len());
    let (own, other) = callers(&world).await;
    let mut faults = String::new();
    for (i, role) in ROLES.iter().enumerate() {
        let seen = read(&own[i], &documents).await;
        if seen != OWN[i] {
            let _ = writeln!(faults, "{role} reads {seen:?}, not {:?}", OWN[i]);
        }
        let seen = read(&other[i], &documents).await;
        if !seen.is_empty() {
            let _ = writeln!(faults, "{role} elsewhere reads {seen:?}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
