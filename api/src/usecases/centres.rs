//! Centres: where the course is held.

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::centre;
use entities::columns::{ClosingDays, Openings, WeeklyOpening};
use entities::id::CentreId;
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::facts::{self, Fact};
use super::{lookup, rules};
use crate::domain::policy::{Action, Permitted, Scopes};
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::WeekSpanInput;

/// A centre, made or changed by its key. What is left out of a change stays as it is.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveCentreInput {
    /// Chosen once: lower-case letters, digits and `-`, as in `avnstrup`.
    pub key: String,
    pub name: String,
    /// Who runs it, as in `Røde Kors`.
    pub operator: String,
    /// Four-digit code of the municipality it lies in, which is not a destination.
    pub host_municipality_code: String,
    /// IANA time zone; by default `Europe/Copenhagen`.
    pub zone: Option<String>,
    /// When it is open each week; nothing is planned outside.
    #[serde(default)]
    #[graphql(default)]
    pub openings: Vec<WeekSpanInput>,
    /// Days on which it is closed beside the public holidays, as 24 December.
    #[serde(default)]
    #[graphql(default)]
    pub closing_days: Vec<NaiveDate>,
    /// The contact that municipalities and mails are given.
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    /// The version you read, when you change one: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// Makes or changes a centre.
///
/// # Errors
/// VALIDATION with every wrong field; FORBIDDEN to make one unless ADMIN, to change one unless
/// ADMIN or its coordinator; CONFLICT when `version` is stale.
pub async fn save(op: &Op, input: SaveCentreInput) -> Result<centre::Model> {
    op.demand_sign_in()?;
    let tx = op.begin().await?;
    let earlier = store::centres::by_key(&tx, &input.key).await?;
    let row = if let Some(row) = earlier {
        let row = lookup::centre(op, &tx, row.id, Action::SaveCentre).await?;
        change(op, &tx, row, &input).await?
    } else {
        op.demand(Action::CreateCentre, &Scopes::default())?;
        create(op, &tx, &input).await?
    };
    facts::append(
        op,
        &tx,
        Fact::new("CENTRE_SAVED", "centre", row.id).with(json!({ "key": row.key })),
    )
    .await?;
    tx.commit().await?;
    Ok(row)
}

async fn create(
    op: &Op,
    tx: &impl ConnectionTrait,
    input: &SaveCentreInput,
) -> Result<centre::Model> {
    let host = checked(op, tx, input).await?;
    let mut row = filled(input, host);
    row.id = Set(op.new_id());
    row.key = Set(input.key.clone());
    row.version = Set(1);
    row.closed_on = Set(None);
    Ok(store::centres::insert(tx, row).await?)
}

async fn change(
    op: &Op,
    tx: &impl ConnectionTrait,
    row: Permitted<centre::Model>,
    input: &SaveCentreInput,
) -> Result<centre::Model> {
    let host = checked(op, tx, input).await?;
    if input.version.is_some_and(|version| version != row.version) {
        return Err(Error::stale(row.version));
    }
    let mut changed = filled(input, host);
    changed.id = Set(row.id);
    changed.version = Set(row.version + 1);
    Ok(store::centres::update(tx, changed).await?)
}

async fn checked(
    op: &Op,
    tx: &impl ConnectionTrait,
    input: &SaveCentreInput,
) -> Result<entities::id::MunicipalityId> {
    let mut faults = Faults::default();
    rules::key(&mut faults, "input.key", &input.key);
    rules::text(&mut faults, "input.name", &input.name, 120);
    rules::text(&mut faults, "input.operator", &input.operator, 120);
    if let Some(zone) = &input.zone {
        rules::zone(&mut faults, "input.zone", zone);
    }
    rules::week_spans(&mut faults, "input.openings", &input.openings);
    rules::optional_text(
        &mut faults,
        "input.contactName",
        input.contact_name.as_deref(),
        120,
    );
    rules::email(
        &mut faults,
        "input.contactEmail",
        input.contact_email.as_deref(),
    );
    rules::optional_text(
        &mut faults,
        "input.contactPhone",
        input.contact_phone.as_deref(),
        40,
    );
    let host = match lookup::municipality_by_code(op, tx, &input.host_municipality_code).await {
        Ok(host) => Some(host.id),
        Err(_) => None,
    };
    faults.demand(
        host.is_some(),
        "input.hostMunicipalityCode",
        "UNKNOWN_MUNICIPALITY",
    );
    faults.done()?;
    host.ok_or_else(Error::not_found)
}

fn filled(input: &SaveCentreInput, host: entities::id::MunicipalityId) -> centre::ActiveModel {
    let openings = input.openings.iter().map(|span| WeeklyOpening {
        weekday: u8::try_from(span.weekday).unwrap_or_default(),
        from_minute: span.from.minute,
        until_minute: span.until.minute,
    });
    centre::ActiveModel {
        name: Set(input.name.trim().to_owned()),
        operator: Set(input.operator.trim().to_owned()),
        host_municipality_id: Set(host),
        zone: Set(input
            .zone
            .clone()
            .unwrap_or_else(|| "Europe/Copenhagen".to_owned())),
        openings: Set(Openings(openings.collect())),
        closing_days: Set(ClosingDays(input.closing_days.clone())),
        contact_name: Set(input.contact_name.clone()),
        contact_email: Set(input.contact_email.clone()),
        contact_phone: Set(input.contact_phone.clone()),
        ..Default::default()
    }
}

/// The centres that the actor may see, by key.
pub async fn list(op: &Op) -> Result<Vec<centre::Model>> {
    op.demand_sign_in()?;
    Ok(store::centres::list(op.reader(), &op.reach(Action::ReadCentre)).await?)
}

/// One centre by id.
pub async fn find(op: &Op, id: CentreId) -> Result<centre::Model> {
    Ok(lookup::centre(op, op.reader(), id, Action::ReadCentre)
        .await?
        .into_row())
}

/// One centre by key.
pub async fn find_by_key(op: &Op, key: &str) -> Result<centre::Model> {
    op.demand_sign_in()?;
    let row = store::centres::by_key(op.reader(), key)
        .await?
        .ok_or_else(Error::not_found)?;
    find(op, row.id).await
}

/// Those of `ids` that the actor may see.
pub async fn by_ids(op: &Op, ids: &[CentreId]) -> Result<Vec<centre::Model>> {
    let reach = op.reach(Action::ReadCentre);
    Ok(store::centres::by_ids(op.reader(), &reach, ids).await?)
}
