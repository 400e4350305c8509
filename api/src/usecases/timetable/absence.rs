//! Somebody is away: noting it, and naming the sessions that it hits.

use async_graphql::InputObject;
use chrono::{DateTime, NaiveDateTime, Utc};
use entities::absence;
use entities::id::ResourceId;
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::show::Shown;
use crate::domain::policy::Action;
use crate::domain::wall_clock;
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::store::timetable::Placed;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{lookup, rules, zone_of};
use crate::vocabulary::IdOf;

/// A time in which a resource cannot be had.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordAbsenceInput {
    pub resource_id: IdOf<ResourceId>,
    /// By the centre's own clock, `2017-03-09T08:00:00`.
    pub from: NaiveDateTime,
    /// The first moment that is no longer in it.
    pub until: NaiveDateTime,
    /// Why, in a few words, without details of anybody's health.
    pub reason: String,
}

/// An absence, and the published sessions to come that it hits.
#[derive(Clone, Debug)]
pub struct RecordedAbsence {
    pub row: absence::Model,
    pub sessions: Vec<Shown>,
}

/// Notes that a resource is away. Its sessions stay as they are: each is somebody's to decide on.
///
/// # Errors
/// VALIDATION for an empty time or no reason.
pub async fn record_absence(op: &Op, input: RecordAbsenceInput) -> Result<RecordedAbsence> {
    let mut faults = Faults::default();
    rules::text(&mut faults, "input.reason", &input.reason, 200);
    let tx = op.begin().await?;
    let id = input.resource_id.0;
    let resource = lookup::resource(op, &tx, id, Action::RecordAbsence).await?;
    let centre = store::centres::by_id(&tx, resource.centre_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let zone = zone_of(&centre)?;
    // In the hour that a change of the clock leaves out, two local times are one instant.
    let from = wall_clock::instant(zone, input.from);
    let until = wall_clock::instant(zone, input.until);
    faults.demand(from < until, "input.until", "EMPTY_INTERVAL");
    faults.done()?;
    let reason = input.reason.trim();
    let (row, hit) = note_absence(op, &tx, id, (from, until), reason).await?;
    tx.commit().await?;
    let sessions = hit.into_iter().map(Shown::of).collect::<Result<Vec<_>>>()?;
    Ok(RecordedAbsence { row, sessions })
}

/// Writes that a resource is away; with it, the published sessions to come that this hits.
pub(in crate::usecases) async fn note_absence(
    op: &Op,
    tx: &impl ConnectionTrait,
    id: ResourceId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    reason: &str,
) -> Result<(absence::Model, Vec<Placed>)> {
    store::resources::raise_revisions(tx, &[id]).await?;
    let row = absence::ActiveModel {
        id: Set(op.new_id()),
        resource_id: Set(id),
        from_at: Set(from),
        until_at: Set(until),
        reason: Set(reason.to_owned()),
        recorded_at: Set(op.now),
        recorded_by: Set(op.account_id()),
    };
    let row = store::resources::insert_absence(tx, row).await?;
    let from = row.from_at.max(op.now);
    let hit = if from < row.until_at {
        store::timetable::published_within(tx, id, (from, row.until_at)).await?
    } else {
        Vec::new()
    };
    let fact = Fact::new("ABSENCE_RECORDED", "resource", id)
        .with(json!({ "from": row.from_at, "until": row.until_at, "sessions": hit.len() }));
    facts::append(op, tx, fact).await?;
    Ok((row, hit))
}
