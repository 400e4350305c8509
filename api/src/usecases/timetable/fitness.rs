//! Whether those who are put in somebody's place can do it: skill, language, seats.

use std::collections::{BTreeMap, BTreeSet};

use entities::columns::{
    ActivityKind, BookingRole, InterpretingMode, LanguageTags, RoomKind, StaffRole,
};
use entities::id::{ParticipantId, ResourceId};
use entities::{booking, participant, session, template};
use scheduler::HardRule;
use sea_orm::ConnectionTrait;

use super::changing::Changing;
use super::proposal::{Proposal, Proposed};
use super::refusal::Conflict;
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

/// What stands where only something of another kind can.
pub(super) fn misplaced(proposal: &Proposal, facts: &BTreeMap<ResourceId, Facts>) -> Vec<Conflict> {
    let fits = |row: &Proposed| {
        matches!(
            (row.role, facts.get(&row.resource)),
            (BookingRole::Room, Some(Facts::Room(_)))
                | (
                    BookingRole::Teacher | BookingRole::Interviewer | BookingRole::Escort,
                    Some(Facts::StaffMember(_))
                )
                | (BookingRole::Interpreter, Some(Facts::Interpreter(_)))
                | (BookingRole::Vehicle, Some(Facts::Vehicle(_)))
                | (BookingRole::Company, Some(Facts::Company(_)))
        )
    };
    let swapped = proposal.bookings.iter().filter(|row| row.is_swapped());
    let misplaced = swapped.filter(|row| !fits(row));
    misplaced
        .map(|row| Conflict::new(HardRule::ResourceMissing, [row]))
        .collect()
}

/// Every way in which those swapped in do not fit, and what is missed of what is dropped: of
/// sessions that the engine does not know.
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
    let is_missed = |row: &booking::Model| row.role != BookingRole::Interpreter;
    if proposal.dropped.iter().any(is_missed) {
        found.push(Conflict::new(HardRule::ResourceMissing, None));
    }
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
    fn unfit(&self, row: &Proposed) -> Option<HardRule> {
        match (row.role, self.facts.get(&row.resource)?) {
            (BookingRole::Room, Facts::Room(room)) => {
                let is_kind = self
                    .needs
                    .room_kind
                    .is_none_or(|kind| kind == room.room_kind);
                let fits = holds(room.seats, self.people.len());
                (!is_kind)
                    .then_some(HardRule::RoomUnfit)
                    .or((!fits).then_some(HardRule::RoomTooSmall))
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
                let language = row.language.as_deref();
                let speaks = language.is_none_or(|tag| speaks(&interpreter.languages, tag));
                (!speaks).then_some(HardRule::InterpreterUnfit)
            }
            (BookingRole::Vehicle, Facts::Vehicle(vehicle)) => {
                (!holds(vehicle.seats, self.travellers())).then_some(HardRule::VehicleTooSmall)
            }
            (BookingRole::Company, Facts::Company(company)) => {
                let fits = holds(company.group_size_max, self.people.len());
                (!fits).then_some(HardRule::GroupTooLarge)
            }
            _ => Some(HardRule::ResourceMissing),
        }
    }

    fn unskilled(
        &self,
        roles: &[StaffRole],
        role: StaffRole,
        skills: &[String],
    ) -> Option<HardRule> {
        // A role is a skill of its own, as planning has it.
        let has = |skill: &String| {
            let mut roles = roles.iter().map(|role| role.as_str().to_lowercase());
            skills.contains(skill) || roles.any(|role| role == *skill)
        };
        let is_skilled = match &self.needs.skill {
            Some(skill) => has(skill),
            None => roles.contains(&role),
        };
        (!is_skilled).then_some(HardRule::StaffUnskilled)
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
        let is_dropped = |row: &booking::Model| row.role == BookingRole::Interpreter;
        let is_to_blame = is_staff_swapped || self.proposal.dropped.iter().any(is_dropped);
        if !self.needs.interpreter || !is_to_blame {
            return None;
        }
        let mut heard: BTreeSet<&str> = BTreeSet::new();
        for row in &self.proposal.bookings {
            match self.facts.get(&row.resource) {
                Some(Facts::StaffMember(staff)) => {
                    heard.extend(staff.languages.0.iter().map(String::as_str));
                }
                _ => heard.extend(row.language.as_deref()),
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
        (!lost.is_empty()).then(|| Conflict::new(HardRule::InterpreterMissing, lost))
    }
}

fn holds(seats: i32, people: usize) -> bool {
    usize::try_from(seats).is_ok_and(|seats| seats >= people)
}

fn speaks(languages: &LanguageTags, tag: &str) -> bool {
    languages.0.iter().any(|one| one == tag)
}
