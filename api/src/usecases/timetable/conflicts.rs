//! What a proposal would break in space and time. Nobody overrides any of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entities::booking;
use entities::columns::{ActivityKind, BookingRole};
use entities::id::{ParticipantId, ResourceId, SessionId};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::changing::Changing;
use super::proposal::{Proposal, Proposed};
use crate::domain::calendar;
use crate::domain::occupancy::{Hold, Places, without_place};
use crate::domain::wall_clock;
use crate::error::{Code, Error, Result};
use crate::store;

/// A broken rule, whom it concerns, and the sessions that stand in the way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Conflict {
    pub(super) rule: &'static str,
    /// Ids as the API writes them.
    pub(super) whom: Vec<String>,
    pub(super) sessions: Vec<SessionId>,
}

impl Conflict {
    pub(super) fn new<'a>(
        rule: &'static str,
        whom: impl IntoIterator<Item = &'a Proposed>,
    ) -> Self {
        let whom: BTreeSet<String> = whom.into_iter().map(id_of).collect();
        Self {
            rule,
            whom: whom.into_iter().collect(),
            sessions: Vec::new(),
        }
    }
}

/// The id of what would be booked, as the API writes it.
fn id_of(row: &Proposed) -> String {
    match row.role() {
        BookingRole::Participant => ParticipantId::of_resource(row.resource).to_string(),
        _ => row.resource.to_string(),
    }
}

/// HARD_CONFLICT with every rule and whom it concerns.
pub(super) fn refuse(conflicts: &[Conflict]) -> Result<()> {
    let Some(first) = conflicts.first() else {
        return Ok(());
    };
    let all: Vec<Value> = conflicts
        .iter()
        .map(|one| json!({ "rule": one.rule, "whom": one.whom, "sessions": one.sessions }))
        .collect();
    let details = json!({
        "rule": first.rule, "whom": first.whom, "conflicts": all,
    });
    Err(Error::refused(Code::HardConflict).details(details).into())
}

/// Everything that the proposal would break, worst first.
pub(super) async fn find(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
) -> Result<Vec<Conflict>> {
    let mut found = overlaps(tx, changing, proposal).await?;
    found.extend(centre_closed(changing, proposal));
    found.extend(closed(tx, changing, proposal).await?);
    found.extend(away(tx, proposal).await?);
    found.extend(busy(tx, changing, proposal).await?);
    Ok(found)
}

/// The one overlap query over bookings.
async fn overlaps(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
) -> Result<Vec<Conflict>> {
    let standing: Vec<&Proposed> = proposal.standing().collect();
    let wanted: Vec<Hold> = standing.iter().map(|row| row.hold()).collect();
    let taken = store::bookings::overlaps(tx, &wanted, &[changing.session.id]).await?;
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let companies: Vec<ResourceId> = proposal
        .of_role(BookingRole::Company)
        .map(|row| row.resource)
        .collect();
    let places: Places = store::resources::companies(tx, &companies)
        .await?
        .into_iter()
        .map(|row| {
            (
                row.id.into(),
                usize::try_from(row.parallel_groups).unwrap_or(1),
            )
        })
        .collect();
    let held: Vec<Hold> = taken.iter().map(Hold::of).collect();
    let mut found: BTreeMap<&'static str, Conflict> = BTreeMap::new();
    for at in without_place(&wanted, &held, &places) {
        let row = standing[at];
        let beside = taken
            .iter()
            .filter(|other| Hold::of(other).overlaps(&wanted[at]));
        let sessions: Vec<SessionId> = beside
            .map(|other: &booking::Model| other.session_id)
            .collect();
        let rule = overlap_of(row.role());
        let conflict = found
            .entry(rule)
            .or_insert_with(|| Conflict::new(rule, None));
        conflict.whom.push(id_of(row));
        conflict.sessions.extend(sessions);
        conflict.sessions.sort_unstable();
        conflict.sessions.dedup();
    }
    Ok(found.into_values().collect())
}

fn overlap_of(role: BookingRole) -> &'static str {
    match role {
        BookingRole::Participant => "participant_overlap",
        BookingRole::Teacher | BookingRole::Interviewer | BookingRole::Escort => "staff_overlap",
        BookingRole::Interpreter => "interpreter_overlap",
        BookingRole::Room => "room_overlap",
        BookingRole::Vehicle => "vehicle_overlap",
        BookingRole::Company => "company_full",
    }
}

/// A span of one local day in minutes of the wall clock; `None` when it passes midnight.
fn local_span(
    changing: &Changing,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Option<(NaiveDate, i32, i32)> {
    use chrono::Timelike;
    let from = wall_clock::local(changing.zone, from);
    let until = wall_clock::local(changing.zone, until);
    let minute = |at: chrono::NaiveDateTime| i32::try_from(at.hour() * 60 + at.minute()).ok();
    (from.date() == until.date()).then_some(())?;
    Some((from.date(), minute(from)?, minute(until)?))
}

fn weekday(day: NaiveDate) -> i32 {
    i32::try_from(day.weekday().number_from_monday()).unwrap_or_default()
}

/// Outside the centre's hours, on a closing day or a public holiday.
fn centre_closed(changing: &Changing, proposal: &Proposal) -> Option<Conflict> {
    let is_open = local_span(changing, proposal.held()).is_some_and(|(day, from, until)| {
        !changing.centre.closing_days.0.contains(&day)
            && !calendar::is_public_holiday(day)
            && changing.centre.openings.0.iter().any(|open| {
                i32::from(open.weekday) == weekday(day)
                    && open.from_minute <= from
                    && until <= open.until_minute
            })
    });
    (!is_open).then(|| Conflict::new("outside_opening", None))
}

/// Outside the openings of a resource that has some; for a company, outside its windows.
async fn closed(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
) -> Result<Option<Conflict>> {
    let ids: Vec<ResourceId> = proposal.standing().map(|row| row.resource).collect();
    let openings = store::resources::openings(tx, &ids).await?;
    let companies: Vec<ResourceId> = proposal
        .of_role(BookingRole::Company)
        .map(|row| row.resource)
        .collect();
    let windows = if companies.is_empty() {
        Vec::new()
    } else {
        store::resources::company_windows(tx, &companies).await?
    };
    let held = local_span(changing, proposal.held());
    let visit = local_span(changing, (proposal.starts_at, proposal.ends_at));
    let is_closed = |row: &&Proposed| {
        if row.role() == BookingRole::Company {
            let mut own = windows
                .iter()
                .filter(|window| ResourceId::from(window.company_id) == row.resource)
                .peekable();
            return own.peek().is_some()
                && !visit.is_some_and(|(day, from, until)| {
                    own.any(|window| {
                        let is_day =
                            window.on_on == Some(day) || window.weekday == Some(weekday(day));
                        is_day && window.from_minute <= from && until <= window.until_minute
                    })
                });
        }
        openings.get(&row.resource).is_some_and(|own| {
            !held.is_some_and(|(day, from, until)| {
                own.iter().any(|open| {
                    open.weekday == weekday(day)
                        && open.valid_from_on.is_none_or(|first| first <= day)
                        && open.valid_until_on.is_none_or(|end| day < end)
                        && open.from_minute <= from
                        && until <= open.until_minute
                })
            })
        })
    };
    let shut: Vec<&Proposed> = proposal.standing().filter(is_closed).collect();
    Ok((!shut.is_empty()).then(|| Conflict::new("resource_closed", shut)))
}

/// In the absence of a resource, or past its last day.
async fn away(tx: &impl ConnectionTrait, proposal: &Proposal) -> Result<Option<Conflict>> {
    let (from, until) = proposal.held();
    let ids: Vec<ResourceId> = proposal.standing().map(|row| row.resource).collect();
    let absences = store::resources::absences(tx, &ids, from, until).await?;
    let is_away = |row: &&Proposed| absences.iter().any(|one| one.resource_id == row.resource);
    let away: Vec<&Proposed> = proposal.standing().filter(is_away).collect();
    Ok((!away.is_empty()).then(|| Conflict::new("resource_absent", away)))
}

/// In a busy time: the blocking ones keep everything away, the others interviews and visits.
async fn busy(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
) -> Result<Option<Conflict>> {
    let (from, until) = proposal.held();
    let ids: Vec<ResourceId> = proposal.standing().map(|row| row.resource).collect();
    let taken = store::obstacles::busy(tx, &ids, from, until).await?;
    let is_strict = matches!(
        changing.session.kind,
        ActivityKind::CompetencyInterview | ActivityKind::CompanyVisit
    );
    let is_busy = |row: &&Proposed| {
        taken
            .iter()
            .any(|one| one.resource == row.resource && (one.blocking || is_strict))
    };
    let busy: Vec<&Proposed> = proposal.standing().filter(is_busy).collect();
    Ok((!busy.is_empty()).then(|| Conflict::new("participant_busy", busy)))
}
