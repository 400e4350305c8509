//! What a demonstration has come to, as facts: printed as tables or as one JSON document.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use entities::columns::{ActivityKind, BookingRole, HandoffState, PlanVerdict, RuleCost};
use entities::id::{CohortId, MunicipalityId, ResourceId};
use serde::Serialize;

use super::stage::Stage;
use crate::error::Result;
use crate::i18n::Language;
use crate::sample::SampleCentre;
use crate::usecases::resources::Resource;
use crate::usecases::{
    handoffs, municipalities, participants, plans, resources, settlements, timetable,
};
use crate::vocabulary::Amount;

/// Everything the demonstration shows.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// SHA-256 of the plan, empty before there is one: the same for the same seed, on any machine and database.
    pub plan_hash: String,
    pub plan_millis: i64,
    pub verdict: Option<PlanVerdict>,
    /// Keys of activities without a place.
    pub unassigned: Vec<String>,
    /// Units and cost by rule.
    pub score: BTreeMap<String, RuleCost>,
    pub sessions: Vec<SessionLine>,
    pub handoffs: Vec<HandoffLine>,
    pub settlement: Vec<SettlementLine>,
    pub settlement_total: Option<Amount>,
    pub settlement_hash: Option<String>,
}

/// One session in local time.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionLine {
    pub key: String,
    /// Key of the cohort that meets.
    pub cohort: String,
    pub kind: ActivityKind,
    pub title: String,
    pub starts_at: DateTime<FixedOffset>,
    pub ends_at: DateTime<FixedOffset>,
    pub state: String,
    /// Room, or company visited.
    pub place: Option<String>,
    /// Key of who teaches, interviews or escorts.
    pub led_by: Option<String>,
    pub n_participants: usize,
}

/// Who comes to which municipality, and when.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HandoffLine {
    /// The participant's key at the centre.
    pub participant: String,
    pub municipality_code: String,
    pub municipality: String,
    pub takeover_on: NaiveDate,
    pub state: HandoffState,
}

/// A municipality's share.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SettlementLine {
    pub municipality_code: String,
    pub municipality: String,
    pub counted: i32,
    pub amount: Amount,
}

/// Collects the facts from the use cases.
pub async fn collect(stage: &Stage, sample: &SampleCentre, language: Language) -> Result<Report> {
    let op = stage.op();
    let plan = match stage.plan().await? {
        Some(id) => Some(plans::find(&op, id).await?),
        None => None,
    };
    let towns = municipalities::list(&op).await?;
    let towns: BTreeMap<MunicipalityId, (String, String)> = towns
        .into_iter()
        .map(|row| (row.id, (row.code, row.name)))
        .collect();
    let town = |id: MunicipalityId| towns.get(&id).cloned().unwrap_or_default();
    let settlement = settlements::of_partnership(&op, stage.loaded.partnership).await?;
    let settlement = settlement.into_iter().next();
    let mut lines = Vec::new();
    if let Some(row) = &settlement {
        for line in settlements::lines(&op, &[row.id]).await? {
            let (municipality_code, municipality) = town(line.municipality_id);
            lines.push(SettlementLine {
                municipality_code,
                municipality,
                counted: line.counted,
                amount: Amount::from_ore(line.amount_ore),
            });
        }
    }
    lines.sort_by(|a, b| a.municipality_code.cmp(&b.municipality_code));
    Ok(Report {
        plan_millis: plan
            .as_ref()
            .and_then(|plan| plan.plan_millis)
            .unwrap_or_default(),
        verdict: plan.as_ref().and_then(|plan| plan.verdict),
        unassigned: plan
            .as_ref()
            .and_then(|plan| plan.unassigned.as_ref())
            .map(|list| list.0.iter().map(|one| one.activity_key.clone()).collect())
            .unwrap_or_default(),
        score: plan
            .as_ref()
            .and_then(|plan| plan.score.as_ref())
            .map(|score| score.0.clone())
            .unwrap_or_default(),
        plan_hash: plan.and_then(|plan| plan.plan_hash).unwrap_or_default(),
        sessions: sessions(stage, sample, language).await?,
        handoffs: handoff_lines(stage, town).await?,
        settlement: lines,
        settlement_total: settlement
            .as_ref()
            .and_then(|row| row.total_ore)
            .map(Amount::from_ore),
        settlement_hash: settlement.and_then(|row| row.hash),
    })
}

async fn sessions(
    stage: &Stage,
    sample: &SampleCentre,
    language: Language,
) -> Result<Vec<SessionLine>> {
    let op = stage.op();
    let Some(first) = sample.cohorts.iter().map(|cohort| cohort.first_on).min() else {
        return Ok(Vec::new());
    };
    let until = first + chrono::Days::new(62);
    let centre = stage.loaded.centre.to_string();
    let shown = timetable::timetable(&op, &centre, first, until).await?;
    let ids: Vec<_> = shown.iter().map(|session| session.row.id).collect();
    let booked = timetable::booked(&op, &ids).await?;
    let things: BTreeMap<ResourceId, Resource> = resources::of_centre(&op, stage.loaded.centre)
        .await?
        .into_iter()
        .map(|resource| (resource.row.id, resource))
        .collect();
    let cohort_of = |id: CohortId| {
        let found = stage.cohorts.iter().find(|(_, known)| **known == id);
        found.map(|(key, _)| key.clone()).unwrap_or_default()
    };
    let line = |session: timetable::Shown| {
        let bookings: Vec<_> = booked
            .iter()
            .filter(|one| {
                one.booking.session_id == session.row.id && one.booking.ended_at.is_none()
            })
            .collect();
        let of = |roles: &[BookingRole]| {
            let found = bookings
                .iter()
                .find(|one| roles.contains(&one.booking.role))?;
            things.get(&found.booking.resource_id)
        };
        let leaders = [
            BookingRole::Teacher,
            BookingRole::Interviewer,
            BookingRole::Escort,
        ];
        let place = of(&[BookingRole::Company]).or_else(|| of(&[BookingRole::Room]));
        let local = |at: DateTime<chrono::Utc>| at.with_timezone(&stage.zone).fixed_offset();
        SessionLine {
            kind: session.row.kind,
            title: match language {
                Language::Da => session.row.title_da.clone(),
                Language::En => session.row.title_en.clone(),
            },
            starts_at: local(session.row.starts_at),
            ends_at: local(session.row.ends_at),
            state: session.row.state.to_string(),
            place: place.map(|resource| resource.name().to_owned()),
            led_by: of(&leaders).map(|resource| resource.row.key.clone()),
            n_participants: bookings
                .iter()
                .filter(|one| one.booking.role == BookingRole::Participant)
                .count(),
            cohort: cohort_of(session.row.cohort_id),
            key: session.row.activity_key,
        }
    };
    Ok(shown.into_iter().map(line).collect())
}

async fn handoff_lines(
    stage: &Stage,
    town: impl Fn(MunicipalityId) -> (String, String),
) -> Result<Vec<HandoffLine>> {
    let op = stage.op();
    let owner = handoffs::Owner::Centre(stage.loaded.centre);
    let rows = handoffs::list(&op, owner, None, None, 200).await?;
    let keys = participants::ids_by_key(&op, stage.loaded.centre).await?;
    let key_of = |id| {
        keys.iter()
            .find(|(_, known)| **known == id)
            .map(|(key, _)| key.clone())
    };
    let mut lines: Vec<HandoffLine> = rows
        .into_iter()
        .map(|row| {
            let (municipality_code, municipality) = town(row.municipality_id);
            HandoffLine {
                participant: key_of(row.participant_id).unwrap_or_default(),
                municipality_code,
                municipality,
                takeover_on: row.takeover_on,
                state: row.state,
            }
        })
        .collect();
    lines.sort_by(|a, b| (&a.municipality, a.takeover_on).cmp(&(&b.municipality, b.takeover_on)));
    Ok(lines)
}
