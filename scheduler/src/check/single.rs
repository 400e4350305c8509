//! Rules that concern one session alone: hours, weeks, fitness, what is missing.

use super::Violation;
use super::scene::{Minutes, Scene, Session, is_covered, is_open, midnight, minutes, overlap};
use crate::calendar::{MINUTES_PER_DAY, Span};
use crate::problem::{InterpreterMode, Opening, ResourceKind, ResourceRef};
use crate::score::HardRule;

/// Gathers what one session breaks.
struct Findings<'a, 'f> {
    session: &'a Session<'a>,
    found: &'f mut Vec<Violation>,
}

impl Findings<'_, '_> {
    fn add(&mut self, rule: HardRule, resources: Vec<ResourceRef>) {
        let activities = vec![self.session.activity.key.clone()];
        let at = Some(self.session.assignment.start);
        self.found.push(Violation {
            rule,
            activities,
            resources,
            at,
        });
    }

    /// The resources are named only when something is wrong, which it hardly ever is.
    fn demand(
        &mut self,
        holds: bool,
        rule: HardRule,
        resources: impl FnOnce() -> Vec<ResourceRef>,
    ) {
        if !holds {
            self.add(rule, resources());
        }
    }
}

pub(super) fn find(scene: &Scene<'_>, found: &mut Vec<Violation>) {
    for session in scene.sessions.iter().filter(|session| !session.frozen) {
        let mut findings = Findings { session, found };
        hours(scene, session, &mut findings);
        presence(scene, session, &mut findings);
        missing(session, &mut findings);
        fitness(session, &mut findings);
        company(session, &mut findings);
    }
}

fn hours(scene: &Scene<'_>, session: &Session<'_>, findings: &mut Findings<'_, '_>) {
    let horizon = &scene.problem.horizon;
    let on_grid = session
        .assignment
        .start
        .minute
        .is_multiple_of(horizon.grid_minutes);
    findings.demand(on_grid, HardRule::OffGrid, Vec::new);
    let held = scene.held(session);
    let day = midnight(session.start);
    let one_date = session.leaves >= day && session.returns <= day + i64::from(MINUTES_PER_DAY);
    let first = horizon.first_date.at(0).minutes();
    let last = first + i64::from(horizon.days) * i64::from(MINUTES_PER_DAY);
    let inside = first <= held.0 && held.1 <= last;
    let open = is_covered(held, horizon.open.iter().map(minutes).collect());
    findings.demand(
        one_date && inside && open,
        HardRule::OutsideOpening,
        Vec::new,
    );
    let activity = session.activity;
    let in_weeks = activity
        .release
        .is_none_or(|release| session.start >= release.minutes())
        && activity.due.is_none_or(|due| session.end <= due.minutes());
    findings.demand(in_weeks, HardRule::OutsideWeeks, Vec::new);
    let cohorts = session
        .people
        .iter()
        .filter_map(|participant| scene.cohort_of(participant));
    let in_hours = cohorts.into_iter().all(|cohort| {
        session.leaves >= day + i64::from(cohort.earliest)
            && session.returns <= day + i64::from(cohort.latest)
    });
    findings.demand(in_hours, HardRule::OutsideCohortHours, Vec::new);
}

/// Openings, absences and busy times of everybody and everything.
fn presence(scene: &Scene<'_>, session: &Session<'_>, findings: &mut Findings<'_, '_>) {
    let held = scene.held(session);
    let itself = scene.slots((session.start, session.end));
    let mut look = |kind,
                    key: &str,
                    (openings, inside): (&[Opening], Minutes),
                    (absences, busy): (&[Span], Minutes)| {
        let resource = || vec![ResourceRef::new(kind, key)];
        findings.demand(
            is_open(openings, inside),
            HardRule::ResourceClosed,
            resource,
        );
        let absent = absences
            .iter()
            .any(|absence| overlap(minutes(absence), busy));
        findings.demand(!absent, HardRule::ResourceAbsent, resource);
    };
    if let Some(room) = session.room {
        let set_up = session.start - i64::from(room.setup_minutes);
        let busy = scene.slots((set_up, session.end));
        look(
            ResourceKind::Room,
            &room.key,
            (&room.openings, itself),
            (&room.absences, busy),
        );
    }
    if let Some(staff) = session.staff {
        look(
            ResourceKind::Staff,
            &staff.key,
            (&staff.openings, held),
            (&staff.absences, held),
        );
    }
    for (_, who) in &session.interpreters {
        let buffer = i64::from(who.buffer_minutes);
        let busy = scene.slots((session.leaves - buffer, session.returns + buffer));
        look(
            ResourceKind::Interpreter,
            &who.key,
            (&who.openings, held),
            (&who.absences, busy),
        );
    }
    if let Some(one) = session.vehicle {
        look(
            ResourceKind::Vehicle,
            &one.key,
            (&one.openings, held),
            (&one.absences, held),
        );
    }
    if let Some(one) = session.company {
        look(
            ResourceKind::Company,
            &one.key,
            (&one.openings, itself),
            (&one.absences, itself),
        );
    }
    for participant in &session.people {
        let blocking = participant.busy.iter().filter(|busy| busy.blocking);
        let absences: Vec<Span> = blocking.map(|busy| busy.span).collect();
        let openings = (participant.openings.as_slice(), held);
        look(
            ResourceKind::Participant,
            &participant.key,
            openings,
            (&absences, held),
        );
    }
    for participant in &session.people {
        let busy = participant
            .busy
            .iter()
            .any(|busy| overlap(minutes(&busy.span), held));
        if busy && !session.activity.kind.is_teaching() {
            let who = ResourceRef::new(ResourceKind::Participant, &*participant.key);
            findings.add(HardRule::ParticipantBusy, vec![who]);
        }
    }
}

fn missing(session: &Session<'_>, findings: &mut Findings<'_, '_>) {
    let activity = session.activity;
    let complete = (activity.room_kind.is_none() || session.room.is_some())
        && (activity.staff_skill.is_none() || session.staff.is_some())
        && (!activity.at_company || session.company.is_some());
    findings.demand(complete, HardRule::ResourceMissing, Vec::new);
    let rides = activity.at_company && session.company.is_some_and(|company| !company.walking);
    findings.demand(
        !rides || session.vehicle.is_some(),
        HardRule::ResourceMissing,
        Vec::new,
    );
    if !activity.interpreted {
        return;
    }
    for participant in &session.people {
        let Some(language) = &participant.interpreter_language else {
            continue;
        };
        let spoken = session
            .staff
            .is_some_and(|staff| staff.languages.contains(language));
        let interpreted = session
            .interpreters
            .iter()
            .any(|(booked, _)| booked == language);
        let who = || {
            vec![ResourceRef::new(
                ResourceKind::Participant,
                &*participant.key,
            )]
        };
        findings.demand(spoken || interpreted, HardRule::InterpreterMissing, who);
    }
}

fn fitness(session: &Session<'_>, findings: &mut Findings<'_, '_>) {
    let activity = session.activity;
    let n_people = session.people.len();
    if let Some(room) = session.room {
        let resource = || vec![ResourceRef::new(ResourceKind::Room, &*room.key)];
        let fits = n_people <= usize::from(room.seats);
        findings.demand(fits, HardRule::RoomTooSmall, resource);
        let kind = activity
            .room_kind
            .as_ref()
            .is_none_or(|kind| *kind == room.kind);
        findings.demand(kind, HardRule::RoomUnfit, resource);
    }
    if let (Some(staff), Some(skill)) = (session.staff, &activity.staff_skill) {
        let resource = || vec![ResourceRef::new(ResourceKind::Staff, &*staff.key)];
        findings.demand(
            staff.skills.contains(skill),
            HardRule::StaffUnskilled,
            resource,
        );
    }
    for (language, who) in &session.interpreters {
        let resource = || vec![ResourceRef::new(ResourceKind::Interpreter, &*who.key)];
        let in_person = who.mode == InterpreterMode::OnSite || !activity.on_site_interpreter;
        let speaks = who.languages.iter().any(|spoken| spoken == language);
        findings.demand(speaks && in_person, HardRule::InterpreterUnfit, resource);
    }
    if let Some(vehicle) = session.vehicle {
        let escort = usize::from(session.staff.is_some());
        let in_person = |who: &crate::problem::Interpreter| who.mode == InterpreterMode::OnSite;
        let interpreters = session
            .interpreters
            .iter()
            .filter(|(_, who)| in_person(who))
            .count();
        let fits = n_people + escort + interpreters <= usize::from(vehicle.seats);
        let resource = || vec![ResourceRef::new(ResourceKind::Vehicle, &*vehicle.key)];
        findings.demand(fits, HardRule::VehicleTooSmall, resource);
    }
}

fn company(session: &Session<'_>, findings: &mut Findings<'_, '_>) {
    let Some(company) = session.company.filter(|_| session.activity.at_company) else {
        return;
    };
    let resource = || ResourceRef::new(ResourceKind::Company, &*company.key);
    let fits = session.people.len() <= usize::from(company.max_group);
    findings.demand(fits, HardRule::GroupTooLarge, || vec![resource()]);
    let listed = &session.activity.companies;
    let in_question = listed.is_empty() || listed.contains(&company.key);
    findings.demand(in_question, HardRule::VisitorUnfit, || vec![resource()]);
    for visitor in &session.people {
        let understood = company.languages.is_empty()
            || company
                .languages
                .iter()
                .any(|language| visitor.languages.contains(language));
        let held = company
            .demands
            .iter()
            .all(|demand| visitor.holds.contains(demand));
        let who = || ResourceRef::new(ResourceKind::Participant, &*visitor.key);
        let both = || vec![resource(), who()];
        findings.demand(understood && held, HardRule::VisitorUnfit, both);
    }
}
