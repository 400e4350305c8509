//! What a changed timetable changes, for whom, and at what price.

use super::disruption::{Disrupted, published};
use super::money::{self, Ledger};
use crate::assignment::{Assignment, Timetable};
use crate::calendar::{Moment, Span};
use crate::problem::{Activity, Key, Problem, ResourceKind, ResourceRef};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One session that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionDifference {
    /// Which one.
    pub activity: Key,
    /// Where it was; none for one that is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Assignment>,
    /// Where it is; none for one that has no place any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Assignment>,
}

/// What mending a timetable costs, in work for people and in money.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    /// Sessions at another time.
    pub sessions_moved: u32,
    /// Sessions at the same time with another room, teacher, interpreter, vehicle or company, or
    /// with other participants.
    pub sessions_rearranged: u32,
    /// Sessions that were to be held and have no place any more.
    pub sessions_dropped: u32,
    /// Sessions that had no place before.
    pub sessions_added: u32,
    /// Participants, staff, interpreters and companies for whom a session is new, off, or at
    /// another time or place; each counted once.
    pub persons_touched: u32,
    /// Who they are, sorted.
    pub touched: Vec<ResourceRef>,
    /// Øre for interpreters who are cancelled less than 24 hours before: their full time and
    /// transport. Whoever is absent themselves is owed nothing.
    pub interpreter_fees_ore: i64,
    /// Øre that all interpreters together are paid more than by the published timetable;
    /// negative: less.
    pub interpreter_cost_change_ore: i64,
    /// Every session that is not as it was, by activity key.
    pub changes: Vec<SessionDifference>,
}

impl Bill {
    /// Sessions that are not as they were.
    #[must_use]
    pub fn sessions_changed(&self) -> usize {
        self.changes.len()
    }

    /// What interpreters cost more in all, late cancellations included, in øre.
    #[must_use]
    pub const fn money_ore(&self) -> i64 {
        self.interpreter_fees_ore + self.interpreter_cost_change_ore
    }
}

/// The bill of a timetable against the published one. `before` is the problem as it was,
/// `disrupted` what became of it.
#[must_use]
pub fn bill(before: &Problem, disrupted: &Disrupted, timetable: &Timetable) -> Bill {
    Accounts::new(before, disrupted).bill(timetable)
}

/// What every bill of a disruption is counted from.
pub(super) struct Accounts<'a> {
    was: Timetable,
    of_before: BTreeMap<&'a Key, &'a Activity>,
    of_after: BTreeMap<&'a Key, &'a Activity>,
    ledger: Ledger<'a>,
    paid_before: i64,
    now: Option<Moment>,
    away: Option<&'a (ResourceRef, Span)>,
}

impl<'a> Accounts<'a> {
    pub(super) fn new(before: &'a Problem, disrupted: &'a Disrupted) -> Self {
        let was = published(before);
        let ledger = Ledger::new(before);
        Self {
            of_before: by_key(before),
            of_after: by_key(&disrupted.problem),
            paid_before: ledger.paid(&was),
            ledger,
            was,
            now: before.horizon.not_before,
            away: disrupted.away.as_ref(),
        }
    }

    pub(super) fn bill(&self, timetable: &Timetable) -> Bill {
        let mut bill = Bill::default();
        let mut touched = BTreeSet::new();
        let keys = self.of_before.keys();
        let new = self.of_after.keys();
        let new = new.filter(|key| !self.of_before.contains_key(*key));
        for key in keys.chain(new) {
            let one = Side::of(&self.of_before, &self.was, key);
            let other = Side::of(&self.of_after, timetable, key);
            let Some(counter) = counter(&mut bill, one.as_ref(), other.as_ref()) else {
                continue;
            };
            *counter += 1;
            let (one_views, other_views) = (views(one.as_ref()), views(other.as_ref()));
            let everybody = one_views.keys().chain(other_views.keys());
            touched.extend(
                everybody
                    .filter(|who| one_views.get(*who) != other_views.get(*who))
                    .cloned(),
            );
            bill.changes.push(SessionDifference {
                activity: (*key).clone(),
                before: one.map(|side| side.assignment.clone()),
                after: other.map(|side| side.assignment.clone()),
            });
        }
        bill.changes
            .sort_by(|one, other| one.activity.cmp(&other.activity));
        bill.persons_touched = u32::try_from(touched.len()).unwrap_or(u32::MAX);
        bill.touched = touched.into_iter().collect();
        let both = (&self.was, timetable);
        bill.interpreter_fees_ore = self.ledger.late_fees(both, self.now, self.away);
        bill.interpreter_cost_change_ore = self.ledger.paid(timetable) - self.paid_before;
        bill
    }
}

/// A session on one side of the difference.
struct Side<'a> {
    activity: &'a Activity,
    assignment: &'a Assignment,
}

impl<'a> Side<'a> {
    fn of(
        activities: &BTreeMap<&'a Key, &'a Activity>,
        timetable: &'a Timetable,
        key: &Key,
    ) -> Option<Self> {
        let activity = activities.get(key)?;
        let assignment = timetable.assignments.get(key)?;
        Some(Self {
            activity,
            assignment,
        })
    }

    fn participants(&self) -> BTreeSet<&Key> {
        self.activity.participants.iter().collect()
    }
}

/// The number that a session counts for; none for one that is as it was.
fn counter<'b>(
    bill: &'b mut Bill,
    before: Option<&Side<'_>>,
    after: Option<&Side<'_>>,
) -> Option<&'b mut u32> {
    match (before, after) {
        (None, None) => None,
        (None, Some(_)) => Some(&mut bill.sessions_added),
        (Some(_), None) => Some(&mut bill.sessions_dropped),
        (Some(one), Some(other)) if one.assignment.start != other.assignment.start => {
            Some(&mut bill.sessions_moved)
        }
        (Some(one), Some(other)) => {
            let is_same = one.assignment.is_same(other.assignment)
                && one.participants() == other.participants();
            (!is_same).then_some(&mut bill.sessions_rearranged)
        }
    }
}

/// A session as those who take part see it: when and where.
type View<'a> = (Moment, Option<&'a Key>);

/// What each person sees of a session.
fn views<'a>(side: Option<&Side<'a>>) -> BTreeMap<ResourceRef, View<'a>> {
    let Some(Side {
        activity,
        assignment,
    }) = side
    else {
        return BTreeMap::new();
    };
    let place = assignment.company.as_ref().or(assignment.room.as_ref());
    let person = |kind, key: &Key| ResourceRef::new(kind, key.as_str());
    let participants = activity.participants.iter();
    participants
        .map(|key| person(ResourceKind::Participant, key))
        .chain(
            assignment
                .staff
                .iter()
                .map(|key| person(ResourceKind::Staff, key)),
        )
        .chain(
            money::interpreters(assignment)
                .iter()
                .map(|key| person(ResourceKind::Interpreter, key)),
        )
        .chain(
            assignment
                .company
                .iter()
                .map(|key| person(ResourceKind::Company, key)),
        )
        .map(|who| (who, (assignment.start, place)))
        .collect()
}

fn by_key(problem: &Problem) -> BTreeMap<&Key, &Activity> {
    let activities = problem.activities.iter();
    activities.map(|one| (&one.key, one)).collect()
}
