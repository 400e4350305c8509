//! What interpreters cost, by their price terms.
//!
//! In person they are paid for the day from the first session to the end of the last, travel with a
//! group included, and for transport; by phone or video for each session alone. Either is rounded
//! up to the minimum and to started hours. A booking is cancelled free of charge until
//! [`FREE_UNTIL_MINUTES`] before it begins; later the full time is paid, and the transport too
//! unless the interpreter comes that day all the same.

use crate::assignment::{Assignment, Timetable};
use crate::calendar::{Date, MINUTES_PER_DAY, Moment, Span};
use crate::problem::{
    Activity, Interpreter, InterpreterMode, Key, PriceTerms, Problem, ResourceKind, ResourceRef,
};
use std::collections::{BTreeMap, BTreeSet};

/// Minutes before a session until which its interpreter is cancelled free of charge.
pub(super) const FREE_UNTIL_MINUTES: i64 = MINUTES_PER_DAY as i64;

/// Interpreters, activities and the ways to companies, by key.
pub(super) struct Ledger<'a> {
    interpreters: BTreeMap<&'a str, &'a Interpreter>,
    activities: BTreeMap<&'a str, &'a Activity>,
    travel: BTreeMap<&'a str, i64>,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(problem: &'a Problem) -> Self {
        let interpreters = problem.interpreters.iter();
        let activities = problem.activities.iter();
        let companies = problem.companies.iter();
        Self {
            interpreters: interpreters.map(|one| (one.key.as_str(), one)).collect(),
            activities: activities.map(|one| (one.key.as_str(), one)).collect(),
            travel: companies
                .map(|one| (one.key.as_str(), i64::from(one.travel_minutes)))
                .collect(),
        }
    }

    /// From when to when a session takes its interpreters, travel included.
    fn held(&self, activity: &Activity, assignment: &Assignment) -> Span {
        let company = assignment.company.as_deref();
        let travel = company.and_then(|key| self.travel.get(key)).unwrap_or(&0);
        let minutes = i64::from(activity.minutes);
        Span {
            from: assignment.start.plus_minutes(-travel),
            until: assignment.start.plus_minutes(minutes + travel),
        }
    }

    /// Øre that all interpreters of a timetable are paid.
    pub(super) fn paid(&self, timetable: &Timetable) -> i64 {
        let mut days: BTreeMap<(&str, Date), Vec<Span>> = BTreeMap::new();
        for (key, assignment) in &timetable.assignments {
            let Some(activity) = self.activities.get(key.as_str()) else {
                continue;
            };
            let held = self.held(activity, assignment);
            let named: BTreeSet<&str> = names(assignment).collect();
            for who in named {
                let day = (who, assignment.start.date);
                days.entry(day).or_default().push(held);
            }
        }
        let of_day = |((who, _), spans): ((&str, Date), Vec<Span>)| {
            let interpreter = self.interpreters.get(who);
            interpreter.map_or(0, |one| paid_for_day(one, &spans))
        };
        days.into_iter().map(of_day).sum()
    }

    /// Øre for interpreters who are cancelled too late. `before` is what was booked, `after` what
    /// is; whoever is `away` themselves is owed nothing for that.
    pub(super) fn late_fees(
        &self,
        (before, after): (&Timetable, &Timetable),
        now: Option<Moment>,
        away: Option<&(ResourceRef, Span)>,
    ) -> i64 {
        let Some(now) = now else { return 0 };
        let mut fees = 0;
        let mut trips: BTreeSet<(&str, Date)> = BTreeSet::new();
        for (key, was) in &before.assignments {
            let notice = was.start.minutes() - now.minutes();
            let (Some(activity), 0..FREE_UNTIL_MINUTES) =
                (self.activities.get(key.as_str()), notice)
            else {
                continue;
            };
            let held = self.held(activity, was);
            let is = after.assignments.get(key);
            for who in names(was) {
                let is_kept = is.is_some_and(|is| {
                    self.held(activity, is) == held && names(is).any(|other| other == who)
                });
                let Some(interpreter) = self.interpreters.get(who) else {
                    continue;
                };
                if is_kept || is_away(away, who, held) {
                    continue;
                }
                fees += pay(
                    &interpreter.terms,
                    paid_minutes(&interpreter.terms, held.minutes()),
                );
                let day = (who, was.start.date);
                if !comes_on(after, day) && trips.insert(day) {
                    fees += transport(interpreter);
                }
            }
        }
        fees
    }
}

fn names(assignment: &Assignment) -> impl Iterator<Item = &str> {
    let bookings = assignment.interpreters.iter();
    bookings.map(|booking| booking.interpreter.as_str())
}

fn is_away(away: Option<&(ResourceRef, Span)>, who: &str, held: Span) -> bool {
    away.is_some_and(|(resource, span)| {
        resource.kind == ResourceKind::Interpreter && resource.key == who && span.overlaps(&held)
    })
}

fn comes_on(timetable: &Timetable, (who, date): (&str, Date)) -> bool {
    let mut assignments = timetable.assignments.values();
    assignments.any(|one| one.start.date == date && names(one).any(|other| other == who))
}

fn paid_for_day(interpreter: &Interpreter, spans: &[Span]) -> i64 {
    let terms = &interpreter.terms;
    match interpreter.mode {
        InterpreterMode::OnSite => {
            let from = spans.iter().map(|span| span.from.minutes()).min();
            let until = spans.iter().map(|span| span.until.minutes()).max();
            let stay = until.zip(from).map_or(0, |(until, from)| until - from);
            pay(terms, paid_minutes(terms, stay)) + transport(interpreter)
        }
        InterpreterMode::Phone | InterpreterMode::Video => spans
            .iter()
            .map(|span| pay(terms, paid_minutes(terms, span.minutes())))
            .sum(),
    }
}

fn transport(interpreter: &Interpreter) -> i64 {
    match interpreter.mode {
        InterpreterMode::OnSite => i64::from(interpreter.terms.transport_ore),
        InterpreterMode::Phone | InterpreterMode::Video => 0,
    }
}

/// The minimum at least, and started hours.
fn paid_minutes(terms: &PriceTerms, minutes: i64) -> i64 {
    let hours = (minutes.max(i64::from(terms.minimum_minutes)) + 59) / 60;
    hours * 60
}

fn pay(terms: &PriceTerms, minutes: i64) -> i64 {
    minutes * i64::from(terms.ore_per_hour) / 60
}

/// The keys of everybody who interprets in an assignment.
pub(super) fn interpreters(assignment: &Assignment) -> BTreeSet<Key> {
    names(assignment).map(ToOwned::to_owned).collect()
}
