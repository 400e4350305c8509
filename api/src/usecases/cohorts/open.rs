//! Opens a cohort.

use async_graphql::InputObject;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use entities::columns::TemplateState;
use entities::id::{CentreId, CohortId, PartnershipId, TemplateId};
use entities::{centre, cohort, template};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::domain::calendar;
use crate::domain::policy::{Action, Permitted};
use crate::error::{Code, Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::templates::definition_of;
use crate::usecases::{idempotency, lookup, rules};
use crate::vocabulary::IdOf;

/// A cohort that is to run a template.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenCohortInput {
    pub centre_id: IdOf<CentreId>,
    /// Chosen once: lower-case letters, digits and `-`, as in `2017-1`.
    pub key: String,
    pub name: String,
    /// A published version of a template; or give `templateKey`.
    pub template_id: Option<IdOf<TemplateId>>,
    /// The key of a template, of which the newest published version is used.
    pub template_key: Option<String>,
    /// The partnership that bears the cost; none: nobody shares it.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// First day of the course: a Monday, no public holiday and no closing day.
    pub first_monday: NaiveDate,
    /// How many have a place; who comes after them waits.
    pub capacity: i32,
    /// In full years on the first day.
    #[serde(default = "full_age")]
    #[graphql(default = 18)]
    pub minimum_age: i32,
    /// Repeating a call with the same key and input opens no second cohort.
    pub idempotency_key: Option<String>,
}

const fn full_age() -> i32 {
    18
}

/// Opens a cohort.
///
/// # Errors
/// VALIDATION with every wrong field; DUPLICATE when the key is taken; START_NOT_MONDAY and
/// START_ON_HOLIDAY.
pub async fn open(op: &Op, input: OpenCohortInput) -> Result<cohort::Model> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::SaveCohort).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) = idempotency::earlier(op, &tx, "openCohort", key, &input).await?;
    if let Some(id) = earlier {
        let earlier = store::cohorts::by_id(&tx, CohortId::from(id)).await?;
        return earlier.ok_or_else(Error::not_found);
    }
    store::centres::lock(&tx, centre.id).await?;
    let template = checked(&tx, &centre, &input).await?;
    may_start_on(&centre, input.first_monday)?;
    if store::cohorts::by_key(&tx, centre.id, &input.key)
        .await?
        .is_some()
    {
        let fault = Fault::new("input.key", "KEY_TAKEN").with("key", &input.key);
        return Err(Error::refused(Code::Duplicate).fault(fault).into());
    }
    let row = row_of(op, &centre, &template, &input)?;
    let row = store::cohorts::insert(&tx, row).await?;
    let fact = Fact::new("COHORT_OPENED", "cohort", row.id)
        .with(json!({ "key": row.key, "firstOn": row.first_on, "capacity": row.capacity }));
    facts::append(op, &tx, fact).await?;
    once.made(op, &tx, row.id).await?;
    tx.commit().await?;
    Ok(row)
}

/// A course begins on a Monday on which people are there.
fn may_start_on(centre: &centre::Model, day: NaiveDate) -> Result<()> {
    let refusal = |code: Code| {
        let fault = Fault::new("input.firstMonday", code.as_str());
        Err(Error::refused(code).fault(fault).into())
    };
    if day.weekday() != Weekday::Mon {
        return refusal(Code::StartNotMonday);
    }
    if calendar::is_public_holiday(day) || centre.closing_days.0.contains(&day) {
        return refusal(Code::StartOnHoliday);
    }
    Ok(())
}

async fn checked(
    tx: &impl ConnectionTrait,
    centre: &Permitted<centre::Model>,
    input: &OpenCohortInput,
) -> Result<template::Model> {
    let mut faults = Faults::default();
    rules::key(&mut faults, "input.key", &input.key);
    rules::text(&mut faults, "input.name", &input.name, 120);
    rules::within(&mut faults, "input.capacity", input.capacity.into(), 1, 500);
    let age = input.minimum_age.into();
    rules::within(&mut faults, "input.minimumAge", age, 0, 99);
    check_partnership(tx, &mut faults, centre, input).await?;
    let template = template_of(tx, &mut faults, centre, input).await?;
    faults.done()?;
    template.ok_or_else(Error::not_found)
}

async fn check_partnership(
    tx: &impl ConnectionTrait,
    faults: &mut Faults,
    centre: &centre::Model,
    input: &OpenCohortInput,
) -> Result<()> {
    let Some(id) = input.partnership_id else {
        return Ok(());
    };
    let path = "input.partnershipId";
    let found = store::partnerships::by_id(tx, id.0).await?;
    let Some(row) = found.filter(|row| row.centre_id == centre.id) else {
        faults.add(Fault::new(path, "UNKNOWN_PARTNERSHIP"));
        return Ok(());
    };
    let holds = row.valid_from_on <= input.first_monday
        && row
            .valid_until_on
            .is_none_or(|until| input.first_monday < until);
    faults.demand(holds, path, "PARTNERSHIP_NOT_VALID");
    Ok(())
}

async fn template_of(
    tx: &impl ConnectionTrait,
    faults: &mut Faults,
    centre: &centre::Model,
    input: &OpenCohortInput,
) -> Result<Option<template::Model>> {
    let found = match (input.template_id, &input.template_key) {
        (Some(id), None) => store::templates::by_id(tx, id.0)
            .await?
            .filter(|row| row.centre_id == centre.id),
        (None, Some(key)) => store::templates::newest_published(tx, centre.id, key).await?,
        _ => {
            faults.add(Fault::new("input.templateId", "ID_OR_KEY"));
            return Ok(None);
        }
    };
    let path = if input.template_id.is_some() {
        "input.templateId"
    } else {
        "input.templateKey"
    };
    let found = found.filter(|row| row.state == TemplateState::Published);
    faults.demand(found.is_some(), path, "NO_PUBLISHED_TEMPLATE");
    Ok(found)
}

fn row_of(
    op: &Op,
    centre: &centre::Model,
    template: &template::Model,
    input: &OpenCohortInput,
) -> Result<cohort::ActiveModel> {
    let days = Days::new(7 * u64::from(definition_of(template)?.weeks));
    let until = input.first_monday.checked_add_days(days);
    let until = until.ok_or_else(|| Error::invalid("input.firstMonday", "OUT_OF_CALENDAR"))?;
    Ok(cohort::ActiveModel {
        id: Set(op.new_id()),
        centre_id: Set(centre.id),
        partnership_id: Set(input.partnership_id.map(|id| id.0)),
        template_id: Set(template.id),
        key: Set(input.key.clone()),
        name: Set(input.name.trim().to_owned()),
        first_on: Set(input.first_monday),
        until_on: Set(until),
        capacity: Set(input.capacity),
        minimum_age: Set(input.minimum_age),
        cancelled_at: Set(None),
        created_at: Set(op.now),
        version: Set(1),
    })
}
