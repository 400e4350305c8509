//! The planning engine: puts a cohort's activities into time and space.
//!
//! A pure library. It reads no clock, no file and no environment; a [`Problem`], a seed and an
//! effort in steps decide the answer, byte for byte. Every date and time in it is local wall clock
//! of the centre that is planned; zones are the caller's affair.
//!
//! - [`Problem`] says what must be put into time and space, and around what.
//! - [`solve`] answers with a [`Timetable`], a [`Verdict`] and a [`Score`].
//! - [`check()`] judges any timetable, and shares no code with the search.
//! - [`alternatives`] ranks the places where one activity could be instead.
//! - [`repair()`] mends a published timetable after a [`Disruption`], in up to three ways.
//! - [`violations_of`] says which hard rules one activity breaks where it now stands.
//! - [`ways_out`] finds changes that make possible what is proved to be impossible.
//! - [`scenario`] changes a problem by name (what if), and compares two answers.
//! - [`anneal`] has the dice and the cooling, for a search of something else.
//! - [`mod@format`] reads and writes problems and answers as JSON.
//!
//! Planning is the search for a timetable that breaks no hard rule, leaves as few activities as
//! possible unassigned, and then costs as little as possible by the soft rules, in that order.

#![warn(missing_docs)]

pub mod anneal;
mod assignment;
pub mod calendar;
mod check;
mod country;
mod dense;
mod explain;
pub mod format;
mod kernel;
pub mod problem;
mod repair;
mod rules;
pub mod scenario;
mod score;
mod search;

pub use assignment::{Assignment, InterpreterBooking, Timetable};
pub use calendar::{Date, Moment, Span};
pub use check::{Report, UnmetWish, Violation, check, violations_of};
pub use country::{Country, CountryFault, solve_country};
pub use explain::{
    Alternative, Obstacle, Proof, ProofReason, Unassigned, WayOut, alternatives, faults_at,
    price_of, suspicion, ways_out, ways_out_while,
};
pub use problem::{Problem, ProblemFault};
pub use repair::{
    Bill, Disrupted, Disruption, Mended, REPAIR_EFFORT, Repair, RepairKind, SessionDifference,
    bill, published, repair,
};
pub use score::{HardRule, RuleScore, Score, SoftRule};
pub use search::{Control, Effort, Phase, Progress, Solution, Verdict, solve, solve_on};
