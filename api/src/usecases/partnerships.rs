//! Partnerships: which municipalities share a centre's course, its budget and who accounts for it.

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::columns::{AccountingParty, CostKey, PeriodState};
use entities::id::{CentreId, MunicipalityId, PartnershipId};
use entities::{accounting_period, municipality, partnership, partnership_municipality};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::facts::{self, Fact};
use super::{lookup, rules};
use crate::domain::money::Money;
use crate::domain::policy::Action;
use crate::error::{Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::{Amount, IdOf};

/// A partnership, made or changed by its key at a centre.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SavePartnershipInput {
    pub centre_id: IdOf<CentreId>,
    /// Chosen once: lower-case letters, digits and `-`.
    pub key: String,
    pub name: String,
    /// Four-digit codes of the municipalities that share the cost.
    pub municipality_codes: Vec<String>,
    pub valid_from: NaiveDate,
    /// The first day on which it no longer holds; none: until further notice.
    pub valid_until: Option<NaiveDate>,
    /// The municipality that accounts for it; none: the centre's operator does.
    pub accounting_municipality_code: Option<String>,
    /// Running cost that is agreed for all together, in kroner.
    pub budget: Amount,
    /// Accounting periods to add; those that stand already, by key, stay as they are.
    #[serde(default)]
    #[graphql(default)]
    pub periods: Vec<AccountingPeriodInput>,
    /// The version you read, when you change one: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// A span of days that is settled together.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccountingPeriodInput {
    /// As in `2017-1`.
    pub key: String,
    pub from: NaiveDate,
    /// The first day after it.
    pub until: NaiveDate,
}

/// Makes or changes a partnership.
///
/// # Errors
/// VALIDATION with every wrong field; NOT_FOUND for a centre that the actor does not see;
/// CONFLICT when `version` is stale.
pub async fn save(op: &Op, input: SavePartnershipInput) -> Result<partnership::Model> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::SavePartnership).await?;
    let earlier = store::partnerships::by_key(&tx, centre.id, &input.key).await?;
    let members = checked(&tx, &input, earlier.as_ref()).await?;
    let mut row = filled(&input, &members);
    let row = if let Some(earlier) = &earlier {
        if input
            .version
            .is_some_and(|version| version != earlier.version)
        {
            return Err(Error::stale(earlier.version));
        }
        row.id = Set(earlier.id);
        row.version = Set(earlier.version + 1);
        store::partnerships::update(&tx, row).await?
    } else {
        row.id = Set(op.new_id());
        row.centre_id = Set(centre.id);
        row.key = Set(input.key.clone());
        row.version = Set(1);
        store::partnerships::insert(&tx, row).await?
    };
    store::partnerships::set_municipalities(&tx, row.id, &members.ids).await?;
    add_periods(op, &tx, &row, &input.periods).await?;
    let fact = Fact::new("PARTNERSHIP_SAVED", "partnership", row.id)
        .with(json!({ "key": row.key, "municipalities": input.municipality_codes }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(row)
}

struct Members {
    ids: Vec<MunicipalityId>,
    accounting: Option<MunicipalityId>,
}

async fn checked(
    tx: &impl ConnectionTrait,
    input: &SavePartnershipInput,
    earlier: Option<&partnership::Model>,
) -> Result<Members> {
    let mut faults = Faults::default();
    rules::key(&mut faults, "input.key", &input.key);
    rules::text(&mut faults, "input.name", &input.name, 120);
    let ends_after = input
        .valid_until
        .is_none_or(|until| until > input.valid_from);
    faults.demand(ends_after, "input.validUntil", "EMPTY_INTERVAL");
    faults.demand(input.budget.ore() >= 0, "input.budget", "NEGATIVE");
    rules::amount(&mut faults, "input.budget", input.budget.0, Money::MOST);
    faults.demand(
        !input.municipality_codes.is_empty(),
        "input.municipalityCodes",
        "REQUIRED",
    );
    let mut codes = input.municipality_codes.clone();
    codes.sort_unstable();
    codes.dedup();
    faults.demand(
        codes.len() == input.municipality_codes.len(),
        "input.municipalityCodes",
        "REPEATED",
    );
    codes.extend(input.accounting_municipality_code.clone());
    let known = store::municipalities::by_codes(tx, &codes).await?;
    let ids = known_ids(&mut faults, &known, input);
    let accounting = accounting_id(&mut faults, &known, input);
    let standing = match earlier {
        Some(earlier) => store::partnerships::periods(tx, &[earlier.id]).await?,
        None => Vec::new(),
    };
    check_periods(&mut faults, &input.periods, &standing);
    faults.done()?;
    Ok(Members { ids, accounting })
}

fn known_ids(
    faults: &mut Faults,
    known: &[municipality::Model],
    input: &SavePartnershipInput,
) -> Vec<MunicipalityId> {
    let mut ids = Vec::new();
    for (i, code) in input.municipality_codes.iter().enumerate() {
        match known.iter().find(|row| row.code == *code) {
            Some(row) => ids.push(row.id),
            None => faults.add(Fault::new(
                format!("input.municipalityCodes.{i}"),
                "UNKNOWN_MUNICIPALITY",
            )),
        }
    }
    ids
}

fn accounting_id(
    faults: &mut Faults,
    known: &[municipality::Model],
    input: &SavePartnershipInput,
) -> Option<MunicipalityId> {
    let code = input.accounting_municipality_code.as_ref()?;
    let is_member = input.municipality_codes.contains(code);
    faults.demand(
        is_member,
        "input.accountingMunicipalityCode",
        "NOT_A_MEMBER",
    );
    known.iter().find(|row| row.code == *code).map(|row| row.id)
}

fn check_periods(
    faults: &mut Faults,
    given: &[AccountingPeriodInput],
    standing: &[accounting_period::Model],
) {
    let mut taken: Vec<(&str, NaiveDate, NaiveDate)> = standing
        .iter()
        .map(|row| (row.key.as_str(), row.from_on, row.until_on))
        .collect();
    for (i, period) in given.iter().enumerate() {
        let path = format!("input.periods.{i}");
        rules::key(faults, &format!("{path}.key"), &period.key);
        faults.demand(
            period.from < period.until,
            &format!("{path}.until"),
            "EMPTY_INTERVAL",
        );
        let same = taken.iter().find(|(key, _, _)| *key == period.key);
        if let Some((_, from, until)) = same {
            let is_same = (*from, *until) == (period.from, period.until);
            faults.demand(is_same, &path, "PERIOD_STANDS");
            continue;
        }
        let overlaps = taken
            .iter()
            .any(|(_, from, until)| period.from < *until && *from < period.until);
        faults.demand(!overlaps, &path, "PERIODS_OVERLAP");
        taken.push((&period.key, period.from, period.until));
    }
}

fn filled(input: &SavePartnershipInput, members: &Members) -> partnership::ActiveModel {
    let party = match members.accounting {
        Some(_) => AccountingParty::Municipality,
        None => AccountingParty::Operator,
    };
    partnership::ActiveModel {
        name: Set(input.name.trim().to_owned()),
        valid_from_on: Set(input.valid_from),
        valid_until_on: Set(input.valid_until),
        accounting_party: Set(party),
        accounting_municipality_id: Set(members.accounting),
        cost_key: Set(CostKey::CountedPersons),
        budget_ore: Set(input.budget.ore()),
        ..Default::default()
    }
}

async fn add_periods(
    op: &Op,
    tx: &impl ConnectionTrait,
    partnership: &partnership::Model,
    given: &[AccountingPeriodInput],
) -> Result<()> {
    let standing = store::partnerships::periods(tx, &[partnership.id]).await?;
    let new = given
        .iter()
        .filter(|period| standing.iter().all(|row| row.key != period.key));
    let rows = new.map(|period| accounting_period::ActiveModel {
        id: Set(op.new_id()),
        partnership_id: Set(partnership.id),
        key: Set(period.key.clone()),
        from_on: Set(period.from),
        until_on: Set(period.until),
        state: Set(PeriodState::Open),
    });
    Ok(store::partnerships::insert_periods(tx, rows.collect()).await?)
}

/// Those of `ids` whose centre the actor sees.
pub async fn by_ids(op: &Op, ids: &[PartnershipId]) -> Result<Vec<partnership::Model>> {
    let mut rows = store::partnerships::by_ids(op.reader(), ids).await?;
    let centres: Vec<CentreId> = rows.iter().map(|row| row.centre_id).collect();
    let seen = super::centres::by_ids(op, &centres).await?;
    rows.retain(|row| seen.iter().any(|centre| centre.id == row.centre_id));
    Ok(rows)
}

/// The partnerships of centres that the actor has been shown, by key.
pub async fn of_centres(op: &Op, ids: &[CentreId]) -> Result<Vec<partnership::Model>> {
    op.demand_sign_in()?;
    Ok(store::partnerships::of_centres(op.reader(), ids).await?)
}

/// The partnerships of a centre, by key.
pub async fn of_centre(op: &Op, centre: CentreId) -> Result<Vec<partnership::Model>> {
    lookup::centre(op, op.reader(), centre, Action::ReadCentre).await?;
    Ok(store::partnerships::of_centres(op.reader(), &[centre]).await?)
}

/// Who belongs to which of `ids`: partnerships that the actor has been shown.
pub async fn members(
    op: &Op,
    ids: &[PartnershipId],
) -> Result<Vec<partnership_municipality::Model>> {
    op.demand_sign_in()?;
    Ok(store::partnerships::memberships(op.reader(), ids).await?)
}

/// The accounting periods of `ids`, by first day: partnerships that the actor has been shown.
pub async fn periods(op: &Op, ids: &[PartnershipId]) -> Result<Vec<accounting_period::Model>> {
    op.demand_sign_in()?;
    Ok(store::partnerships::periods(op.reader(), ids).await?)
}
