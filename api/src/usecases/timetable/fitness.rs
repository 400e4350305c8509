//! Whether those who are put in somebody's place can do it: skill, language, seats.

use std::collections::{BTreeMap, BTreeSet};

use entities::columns::{
    ActivityKind, BookingRole, InterpretingMode, LanguageTags, RoomKind, StaffRole,
};
use entities::id::{ParticipantId, ResourceId};
use entities::{participant, session, template};
use sea_orm::ConnectionTrait;

use super::changing::Changing;
use super::conflicts::Conflict;
use super::proposal::{Proposal, Proposed};
use crate::domain::template::{Danish, Definition, RoomKind as NeededRoom};
use crate::error::{Error, Result};
use crate::store;
use crate::usecases::resources::{self, Facts};

/// What the programme asks of a session's room and staff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    pub(crate) skill: Option<String>,
    pub(crate) room_kind: Option<RoomKind>,
    /// Whether somebody interprets for those who need it.
    pub(crate) interpreter: bool,
}

/// The facts of what a proposal may book.
pub(super) async fn facts(
    tx: &impl ConnectionTrait,
    ids: &[ResourceId],
) -> Result<BTreeMap<ResourceId, Facts>> {
    let rows = store::resources::by_ids(tx, ids).await?;
    let found = resources::with_facts(tx, rows).await?;
    Ok(found
        .into_iter()
        .map(|one| (one.row.id, one.facts))
        .collect())
}

/// Every way in which those swapped in do not fit.
pub(super) async fn find(
    tx: &impl ConnectionTrait,
    changing: &Changing,
    proposal: &Proposal,
    facts: &BTreeMap<ResourceId, Facts>,
) -> Result<Vec<Conflict>> {
    let template = store::templates::by_id(tx, changing.cohort.template_id)
        .await?
        .ok_or_else(Error::not_found)?;
    let people: Vec<ParticipantId> = proposal
        .of_role(BookingRole::Participant)
        .map(|row| ParticipantId::of_resource(row.resource))
        .collect();
    let group = Group {
        needs: needs(&template, &changing.session),
        people: store::participants::by_ids(tx, &people).await?,
        facts,
        proposal,
    };
    let swapped = proposal.bookings.iter().filter(|row| row.is_swapped());
    let mut found: Vec<Conflict> = swapped
        .filter_map(|row| Some(Conflict::new(group.unfit(row)?, [row])))
        .collect();
    found.extend(group.unheard());
    Ok(found)
}

/// What the template says; a session that it does not know asks for nothing in particular.
pub(crate) fn needs(template: &template::Model, session: &session::Model) -> Needs {
    let Ok(definition) = serde_json::from_value::<Definition>(template.definition.clone()) else {
        return Needs::default();
    };
    let of = |skill: &str, room: Option<NeededRoom>| Needs {
        skill: Some(skill.to_owned()),
        room_kind: room.map(room_kind),
        interpreter: true,
    };
    match session.kind {
        ActivityKind::Lesson => {
            let theme = session.theme_key.as_deref();
            let module = definition
                .modules
                .iter()
                .find(|one| Some(one.key.as_str()) == theme);
            module.map_or_else(Needs::default, |module| Needs {
                interpreter: module.interpreter,
                ..of(&module.skill, Some(module.room_kind))
            })
        }
        ActivityKind::DanishLesson => match &definition.danish {
            Danish::Planned {
                skill, room_kind, ..
            } => Needs {
                interpreter: false,
                ..of(skill, Some(*room_kind))
            },
            Danish::External {} => Needs::default(),
        },
        ActivityKind::CompetencyInterview => definition
            .interviews
            .as_ref()
            .map_or_else(Needs::default, |one| of(&one.skill, Some(one.room_kind))),
        ActivityKind::CompanyVisit => definition
            .visits
            .as_ref()
            .map_or_else(Needs::default, |one| of(&one.skill, None)),
    }
}

fn room_kind(needed: NeededRoom) -> RoomKind {
    match needed {
        NeededRoom::Class => RoomKind::Class,
        NeededRoom::Interview => RoomKind::Interview,
        NeededRoom::Workshop => RoomKind::Workshop,
        NeededRoom::Meeting => RoomKind::Meeting,
    }
}

/// Those who meet, and what they need.
struct Group<'a> {
    needs: Needs,
    people: Vec<participant::Model>,
    facts: &'a BTreeMap<ResourceId, Facts>,
    proposal: &'a Proposal,
}

impl Group<'_> {
    /// The rule that a swapped-in resource breaks.
    fn unfit(&self, row: &Proposed) -> Option<&'static str> {
        match (row.role(), self.facts.get(&row.resource)?) {
            (BookingRole::Room, Facts::Room(room)) => {
                let is_kind = self
                    .needs
                    .room_kind
                    .is_none_or(|kind| kind == room.room_kind);
                let fits = holds(room.seats, self.people.len());
                (!is_kind)
                    .then_some("room_unfit")
                    .or((!fits).then_some("room_too_small"))
            }
            (BookingRole::Teacher, Facts::StaffMember(staff)) => {
                self.unskilled(&staff.roles.0, StaffRole::Teacher, &staff.skills.0)
            }
            (BookingRole::Interviewer, Facts::StaffMember(staff)) => {
                self.unskilled(&staff.roles.0, StaffRole::Interviewer, &staff.skills.0)
            }
            (BookingRole::Escort, Facts::StaffMember(staff)) => {
                self.unskilled(&staff.roles.0, StaffRole::Escort, &staff.skills.0)
            }
            (BookingRole::Interpreter, Facts::Interpreter(interpreter)) => {
                let language = row.replaces.language.as_deref();
                let speaks = language.is_none_or(|tag| speaks(&interpreter.languages, tag));
                (!speaks).then_some("interpreter_unfit")
            }
            (BookingRole::Vehicle, Facts::Vehicle(vehicle)) => {
                (!holds(vehicle.seats, self.travellers())).then_some("vehicle_too_small")
            }
            (BookingRole::Company, Facts::Company(company)) => {
                let fits = holds(company.group_size_max, self.people.len());
                (!fits).then_some("group_too_large")
            }
            _ => Some("resource_missing"),
        }
    }

    fn unskilled(
        &self,
        roles: &[StaffRole],
        role: StaffRole,
        skills: &[String],
    ) -> Option<&'static str> {
        let is_skilled = self
            .needs
            .skill
            .as_ref()
            .is_none_or(|skill| skills.contains(skill));
        (!roles.contains(&role) || !is_skilled).then_some("staff_unskilled")
    }

    /// Everybody who needs a seat on the way.
    fn travellers(&self) -> usize {
        let escorts = self.proposal.of_role(BookingRole::Escort).count();
        let interpreters = self.proposal.of_role(BookingRole::Interpreter);
        let on_site = interpreters.filter(|row| match self.facts.get(&row.resource) {
            Some(Facts::Interpreter(interpreter)) => interpreter.mode == InterpretingMode::OnSite,
            _ => false,
        });
        self.people.len() + escorts + on_site.count()
    }

    /// Participants who would understand nobody: no interpreter, and no teacher of their tongue.
    fn unheard(&self) -> Option<Conflict> {
        let is_staff_swapped = self.proposal.bookings.iter().any(|row| {
            row.is_swapped() && matches!(self.facts.get(&row.resource), Some(Facts::StaffMember(_)))
        });
        if !self.needs.interpreter || !is_staff_swapped {
            return None;
        }
        let mut heard: BTreeSet<&str> = BTreeSet::new();
        for row in &self.proposal.bookings {
            match self.facts.get(&row.resource) {
                Some(Facts::StaffMember(staff)) => {
                    heard.extend(staff.languages.0.iter().map(String::as_str));
                }
                _ => heard.extend(row.replaces.language.as_deref()),
            }
        }
        let is_unheard = |one: &participant::Model| {
            one.interpreter_language
                .as_deref()
                .is_some_and(|language| !heard.contains(language))
        };
        let lost: BTreeSet<ResourceId> = self
            .people
            .iter()
            .filter(|one| is_unheard(one))
            .map(|one| one.id.into())
            .collect();
        let rows = self.proposal.bookings.iter();
        let lost: Vec<&Proposed> = rows.filter(|row| lost.contains(&row.resource)).collect();
        (!lost.is_empty()).then(|| Conflict::new("interpreter_missing", lost))
    }
}

fn holds(seats: i32, people: usize) -> bool {
    usize::try_from(seats).is_ok_and(|seats| seats >= people)
}

fn speaks(languages: &LanguageTags, tag: &str) -> bool {
    languages.0.iter().any(|one| one == tag)
}
