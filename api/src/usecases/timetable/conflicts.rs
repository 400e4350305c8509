//! What a proposal would break in space and time, read from the tables. Nobody overrides any of
//! it. Of sessions that the engine knows, it judges all but the overlaps.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entities::booking;
use entities::columns::{ActivityKind, BookingRole};
use entities::id::ResourceId;
use scheduler::HardRule;
use sea_orm::ConnectionTrait;

use super::changing::Changing;
use super::proposal::{Proposal, Proposed};
use super::refusal::Conflict;
use crate::domain::calendar;
use crate::domain::occupancy::{Hold, Places, without_place};
use crate::domain::wall_clock;
use crate::error::Result;
use crate::store;

/// Where and when `rows` of the proposal could not be, beside overlaps.
pub(super) async fn find(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
    rows: &[&Proposed],
) -> Result<Vec<Conflict>> {
    let mut found = Vec::new();
    found.extend(centre_closed(changing, proposal));
    found.extend(closed(tx, changing, proposal, rows).await?);
    found.extend(away(tx, proposal, rows).await?);
    found.extend(busy(tx, changing, proposal, rows).await?);
    Ok(found)
}

/// The one overlap query over bookings: which of `rows` are taken elsewhere.
pub(super) async fn overlaps(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    rows: &[&Proposed],
) -> Result<Vec<Conflict>> {
    let wanted: Vec<Hold> = rows.iter().map(|row| row.hold()).collect();
    let taken = store::bookings::overlaps(tx, &wanted, &[changing.session.id]).await?;
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let companies = companies(rows);
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
    let one = |at: usize| {
        let beside = taken
            .iter()
            .filter(|other| Hold::of(other).overlaps(&wanted[at]));
        let sessions = beside.map(|other: &booking::Model| other.session_id);
        Conflict {
            sessions: sessions.collect(),
            ..Conflict::new(overlap_of(rows[at].role), [rows[at]])
        }
    };
    let found = without_place(&wanted, &held, &places);
    Ok(found.into_iter().map(one).collect())
}

fn companies(rows: &[&Proposed]) -> Vec<ResourceId> {
    let companies = rows.iter().filter(|row| row.role == BookingRole::Company);
    companies.map(|row| row.resource).collect()
}

fn overlap_of(role: BookingRole) -> HardRule {
    match role {
        BookingRole::Participant => HardRule::ParticipantOverlap,
        BookingRole::Teacher | BookingRole::Interviewer | BookingRole::Escort => {
            HardRule::StaffOverlap
        }
        BookingRole::Interpreter => HardRule::InterpreterOverlap,
        BookingRole::Room => HardRule::RoomOverlap,
        BookingRole::Vehicle => HardRule::VehicleOverlap,
        BookingRole::Company => HardRule::CompanyFull,
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

/// Outside the centre's hours, on a closing day or a public holiday; who moves no time is not to
/// blame for it.
fn centre_closed(changing: &Changing, proposal: &Proposal) -> Option<Conflict> {
    if changing.session.starts_at == proposal.starts_at {
        return None;
    }
    let is_open = local_span(changing, proposal.held()).is_some_and(|(day, from, until)| {
        !changing.centre.closing_days.0.contains(&day)
            && !calendar::is_public_holiday(day)
            && changing.centre.openings.0.iter().any(|open| {
                i32::from(open.weekday) == weekday(day)
                    && open.from_minute <= from
                    && until <= open.until_minute
            })
    });
    (!is_open).then(|| Conflict::new(HardRule::OutsideOpening, None))
}

/// Outside the openings of a resource that has some; for a company, outside its windows.
async fn closed(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
    rows: &[&Proposed],
) -> Result<Option<Conflict>> {
    let ids = ids(rows);
    let openings = store::resources::openings(tx, &ids).await?;
    let companies = companies(rows);
    let windows = if companies.is_empty() {
        Vec::new()
    } else {
        store::resources::company_windows(tx, &companies).await?
    };
    let held = local_span(changing, proposal.held());
    let visit = local_span(changing, (proposal.starts_at, proposal.ends_at));
    let is_closed = |row: &&Proposed| {
        if row.role == BookingRole::Company {
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
    let shut: Vec<&Proposed> = rows.iter().copied().filter(is_closed).collect();
    Ok((!shut.is_empty()).then(|| Conflict::new(HardRule::ResourceClosed, shut)))
}

/// In the absence of a resource, or past its last day.
async fn away(
    tx: &impl ConnectionTrait,
    proposal: &Proposal,
    rows: &[&Proposed],
) -> Result<Option<Conflict>> {
    let (from, until) = proposal.held();
    let absences = store::resources::absences(tx, &ids(rows), from, until).await?;
    let is_away = |row: &&Proposed| absences.iter().any(|one| one.resource_id == row.resource);
    let away: Vec<&Proposed> = rows.iter().copied().filter(is_away).collect();
    Ok((!away.is_empty()).then(|| Conflict::new(HardRule::ResourceAbsent, away)))
}

fn ids(rows: &[&Proposed]) -> Vec<ResourceId> {
    rows.iter().map(|row| row.resource).collect()
}

/// In a busy time: the blocking ones keep everything away, the others interviews and visits.
async fn busy(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
    rows: &[&Proposed],
) -> Result<Vec<Conflict>> {
    let (from, until) = proposal.held();
    let taken = store::obstacles::busy(tx, &ids(rows), from, until).await?;
    let is_strict = matches!(
        changing.session.kind,
        ActivityKind::CompetencyInterview | ActivityKind::CompanyVisit
    );
    let during = |row: &&Proposed, blocking: bool| {
        let mut taken = taken.iter();
        taken.any(|one| one.resource == row.resource && one.blocking == blocking)
    };
    let rules = [
        (HardRule::ResourceAbsent, true),
        (HardRule::ParticipantBusy, false),
    ];
    let broken = rules
        .into_iter()
        .filter(|(_, blocking)| *blocking || is_strict);
    let found = broken.map(|(rule, blocking)| {
        let busy = rows.iter().copied().filter(|row| during(row, blocking));
        Conflict::new(rule, busy)
    });
    Ok(found.filter(|one| !one.whom.is_empty()).collect())
}
