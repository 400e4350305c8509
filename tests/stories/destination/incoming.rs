//! Who comes to a municipality, and what it sees of them.

use serde_json::json;

use super::World;

const INCOMING: &str = "query($code: String!, $until: NaiveDate!, $after: String, $first: Int) {
    incomingParticipants(municipality: $code, takeoverFrom: \"2017-03-01\",
        takeoverUntil: $until, first: $first, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id takeoverDate languages { tag } interpreterLanguage
            household { size ages { band persons } } contact { centreName operator }
            cohort { name } centre { key } handoff { state items { kind } }
            identity { firstName } } } }";

#[tokio::test]
async fn a_municipality_sees_who_is_placed_there_and_no_more() {
    let world = World::new().await;
    let roskilde = world.consultant("0265").await;
    let ask = json!({ "code": "0265", "until": "2017-07-01" });
    let before = roskilde.ask(INCOMING, ask.clone()).await;
    assert_eq!(before["incomingParticipants"]["nodes"], json!([]));
    world.outcome(&world.family, "GRANTED", "2017-02-01").await;
    let done = world.place(&world.family[..2], "0265", "2017-02-03").await;
    let seen = roskilde.ask(INCOMING, ask.clone()).await;
    let father = &seen["incomingParticipants"]["nodes"][0];
    assert_eq!(father["takeoverDate"], "2017-04-03");
    assert_eq!(father["household"]["size"], 3);
    let ages = json!([{ "band": "18-24", "persons": 1 }, { "band": "25-49", "persons": 2 }]);
    assert_eq!(father["household"]["ages"], ages);
    assert_eq!(father["cohort"]["name"], "Hold 1");
    assert_eq!(father["centre"]["key"], "own");
    assert!(father["handoff"].is_null() && father["identity"].is_null());
    world.send(&done["placed"][0]["handoff"]).await;
    let seen = roskilde.ask(INCOMING, ask.clone()).await;
    let father = &seen["incomingParticipants"]["nodes"][0];
    assert_eq!(father["handoff"]["state"], "SENT");

    let solroed = world.consultant("0269").await;
    assert_eq!(solroed.code(INCOMING, ask).await, "FORBIDDEN");
    let one = "query($id: ID!) { incomingParticipant(id: $id) { id } participant(id: $id) { id }
        node(id: $id) { id } }";
    let hidden = solroed.ask(one, json!({ "id": world.family[0] })).await;
    let made_up = json!({ "id": "participant_01h455vb4pex5vsknk084sn02q" });
    assert_eq!(hidden, solroed.ask(one, made_up).await);
}

#[tokio::test]
async fn pages_follow_one_another_and_a_long_span_is_refused() {
    let world = World::new().await;
    world.outcome(&world.family, "GRANTED", "2017-02-01").await;
    world.place(&world.family, "0265", "2017-02-03").await;
    let roskilde = world.consultant("0265").await;
    let long = json!({ "code": "0265", "until": "2018-04-06" });
    assert_eq!(roskilde.code(INCOMING, long).await, "VALIDATION");
    let mut after = json!(null);
    let mut seen = Vec::new();
    loop {
        let ask = json!({ "code": "0265", "until": "2017-07-01", "first": 2, "after": after });
        let page = roskilde.ask(INCOMING, ask).await["incomingParticipants"].clone();
        let nodes = page["nodes"].as_array().unwrap().iter();
        seen.extend(nodes.map(|node| node["id"].clone()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(seen, world.family);
}

#[tokio::test]
async fn small_counts_of_expected_arrivals_are_bands() {
    let world = World::new().await;
    let roskilde = world.consultant("0265").await;
    let expected = "query($code: String!) { expectedArrivals(municipality: $code) {
        startsOn persons months { month persons } } }";
    let seen = roskilde.ask(expected, json!({ "code": "0265" })).await;
    let half_year = &seen["expectedArrivals"][0];
    assert_eq!(half_year["startsOn"], "2017-01-01");
    assert_eq!(half_year["persons"], "1-4");
    let may = json!({ "month": "2017-05-01", "persons": "1-4" });
    assert_eq!(half_year["months"][4], may);
    assert_eq!(
        roskilde.code(expected, json!({ "code": "0269" })).await,
        "FORBIDDEN"
    );
}

#[tokio::test]
async fn what_it_costs_does_not_depend_on_how_many_come() {
    let world = World::new().await;
    world.outcome(&world.family, "GRANTED", "2017-02-01").await;
    world.place(&world.family[..1], "0265", "2017-02-03").await;
    let roskilde = world.consultant("0265").await;
    let query = "{ incomingParticipants(municipality: \"0265\", takeoverFrom: \"2017-03-01\",
        takeoverUntil: \"2017-07-01\", first: 50) { nodes { id takeoverDate
            household { size } cohort { name } centre { key } contact { centreName } } } }";
    let cost = async |query: &str| {
        let database = &world.app.ground().database;
        let before = database.statements();
        roskilde.ask(query, json!({})).await;
        database.statements() - before
    };
    let sign_in = cost("{ viewer { key } }").await;
    let one = cost(query).await - sign_in;
    world.place(&world.family[1..], "0265", "2017-02-03").await;
    let three = cost(query).await - sign_in;
    assert_eq!(one, three);
    assert!(three <= 8, "{three} statements");
}
