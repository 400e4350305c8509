//! From a sound problem to the engine's model.

mod activities;
mod people;
mod starts;
mod there;
mod things;

use super::grid::Grid;
use super::{Model, Weighing};
use crate::calendar::MINUTES_PER_DAY;
use crate::problem::{Problem, Weights};
use crate::score::SoftRule;

impl Model {
    /// Compiles a problem that has passed [`Problem::validate`].
    pub(crate) fn new(problem: &Problem) -> Self {
        let mut model = Self::unstarted(problem);
        starts::compile(&mut model);
        model
    }

    /// The same where not everything may serve every activity: what `may_serve` refuses, by the
    /// keys of an activity and a resource, fits it as little as what lacks the seats or the skill.
    pub(crate) fn fenced(problem: &Problem, may_serve: &dyn Fn(&str, &str) -> bool) -> Self {
        let mut model = Self::unstarted(problem);
        activities::fence(&mut model, may_serve);
        starts::compile(&mut model);
        model
    }

    /// Everything but the starts.
    fn unstarted(problem: &Problem) -> Self {
        let grid = Grid::new(&problem.horizon);
        let minutes = |span: &crate::Span| (grid.minute(span.from), grid.minute(span.until));
        let open = &problem.horizon.open;
        let closed = grid.outside(open.iter().map(minutes).collect());
        let mut open_days = vec![false; grid.days as usize];
        for span in open {
            if let Some(day) = grid.day(span.from.date) {
                open_days[day as usize] = true;
            }
        }
        let monday = grid.first_date.monday();
        let week_of_day: Vec<u32> = (0..grid.days)
            .map(|day| grid.date_of(day * grid.per_day).days() - monday.days())
            .map(|days| days.unsigned_abs() / 7)
            .collect();
        let weeks = week_of_day.last().map_or(0, |last| last + 1);
        let mut model = Self {
            now: problem.horizon.not_before.map(|now| grid.minute(now)),
            closed,
            open_days,
            week_of_day,
            weeks,
            weights: weighing(&problem.weights),
            rooms: Vec::new(),
            staff: Vec::new(),
            interpreters: Vec::new(),
            vehicles: Vec::new(),
            companies: Vec::new(),
            people: Vec::new(),
            cohorts: Vec::new(),
            strands: Vec::new(),
            series: Vec::new(),
            groups: Vec::new(),
            activities: Vec::new(),
            grid,
        };
        things::compile(problem, &mut model);
        people::compile(problem, &mut model);
        activities::compile(problem, &mut model);
        model
    }
}

/// Weights in the order of the rules.
fn weighing(weights: &Weights) -> Weighing {
    SoftRule::ALL.map(|rule| i64::from(weights.of(rule)))
}

/// References to the items of a list, sorted by key, so that the list's order does not matter.
fn sorted<T>(list: &[T], key: impl Fn(&T) -> &str) -> Vec<&T> {
    let mut items: Vec<&T> = list.iter().collect();
    items.sort_by(|a, b| key(a).cmp(key(b)));
    items
}

/// The index that was counted below 65.535 when the problem was validated.
fn index16(at: usize) -> u16 {
    u16::try_from(at).expect("lists are validated to be short")
}

/// Minutes of a whole day.
const DAY: i64 = MINUTES_PER_DAY as i64;
