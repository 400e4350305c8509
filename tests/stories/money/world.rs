//! A partnership with a course that has begun, and for whom everybody counts.

use api::usecases::cohorts::advance;
use chrono::{TimeZone, Utc};
use entities::columns::{CountingBasis, NotCountedReason};
use entities::{counting_fact, municipality};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};
use tests::{Client, Role, TestApp};

use crate::programme::{
    ENROL, centre_with_coordinator, cohort, enrolling, import, open, published_template, template,
};

pub(super) const POST: &str = "mutation($input: PostCostInput!) { postCost(input: $input) {
    id amount postedOn document } }";
pub(super) const CALCULATE: &str = "mutation($input: CalculateSettlementInput!) {
    calculateSettlement(input: $input) { id state total version number hash
        lines { id counted amount state version municipality { code } }
        notCounted { reason persons } } }";
pub(super) const FREEZE: &str = "mutation($input: FreezeSettlementInput!) {
    freezeSettlement(input: $input) { id state version number hash previousHash
        period { key isClosed } } }";
pub(super) const SEND: &str = "mutation($input: SendSettlementInput!) {
    sendSettlement(input: $input) { state version lines { id version municipality { code } } } }";
pub(super) const EXPORT: &str = "query($id: ID!) {
    exportSettlement(id: $id) { fileName hash document } }";

/// The place in the list of one who prefers Roskilde.
pub(super) const FROM_ROSKILDE: usize = 5;

pub(super) struct World {
    pub(super) app: TestApp,
    pub(super) centre: Value,
    pub(super) coordinator: Client,
    pub(super) partnership: Value,
    pub(super) finance: Client,
    /// Twenty-four people.
    pub(super) people: Vec<Value>,
}

impl World {
    /// The centre's operator accounts.
    pub(super) async fn of_operator() -> Self {
        Self::accounted_by(None).await
    }

    pub(super) async fn accounted_by(municipality: Option<&str>) -> Self {
        let app = TestApp::start().await;
        let (centre, coordinator) = centre_with_coordinator(&app).await;
        let save = "mutation($input: SavePartnershipInput!) {
            savePartnership(input: $input) { id } }";
        let input = json!({ "input": {
            "centreId": centre, "key": "fast-track", "name": "Fast Track til job",
            "municipalityCodes": ["0265", "0269", "0253"], "validFrom": "2017-01-01",
            "accountingMunicipalityCode": municipality, "budget": "60000.00",
            "periods": [
                { "key": "2017-1", "from": "2017-01-01", "until": "2017-07-01" },
                { "key": "2017-2", "from": "2017-07-01", "until": "2018-01-01" }
            ]
        } });
        let partnership = coordinator.ask(save, input).await["savePartnership"]["id"].clone();
        published_template(&coordinator, template(&centre)).await;
        let people = import(&coordinator, &centre).await;
        let finance = match municipality {
            None => app.with_role(Role::CentreFinance, "own").await,
            Some(code) => app.with_role(Role::MunicipalityFinance, code).await,
        };
        Self {
            app,
            centre,
            coordinator,
            partnership,
            finance,
            people,
        }
    }

    /// Everybody is enrolled in a cohort of the partnership that begins on a Monday.
    pub(super) async fn enrolled(&self, key: &str, monday: &str) {
        let mut input = cohort(&self.centre, key, 24);
        input["input"]["partnershipId"] = self.partnership.clone();
        input["input"]["firstMonday"] = json!(monday);
        let id = open(&self.coordinator, input).await;
        let enrolled = self
            .coordinator
            .ask(ENROL, enrolling(&id, &self.people))
            .await;
        assert_eq!(enrolled["enrol"]["cohort"]["nEnrolled"], 24);
    }

    /// The day comes, and courses begin and end.
    pub(super) async fn day_comes(&self, month: u32, day: u32) {
        let noon = Utc.with_ymd_and_hms(2017, month, day, 12, 0, 0).unwrap();
        self.app.clock.move_to(noon);
        advance(&self.app.op()).await.unwrap();
    }

    /// Roskilde 12, Solrød 7, Greve 5 by preference since they enrolled; now the last one, who
    /// preferred Roskilde, is refused.
    pub(super) async fn one_refused(&self) {
        self.counts(23, CountingBasis::None, None).await;
    }

    /// From now on a person counts for a municipality, or is refused.
    pub(super) async fn counts(&self, place: usize, basis: CountingBasis, code: Option<&str>) {
        let op = self.app.op();
        let municipality = match code {
            None => None,
            Some(code) => municipality::Entity::find()
                .filter(municipality::Column::Code.eq(code))
                .one(op.reader())
                .await
                .unwrap(),
        };
        let row = counting_fact::Model {
            id: op.new_id(),
            participant_id: self.people[place].as_str().unwrap().parse().unwrap(),
            cohort_id: None,
            municipality_id: municipality.map(|row| row.id),
            basis,
            reason: code.is_none().then_some(NotCountedReason::Refused),
            valid_from_on: op.now.date_naive(),
            recorded_at: op.now,
        };
        counting_fact::Entity::insert(row.into_active_model())
            .exec_without_returning(op.reader())
            .await
            .unwrap();
    }

    pub(super) fn cost(&self, period: &str, amount: &str, document: &str) -> Value {
        let posted_on = if period == "2017-1" {
            "2017-04-20"
        } else {
            "2017-09-01"
        };
        json!({ "input": {
            "partnershipId": self.partnership, "periodKey": period, "category": "TEACHING",
            "amount": amount, "document": document, "text": "Undervisning",
            "vatTreatment": "NONE", "postedOn": posted_on
        } })
    }

    pub(super) async fn post(&self, period: &str, amount: &str, document: &str) -> Value {
        let input = self.cost(period, amount, document);
        self.finance.ask(POST, input).await["postCost"]["id"].clone()
    }

    pub(super) fn of(&self, period: &str) -> Value {
        json!({ "input": { "partnershipId": self.partnership, "periodKey": period } })
    }

    pub(super) async fn calculated(&self, period: &str) -> Value {
        let made = self.finance.ask(CALCULATE, self.of(period)).await;
        made["calculateSettlement"].clone()
    }

    pub(super) async fn frozen(&self, settlement: &Value) -> Value {
        let made = self.finance.ask(FREEZE, versioned(settlement)).await;
        made["freezeSettlement"].clone()
    }

    pub(super) async fn exported(&self, settlement: &Value) -> Value {
        let id = json!({ "id": settlement["id"] });
        self.finance.ask(EXPORT, id).await["exportSettlement"].clone()
    }

    /// The settlement of the first period: 60.000 kr over 11, 7 and 5 people, one refused.
    pub(super) async fn first_settlement(&self) -> Value {
        self.enrolled("2017-1", "2017-03-06").await;
        self.one_refused().await;
        self.day_comes(3, 6).await;
        self.post("2017-1", "60000.00", "bilag-1").await;
        self.calculated("2017-1").await
    }
}

pub(super) fn versioned(settlement: &Value) -> Value {
    json!({ "input": { "settlementId": settlement["id"], "version": settlement["version"] } })
}

/// Counted and amount of each line, by code of the municipality.
pub(super) fn lines(settlement: &Value) -> Vec<(String, i64, String)> {
    let lines = settlement["lines"].as_array().unwrap().iter();
    lines
        .map(|line| {
            (
                line["municipality"]["code"].as_str().unwrap().to_owned(),
                line["counted"].as_i64().unwrap(),
                line["amount"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

pub(super) fn expected(lines: [(&str, i64, &str); 3]) -> Vec<(String, i64, String)> {
    lines
        .map(|(code, counted, amount)| (code.to_owned(), counted, amount.to_owned()))
        .to_vec()
}
