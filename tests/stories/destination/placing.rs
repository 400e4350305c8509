//! Placing people who have been granted a permit.

use serde_json::json;

use super::{RECORD_OUTCOME, RECORD_PLACEMENT, World, codes, placement};

#[tokio::test]
async fn a_placement_gives_the_takeover_day_and_the_sessions_after_it() {
    let world = World::new().await;
    let father = &world.family[..1];
    world.session("2017-03-07T08:00:00Z", father).await;
    let after = world.session("2017-04-03T08:00:00Z", father).await;
    world.outcome(father, "GRANTED", "2017-02-01").await;
    let done = world.place(father, "0265", "2017-02-03").await;
    let placed = &done["placed"][0];
    assert_eq!(placed["placement"]["takeoverOn"], "2017-04-03");
    assert_eq!(done["ruleVersion"], "INTEGRATIONSLOVEN_4/1");
    assert_eq!(done["steps"][3]["code"], "MOVED_TO_WORKING_DAY");
    let sessions = placed["sessionsAfterTakeover"].as_array().unwrap();
    assert_eq!(sessions.len(), 1);
    assert_eq!(sessions[0]["id"], after);
    assert_eq!(placed["handoff"]["state"], "DRAFT");
    assert_eq!(placed["handoff"]["dueOn"], "2017-02-13");
    assert_eq!(placed["handoff"]["isReady"], true);
    assert_eq!(
        codes(&done["consequences"]["warnings"]),
        ["TAKEOVER_DURING_COURSE"]
    );
}

#[tokio::test]
async fn a_family_of_three_is_decided_on_at_once_or_not_at_all() {
    let world = World::new().await;
    let outcome = world
        .outcome(&world.family[..2], "GRANTED", "2017-02-01")
        .await;
    assert_eq!(outcome["outcomes"].as_array().unwrap().len(), 2);
    let all = placement(&world.family, "0330", "2017-02-03");
    let error = world.coordinator.refused(RECORD_PLACEMENT, all).await;
    assert_eq!(error["extensions"]["code"], "ILLEGAL_TRANSITION");
    assert_eq!(error["extensions"]["details"]["id"], world.family[2]);
    world
        .outcome(&world.family[2..], "GRANTED", "2017-02-02")
        .await;
    let done = world.place(&world.family, "0330", "2017-02-03").await;
    assert_eq!(done["placed"].as_array().unwrap().len(), 3);
    let warnings = codes(&done["consequences"]["warnings"]);
    let outside = warnings
        .iter()
        .filter(|code| **code == "OUTSIDE_PARTNERSHIP");
    assert_eq!(outside.count(), 3);
}

#[tokio::test]
async fn what_contradicts_or_lies_ahead_is_refused() {
    let world = World::new().await;
    let father = &world.family[..1];
    let outcome = |kind: &str, on: &str| json!({ "input": { "participantIds": father, "kind": kind, "decidedOn": on } });
    let code = world
        .coordinator
        .code(RECORD_OUTCOME, outcome("GRANTED", "2017-02-21"))
        .await;
    assert_eq!(code, "VALIDATION");
    world.outcome(father, "GRANTED", "2017-02-01").await;
    let error = world
        .coordinator
        .refused(RECORD_OUTCOME, outcome("REFUSED", "2017-02-02"))
        .await;
    assert_eq!(error["extensions"]["code"], "ILLEGAL_TRANSITION");
    let told = &error["extensions"];
    assert_eq!(told["details"]["from"], "GRANTED");
    assert_eq!(told["details"]["allowed"], json!([]));
    assert_eq!(
        told["details"]["allowedByCorrection"],
        json!(["PENDING", "REFUSED", "WITHDRAWN"])
    );
    assert_eq!(
        (&told["fields"][0]["path"], &told["fields"][0]["code"]),
        (&json!("input.correction"), &json!("CORRECTION_NEEDED"))
    );
    world.place(father, "0265", "2017-02-03").await;
    let again = placement(father, "0269", "2017-02-04");
    let error = world
        .coordinator
        .refused(RECORD_PLACEMENT, again.clone())
        .await;
    assert_eq!(error["extensions"]["code"], "ILLEGAL_TRANSITION");
    assert_eq!(
        error["extensions"]["fields"][0]["code"],
        "CORRECTION_NEEDED"
    );
    let mut corrected = again;
    corrected["input"]["correction"] = json!({ "reason": "Wrong municipality read" });
    let done = world.coordinator.ask(RECORD_PLACEMENT, corrected).await;
    let consequences = &done["recordPlacement"]["consequences"];
    assert_eq!(consequences["placementsEnded"][0]["state"], "SUPERSEDED");
    assert_eq!(consequences["handoffsRetracted"][0]["state"], "RETRACTED");
}

/// What may be stored is what may be asked, whatever the kind.
#[tokio::test]
async fn a_decision_from_before_the_act_is_told_alike_asked_and_recorded() {
    let world = World::new().await;
    let father = &world.family[..1];
    world.outcome(father, "GRANTED", "2017-02-01").await;
    let takeover = "query($input: TakeoverDateInput!) { takeoverDate(input: $input) { date } }";
    for (on, code) in [
        ("1899-01-01", "OUT_OF_RANGE"),
        ("1998-12-31", "NO_RULE_FOR_DAY"),
    ] {
        let facts = json!({ "kind": "FAMILY_REUNIFIED", "decidedOn": on,
            "cprRegisteredOn": "2017-02-01" });
        let mut record = placement(father, "0265", on);
        record["input"]["kind"] = facts["kind"].clone();
        record["input"]["cprRegisteredOn"] = facts["cprRegisteredOn"].clone();
        for (document, input) in [
            (takeover, json!({ "input": facts })),
            (RECORD_PLACEMENT, record),
        ] {
            let error = world.coordinator.refused(document, input).await;
            let field = &error["extensions"]["fields"][0];
            assert_eq!(
                (&field["path"], &field["code"]),
                (&json!("input.decidedOn"), &json!(code)),
                "{error:#}"
            );
        }
    }
}

#[tokio::test]
async fn the_takeover_day_ends_a_course_that_nobody_chose_to_finish() {
    let world = World::new().await;
    world.outcome(&world.family, "GRANTED", "2017-02-01").await;
    world.place(&world.family[..2], "0265", "2017-02-03").await;
    let late = world.session("2017-04-10T08:00:00Z", &world.family).await;
    let choose = "mutation($input: ChooseCourseEndInput!) { chooseCourseEnd(input: $input) {
        placement { courseEnd } consequences { sessionsLeft } } }";
    let finish = json!({ "input": { "participantId": world.family[0], "choice": "FINISH" } });
    world.coordinator.ask(choose, finish).await;
    let leave = json!({ "input": { "participantId": world.family[1], "choice": "LEAVE" } });
    let left = world.coordinator.ask(choose, leave).await;
    assert_eq!(
        left["chooseCourseEnd"]["consequences"]["sessionsLeft"],
        json!([late])
    );
    world.morning_of("2017-03-06").await;
    world.morning_of("2017-04-03").await;
    let closed = api::usecases::handoffs::close_due(&world.app.op())
        .await
        .unwrap();
    assert_eq!((closed.handoffs, closed.left), (0, 1));
    let again = api::usecases::handoffs::close_due(&world.app.op())
        .await
        .unwrap();
    assert_eq!(again.left, 0);
}
