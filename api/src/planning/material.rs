//! The rows that a planning problem is made of, read in a constant number of statements.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use entities::id::{CohortId, ParticipantId, PlanId, ResourceId, SessionId};
use entities::{
    absence, booking, busy_time, centre, cohort, company, company_window, danish_group_member,
    enrolment, interpreter, opening, participant, resource, room, session, staff_member, template,
    vehicle,
};
use sea_orm::ConnectionTrait;

use super::wall::{Wall, date};
use crate::error::{Error, Result};
use crate::store;
use crate::store::planning::Between;

/// Everything that is known of some cohorts of one centre.
#[derive(Debug)]
pub(super) struct Material {
    pub(super) centre: centre::Model,
    pub(super) wall: Wall,
    /// The first day of the earliest cohort, and the day after the last one's last.
    pub(super) first_on: NaiveDate,
    pub(super) until_on: NaiveDate,
    /// By key.
    pub(super) cohorts: Vec<cohort::Model>,
    pub(super) templates: Vec<template::Model>,
    pub(super) seats: Vec<enrolment::Model>,
    pub(super) participants: BTreeMap<ParticipantId, participant::Model>,
    pub(super) resources: Vec<resource::Model>,
    pub(super) things: Things,
    pub(super) times: Times,
    /// Of the planned cohorts, cancelled ones included.
    pub(super) sessions: Vec<session::Model>,
    /// What these sessions book.
    pub(super) own_bookings: Vec<booking::Model>,
    /// The plans and sessions of which people have been told.
    pub(super) told: (BTreeSet<PlanId>, BTreeSet<SessionId>),
}

/// The facts of each kind of thing.
#[derive(Debug)]
pub(super) struct Things {
    pub(super) rooms: BTreeMap<ResourceId, room::Model>,
    pub(super) staff: BTreeMap<ResourceId, staff_member::Model>,
    pub(super) interpreters: BTreeMap<ResourceId, interpreter::Model>,
    pub(super) vehicles: BTreeMap<ResourceId, vehicle::Model>,
    pub(super) companies: BTreeMap<ResourceId, company::Model>,
    pub(super) windows: Vec<company_window::Model>,
}

/// When resources are there, and when they are taken.
#[derive(Debug)]
pub(super) struct Times {
    pub(super) openings: BTreeMap<ResourceId, Vec<opening::Model>>,
    pub(super) absences: Vec<absence::Model>,
    pub(super) busy: Vec<busy_time::Model>,
    pub(super) danish_members: Vec<danish_group_member::Model>,
    /// Every booking of these resources in these days, whosever session it is for.
    pub(super) bookings: Vec<booking::Model>,
}

impl Material {
    /// Reads what there is. A session of the past that books somebody who has left since brings no
    /// row of that person: planning has no use for it.
    pub(super) async fn load(db: &impl ConnectionTrait, cohorts: &[CohortId]) -> Result<Self> {
        let cohorts = store::planning::cohorts(db, cohorts).await?;
        let first = cohorts.first().ok_or_else(Error::not_found)?;
        let centre = store::centres::by_id(db, first.centre_id)
            .await?
            .ok_or_else(Error::not_found)?;
        let zone: Tz = centre
            .zone
            .parse()
            .map_err(|_| Error::internal(format!("no zone {}", centre.zone)))?;
        let wall = Wall::new(zone);
        let first_on = cohorts.iter().map(|row| row.first_on).min();
        let until_on = cohorts.iter().map(|row| row.until_on).max();
        let (first_on, until_on) = first_on.zip(until_on).ok_or_else(Error::not_found)?;
        let ids: Vec<CohortId> = cohorts.iter().map(|row| row.id).collect();
        let templates: Vec<_> = cohorts.iter().map(|row| row.template_id).collect();
        let seats = store::planning::seats(db, &ids).await?;
        let people: Vec<ParticipantId> = seats.iter().map(|row| row.participant_id).collect();
        let participants = store::participants::by_ids(db, &people).await?;
        let resources = store::planning::resources(db, centre.id, &people).await?;
        let sessions = store::sessions::of_cohorts(db, &ids).await?;
        let session_ids: Vec<SessionId> = sessions.iter().map(|row| row.id).collect();
        let resource_ids: Vec<ResourceId> = resources.iter().map(|row| row.id).collect();
        let span = between(wall, first_on, until_on);
        Ok(Self {
            templates: store::planning::templates(db, &templates).await?,
            participants: participants.into_iter().map(|row| (row.id, row)).collect(),
            things: Things::load(db, &resource_ids).await?,
            times: Times::load(db, &resource_ids, &people, span).await?,
            own_bookings: store::bookings::of_sessions(db, &session_ids).await?,
            told: store::planning::told(db, centre.id).await?,
            centre,
            wall,
            first_on,
            until_on,
            cohorts,
            seats,
            resources,
            sessions,
        })
    }
}

/// The days with one more on either side, so that no zone cuts anything off.
fn between(wall: Wall, first_on: NaiveDate, until_on: NaiveDate) -> Between {
    let at = |day: NaiveDate| -> DateTime<Utc> { wall.instant(date(day).at(0)) };
    Between {
        from: at(first_on - Days::new(1)),
        until: at(until_on + Days::new(1)),
    }
}

impl Things {
    async fn load(db: &impl ConnectionTrait, ids: &[ResourceId]) -> Result<Self> {
        use store::resources as kinds;
        let rooms = kinds::rooms(db, ids).await?;
        let staff = kinds::staff(db, ids).await?;
        let interpreters = kinds::interpreters(db, ids).await?;
        let vehicles = kinds::vehicles(db, ids).await?;
        let companies = kinds::companies(db, ids).await?;
        Ok(Self {
            rooms: rooms.into_iter().map(|row| (row.id.into(), row)).collect(),
            staff: staff.into_iter().map(|row| (row.id.into(), row)).collect(),
            interpreters: interpreters
                .into_iter()
                .map(|row| (row.id.into(), row))
                .collect(),
            vehicles: vehicles
                .into_iter()
                .map(|row| (row.id.into(), row))
                .collect(),
            companies: companies
                .into_iter()
                .map(|row| (row.id.into(), row))
                .collect(),
            windows: kinds::company_windows(db, ids).await?,
        })
    }
}

impl Times {
    async fn load(
        db: &impl ConnectionTrait,
        ids: &[ResourceId],
        people: &[ParticipantId],
        span: Between,
    ) -> Result<Self> {
        Ok(Self {
            openings: store::resources::openings(db, ids).await?,
            absences: store::resources::absences(db, ids, span.from, span.until).await?,
            busy: store::planning::busy_times(db, people, span).await?,
            danish_members: store::planning::danish_members(db, people).await?,
            bookings: store::planning::bookings(db, ids, span).await?,
        })
    }
}
