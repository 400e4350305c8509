//! The participants whom one decision concerns, often a family: opened, locked and placed in time
//! together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use entities::id::{CentreId, CohortId, ParticipantId, ResourceId};
use entities::stay;
use sea_orm::ConnectionTrait;

use super::{lookup, zone_of};
use crate::domain::policy::Action;
use crate::domain::state::IllegalTransition;
use crate::error::{Code, Error, Fault, Faults, Refusal, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::IdOf;

const MOST: usize = 50;

/// Who is decided on.
pub(super) struct Concerned {
    pub ids: Vec<ParticipantId>,
    /// The open stay of each, or the one that ended last.
    pub stays: BTreeMap<ParticipantId, stay::Model>,
    pub zone: Tz,
    /// The day it is at the centre.
    pub today: NaiveDate,
}

impl Concerned {
    /// Opens every one for `action`, and makes other decisions on them wait.
    ///
    /// # Errors
    /// VALIDATION when nobody is named, somebody twice, or too many; NOT_FOUND and FORBIDDEN as for
    /// one.
    pub(super) async fn load(
        op: &Op,
        tx: &impl ConnectionTrait,
        given: &[IdOf<ParticipantId>],
        action: Action,
    ) -> Result<Self> {
        op.demand_sign_in()?;
        let ids: Vec<ParticipantId> = given.iter().map(|id| id.0).collect();
        check(&ids)?;
        Self::load_all(op, tx, &ids, action).await
    }

    /// The same for people who were counted already, each once.
    pub(super) async fn load_all(
        op: &Op,
        tx: &impl ConnectionTrait,
        ids: &[ParticipantId],
        action: Action,
    ) -> Result<Self> {
        let ids = ids.to_vec();
        lookup::participants(op, tx, &ids, action).await?;
        // Cohorts before people: in the order in which enrolling locks them.
        let enrolments = store::enrolments::of_participants(tx, &ids).await?;
        let cohorts: BTreeSet<CohortId> = enrolments.iter().map(|row| row.cohort_id).collect();
        let cohorts: Vec<CohortId> = cohorts.into_iter().collect();
        store::cohorts::lock(tx, &cohorts).await?;
        let resources: Vec<ResourceId> = ids.iter().map(|id| (*id).into()).collect();
        store::resources::raise_revisions(tx, &resources).await?;
        let stays = store::stays::latest_of(tx, &ids).await?;
        let zone = zone_at(tx, stays.values().next()).await?;
        Ok(Self {
            stays,
            zone,
            today: op.today(zone),
            ids,
        })
    }

    /// The centre where `id` stays, or stayed last.
    pub(super) fn centre_of(&self, id: ParticipantId) -> Result<CentreId> {
        let stay = self.stays.get(&id).ok_or_else(Error::not_found)?;
        Ok(stay.centre_id)
    }
}

fn check(ids: &[ParticipantId]) -> Result<()> {
    let mut faults = Faults::default();
    let path = "input.participantIds";
    faults.demand(!ids.is_empty(), path, "REQUIRED");
    let distinct: BTreeSet<_> = ids.iter().collect();
    faults.demand(distinct.len() == ids.len(), path, "REPEATED");
    if ids.len() > MOST {
        faults.add(
            Fault::new(path, "OUT_OF_RANGE")
                .with("least", 1)
                .with("most", MOST),
        );
    }
    faults.done()
}

async fn zone_at(tx: &impl ConnectionTrait, stay: Option<&stay::Model>) -> Result<Tz> {
    let stay = stay.ok_or_else(Error::not_found)?;
    let centre = store::centres::by_id(tx, stay.centre_id).await?;
    zone_of(&centre.ok_or_else(Error::not_found)?)
}

/// The zone of the first of `ids` that has ever stayed anywhere.
pub(super) async fn zone_for(tx: &impl ConnectionTrait, ids: &[ParticipantId]) -> Result<Tz> {
    let stays = store::stays::latest_of(tx, ids).await?;
    zone_at(tx, stays.values().next()).await
}

/// The instant at which a day begins.
pub(super) fn start_of(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

/// ILLEGAL_TRANSITION that names whom it is about and what is allowed.
pub(super) fn illegal(refusal: &IllegalTransition, whom: impl ToString) -> Error {
    refused(refusal, whom).into()
}

/// The same where the input could have said that the earlier record was wrong, and did not.
pub(super) fn uncorrected(refusal: &IllegalTransition, whom: impl ToString) -> Error {
    let fault = Fault::new("input.correction", "CORRECTION_NEEDED").with("from", refusal.from);
    refused(refusal, whom).fault(fault).into()
}

fn refused(refusal: &IllegalTransition, whom: impl ToString) -> Refusal {
    Error::refused(Code::IllegalTransition)
        .with("from", refusal.from)
        .with("allowed", refusal.allowed.join(", "))
        .details(serde_json::json!({
            "machine": refusal.machine,
            "from": refusal.from,
            "to": refusal.to,
            "allowed": refusal.allowed,
            "allowedByCorrection": refusal.by_correction,
            "id": whom.to_string(),
        }))
}
