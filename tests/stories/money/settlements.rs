//! Counting, calculating, approving.

use entities::columns::CountingBasis;
use serde_json::json;
use tests::Role;

use super::world::{
    CALCULATE, FREEZE, FROM_ROSKILDE, POST, SEND, World, expected, lines, versioned,
};

const APPROVE: &str = "mutation($input: ApproveLineInput!) {
    approveLine(input: $input) { state version lines { state } } }";
const SEEN: &str = "query($id: ID!) { settlement(id: $id) { state total
    lines { counted municipality { code } } } }";

#[tokio::test]
async fn sixty_thousand_are_shared_by_eleven_seven_and_five() {
    let world = World::of_operator().await;
    let settlement = world.first_settlement().await;
    let shared = [
        ("0253", 5, "13043.48"),
        ("0265", 11, "28695.65"),
        ("0269", 7, "18260.87"),
    ];
    assert_eq!(lines(&settlement), expected(shared));
    let refused = json!([{ "reason": "REFUSED", "persons": 1 }]);
    assert_eq!(settlement["notCounted"], refused);

    let explain = "query($id: ID!) { explainLine(lineId: $id) { total
        share { whole remainder countedInAll isRoundedUp amount municipality { code } }
        byBasis { basis persons } persons { pseudonym basis } } }";
    let line = json!({ "id": settlement["lines"][1]["id"] });
    let told = world.finance.ask(explain, line).await["explainLine"].clone();
    assert_eq!(
        told["byBasis"],
        json!([{ "basis": "PLANNED", "persons": 11 }])
    );
    assert_eq!(told["persons"].as_array().unwrap().len(), 11);
    // 60.000 × 11 ÷ 23 is 28.695,65 kr and 5 of 23 parts of an øre.
    let share = json!({ "whole": "28695.65", "remainder": 5, "countedInAll": 23,
        "isRoundedUp": false, "amount": "28695.65", "municipality": { "code": "0265" } });
    assert_eq!(told["share"], share);

    let proof = "query($id: ID!) { settlementProof(id: $id) { ruleVersion countedInAll total
        entries { amount kind document } shares { amount remainder isRoundedUp } } }";
    let id = json!({ "id": settlement["id"] });
    let proof = world.finance.ask(proof, id).await["settlementProof"].clone();
    assert_eq!(
        (&proof["ruleVersion"], &proof["countedInAll"]),
        (&json!("COST_KEY/1"), &json!(23))
    );
    assert_eq!(proof["entries"][0]["kind"], "CHARGE");
}

#[tokio::test]
async fn a_decision_moves_one_share_to_another() {
    let world = World::of_operator().await;
    let before = world.first_settlement().await;
    let line_ids = |settlement: &serde_json::Value| {
        let lines = settlement["lines"].as_array().unwrap().clone();
        lines
            .into_iter()
            .map(|line| line["id"].clone())
            .collect::<Vec<_>>()
    };
    world.day_comes(4, 3).await;
    world
        .counts(FROM_ROSKILDE, CountingBasis::Decided, Some("0269"))
        .await;
    let after = world.calculated("2017-1").await;
    let shared = [
        ("0253", 5, "13043.48"),
        ("0265", 10, "26086.96"),
        ("0269", 8, "20869.56"),
    ];
    assert_eq!(lines(&after), expected(shared));
    assert_eq!(after["id"], before["id"]);
    assert_eq!(line_ids(&after), line_ids(&before));
    let mut stale = world.of("2017-1");
    stale["input"]["version"] = before["version"].clone();
    assert_eq!(world.finance.code(CALCULATE, stale).await, "CONFLICT");
    assert_eq!(
        world.finance.code(FREEZE, versioned(&before)).await,
        "CONFLICT"
    );
}

#[tokio::test]
async fn nobody_counted_is_no_basis_and_no_equal_split() {
    let world = World::of_operator().await;
    world.post("2017-1", "60000.00", "bilag-1").await;
    assert_eq!(
        world.finance.code(CALCULATE, world.of("2017-1")).await,
        "NO_BASIS"
    );
    // Enrolled, but the course has not begun.
    world.enrolled("2017-1", "2017-03-06").await;
    world.one_refused().await;
    assert_eq!(
        world.finance.code(CALCULATE, world.of("2017-1")).await,
        "NO_BASIS"
    );

    let forecast = "query($id: ID!) { costForecast(partnershipId: $id, periodKey: \"2017-1\") {
        budget posted remaining notCounted { reason persons }
        lines { counted ofBudget municipality { code } } } }";
    let id = json!({ "id": world.partnership });
    let told = world.finance.ask(forecast, id).await["costForecast"].clone();
    assert_eq!(
        (&told["posted"], &told["remaining"]),
        (&json!("60000.00"), &json!("0.00"))
    );
    assert_eq!(told["lines"][1]["ofBudget"], "28695.65");
    assert_eq!(told["notCounted"][0]["persons"], 1);
}

#[tokio::test]
async fn what_changed_since_it_was_calculated_is_calculated_again_before_it_is_frozen() {
    let world = World::of_operator().await;
    let settlement = world.first_settlement().await;
    world.post("2017-1", "40.00", "bilag-2").await;
    assert_eq!(
        world.finance.code(FREEZE, versioned(&settlement)).await,
        "BLOCKED"
    );
    let again = world.calculated("2017-1").await;
    let frozen = world.frozen(&again).await;
    assert_eq!(
        (&frozen["state"], &frozen["number"]),
        (&json!("FROZEN"), &json!(1))
    );
    assert_eq!(
        frozen["period"],
        json!({ "key": "2017-1", "isClosed": true })
    );
    let refused = world.finance.code(CALCULATE, world.of("2017-1")).await;
    assert_eq!(refused, "ILLEGAL_TRANSITION");
    assert_eq!(
        world.finance.code(FREEZE, versioned(&frozen)).await,
        "ILLEGAL_TRANSITION"
    );
}

#[tokio::test]
async fn each_municipality_approves_its_own_line_and_the_last_settles() {
    let world = World::of_operator().await;
    let settlement = world.first_settlement().await;
    let roskilde = world.app.with_role(Role::MunicipalityFinance, "0265").await;
    let approve = |line: &serde_json::Value| json!({ "input": { "lineId": line["id"], "version": line["version"] } });
    let early = approve(&settlement["lines"][1]);
    assert_eq!(roskilde.code(APPROVE, early).await, "NOT_FOUND");
    let frozen = world.frozen(&settlement).await;
    assert_eq!(roskilde.code(SEND, versioned(&frozen)).await, "NOT_FOUND");
    let sent = world.finance.ask(SEND, versioned(&frozen)).await["sendSettlement"].clone();
    assert_eq!(sent["state"], "SENT");

    let id = json!({ "id": settlement["id"] });
    let seen = roskilde.ask(SEEN, id.clone()).await["settlement"].clone();
    assert_eq!(seen["lines"].as_array().unwrap().len(), 3);
    let elsewhere = world.app.with_role(Role::MunicipalityFinance, "0630").await;
    assert_eq!(
        elsewhere.ask(SEEN, id.clone()).await["settlement"],
        json!(null)
    );
    let greve = &sent["lines"][0];
    assert_eq!(roskilde.code(APPROVE, approve(greve)).await, "FORBIDDEN");
    assert_eq!(elsewhere.code(APPROVE, approve(greve)).await, "NOT_FOUND");
    assert_eq!(
        world.finance.code(APPROVE, approve(greve)).await,
        "FORBIDDEN"
    );
    for (line, code) in sent["lines"]
        .as_array()
        .unwrap()
        .iter()
        .zip(["0253", "0265", "0269"])
    {
        let own = world.app.with_role(Role::MunicipalityFinance, code).await;
        own.ask(APPROVE, approve(line)).await;
        assert_eq!(own.code(APPROVE, approve(line)).await, "CONFLICT");
    }
    assert_eq!(
        roskilde.ask(SEEN, id).await["settlement"]["state"],
        "SETTLED"
    );
}

#[tokio::test]
async fn what_is_still_worked_on_is_seen_by_the_centre_and_who_accounts_alone() {
    let world = World::of_operator().await;
    let settlement = world.first_settlement().await;
    let all = "query($id: ID!) { settlements(partnershipId: $id) { nodes { state } } }";
    let all_of = json!({ "id": world.partnership });
    let id = json!({ "id": settlement["id"] });
    let roskilde = world.app.with_role(Role::MunicipalityFinance, "0265").await;
    let frozen = world.frozen(&settlement).await;
    assert_eq!(
        roskilde.ask(SEEN, id.clone()).await["settlement"],
        json!(null)
    );
    let listed = roskilde.ask(all, all_of.clone()).await["settlements"]["nodes"].clone();
    assert_eq!(listed, json!([]));
    world.finance.ask(SEND, versioned(&frozen)).await;
    assert_eq!(roskilde.ask(SEEN, id).await["settlement"]["state"], "SENT");
    let listed = roskilde.ask(all, all_of).await["settlements"]["nodes"].clone();
    assert_eq!(listed, json!([{ "state": "SENT" }]));
}

#[tokio::test]
async fn a_decision_after_the_calculation_asks_for_another_one() {
    let world = World::of_operator().await;
    let settlement = world.first_settlement().await;
    let refuse = "mutation($input: RecordOutcomeInput!) { recordOutcome(input: $input) {
        outcomes { kind } } }";
    let input = json!({ "input": { "participantIds": [world.people[FROM_ROSKILDE]],
        "kind": "REFUSED", "decidedOn": "2017-03-06" } });
    world.coordinator.ask(refuse, input).await;
    let error = world.finance.refused(FREEZE, versioned(&settlement)).await;
    assert_eq!(error["extensions"]["code"], "BLOCKED");
    assert_eq!(error["extensions"]["details"]["reason"], "CALCULATE_AGAIN");
    let again = world.calculated("2017-1").await;
    assert_eq!(lines(&again)[1].1, 10);
    assert_eq!(world.frozen(&again).await["state"], "FROZEN");
}

#[tokio::test]
async fn where_a_municipality_accounts_the_centre_does_not() {
    let world = World::accounted_by(Some("0265")).await;
    let settlement = world.first_settlement().await;
    let centre = world.app.with_role(Role::CentreFinance, "own").await;
    let input = world.cost("2017-1", "1.00", "bilag-2");
    assert_eq!(centre.code(POST, input.clone()).await, "FORBIDDEN");
    assert_eq!(
        centre.code(FREEZE, versioned(&settlement)).await,
        "FORBIDDEN"
    );
    let other = world.app.with_role(Role::MunicipalityFinance, "0269").await;
    assert_eq!(other.code(POST, input).await, "FORBIDDEN");
    assert_eq!(world.frozen(&settlement).await["state"], "FROZEN");
}

#[tokio::test]
async fn the_finance_mailbox_of_each_municipality_is_told_once() {
    use sea_orm::EntityTrait;
    let world = World::of_operator().await;
    let settlement = world.first_settlement().await;
    let frozen = world.frozen(&settlement).await;
    world.finance.ask(SEND, versioned(&frozen)).await;
    let op = world.app.op();
    let notices = entities::notice::Entity::find()
        .all(op.reader())
        .await
        .unwrap();
    let ready = notices
        .iter()
        .filter(|row| row.kind == entities::columns::NoticeKind::SettlementReady);
    assert_eq!(ready.count(), 3);
}
