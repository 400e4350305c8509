//! Who comes to a municipality, as far as an active placement, a sent hand-off and consents let it
//! see.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::id::{CentreId, ParticipantId};
use entities::{centre, cohort, handoff, participant, placement};
use sea_orm::ConnectionTrait;

use super::participants::open_all;
use super::{households, lookup};
use crate::domain::consent::{self, Purpose};
use crate::domain::household::HouseholdFigures;
use crate::domain::person::Person;
use crate::domain::policy::{Action, Scopes};
use crate::error::{Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;

const MOST_DAYS: i64 = 400;

/// Somebody whom a municipality receives.
#[derive(Clone, Debug)]
pub struct Incoming {
    pub placement: placement::Model,
    pub handoff: handoff::Model,
    pub participant: participant::Model,
}

/// Which part of the list.
#[derive(Clone, Debug)]
pub struct IncomingFilter {
    pub municipality_code: String,
    pub takeover_from: NaiveDate,
    pub takeover_until: NaiveDate,
    /// As [`cursor`] writes it.
    pub after: Option<String>,
    pub most: usize,
}

/// Where somebody stands in the list.
#[must_use]
pub fn cursor(row: &Incoming) -> String {
    format!("{}_{}", row.placement.takeover_on, row.participant.id)
}

fn read_cursor(text: &str) -> Option<(NaiveDate, ParticipantId)> {
    let (day, id) = text.split_once('_')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

/// The people a municipality receives, by takeover day; one more than `most` when there are more.
///
/// # Errors
/// FORBIDDEN for another municipality; VALIDATION for more than 400 days or an end before the
/// beginning.
pub async fn list(op: &Op, filter: &IncomingFilter) -> Result<Vec<Incoming>> {
    let db = op.reader();
    let municipality = lookup::municipality_by_code(op, db, &filter.municipality_code).await?;
    op.demand(Action::ReadIncoming, &Scopes::municipality(municipality.id))?;
    check_days(
        ("takeoverFrom", filter.takeover_from),
        ("takeoverUntil", filter.takeover_until),
    )?;
    let after = match &filter.after {
        None => None,
        Some(text) => Some(read_cursor(text).ok_or_else(|| Error::invalid("after", "BAD_CURSOR"))?),
    };
    let wanted = store::placements::Incoming {
        municipality: municipality.id,
        takeover_from: filter.takeover_from,
        takeover_until: filter.takeover_until,
        after,
        most: u64::try_from(filter.most + 1).unwrap_or(u64::MAX),
    };
    let rows = store::placements::incoming(db, &wanted).await?;
    with_people(db, rows).await
}

/// VALIDATION unless the days are in order and at most 400.
pub(super) fn check_days(from: (&str, NaiveDate), until: (&str, NaiveDate)) -> Result<()> {
    let mut faults = Faults::default();
    let days = (until.1 - from.1).num_days();
    faults.demand(days > 0, until.0, "EMPTY_INTERVAL");
    if days > MOST_DAYS {
        faults.add(Fault::new(until.0, "TOO_MANY_DAYS").with("most", MOST_DAYS));
    }
    faults.done()
}

/// One of them, by the participant's id.
///
/// # Errors
/// NOT_FOUND for who is not placed in the actor's municipality, just as for who does not exist.
pub async fn find(op: &Op, id: ParticipantId) -> Result<Incoming> {
    let db = op.reader();
    let placement = lookup::incoming(op, db, id).await?.into_row();
    let mut handoffs = store::handoffs::of_placements(db, &[placement.id]).await?;
    let handoff = handoffs.pop().ok_or_else(Error::not_found)?;
    let found = with_people(db, vec![(placement, handoff)]).await?;
    found.into_iter().next().ok_or_else(Error::not_found)
}

async fn with_people(
    db: &impl ConnectionTrait,
    rows: Vec<(placement::Model, handoff::Model)>,
) -> Result<Vec<Incoming>> {
    let ids: Vec<ParticipantId> = rows.iter().map(|(row, _)| row.participant_id).collect();
    let people = store::participants::by_ids(db, &ids).await?;
    let mut people: BTreeMap<ParticipantId, participant::Model> =
        people.into_iter().map(|row| (row.id, row)).collect();
    let row = |(placement, handoff): (placement::Model, handoff::Model)| {
        Some(Incoming {
            participant: people.remove(&placement.participant_id)?,
            placement,
            handoff,
        })
    };
    Ok(rows.into_iter().filter_map(row).collect())
}

/// The households of people whom the actor has been shown, on their takeover days.
pub async fn households(
    op: &Op,
    people: &[(participant::Model, NaiveDate)],
) -> Result<BTreeMap<ParticipantId, HouseholdFigures>> {
    op.demand_sign_in()?;
    households::of(op, op.reader(), people).await
}

/// The centres that people whom the actor has been shown come from: whom to ask there.
pub async fn contacts(op: &Op, ids: &[CentreId]) -> Result<BTreeMap<CentreId, centre::Model>> {
    op.demand_sign_in()?;
    let everywhere = crate::domain::policy::Reach {
        everywhere: true,
        ..Default::default()
    };
    let rows = store::centres::by_ids(op.reader(), &everywhere, ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The cohort that each of `ids` was enrolled in last: people whom the actor has been shown.
pub async fn cohorts(
    op: &Op,
    ids: &[ParticipantId],
) -> Result<BTreeMap<ParticipantId, cohort::Model>> {
    op.demand_sign_in()?;
    Ok(store::course_records::latest_cohort_of(op.reader(), ids).await?)
}

/// Who those are, of the placements shown to the actor, that have consented to the municipality's
/// knowing it. A protected name goes to nobody.
pub async fn identities(
    op: &Op,
    placements: &[placement::Model],
) -> Result<BTreeMap<ParticipantId, Person>> {
    op.demand_sign_in()?;
    let db = op.reader();
    let ids: Vec<ParticipantId> = placements.iter().map(|row| row.participant_id).collect();
    let consents = store::consents::of_participants(db, &ids).await?;
    let today = op.now.date_naive();
    let agreed: Vec<ParticipantId> = placements
        .iter()
        .filter(|row| {
            let to = row.municipality_id;
            consents.iter().any(|one| {
                one.participant_id == row.participant_id
                    && consent::covers(one, Purpose::Identity, to, today)
            })
        })
        .map(|row| row.participant_id)
        .collect();
    if agreed.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut persons = open_all(op, db, &agreed).await?;
    persons.retain(|_, person| person.protected_until.is_none_or(|until| until <= today));
    Ok(persons)
}
