//! The machine under the search: a plan as bits and counters.
//!
//! The [`Board`] is a problem laid out for speed and never changes; a [`Plan`] is where everything
//! stands on it. Time is a row of slots without the nights (`compile::timeline`). Each room, person
//! on the staff, interpreter, vehicle, company and party of participants has a lane of bits
//! ([`lanes`]), so that a question such as "is the room free from here to there" is two loads and a
//! mask. What a day of a cohort or of an interpreter costs is a function of the bits of that day
//! ([`days`]); it is kept beside them, so that a move is priced by what it changes.
//!
//! - [`order`] says between which slots a task may lie, given what stands before and after it.
//! - [`free`] says at which starts its people are free, a block of slots at a time.
//! - [`equip`] finds room, staff, interpreters and vehicle for a start.
//! - [`price`] says what a move would cost, without making it.
//! - [`plan`] makes it.
//!
//! The rules themselves stand one a file under `rules`; tests hold the two to the same answers.

pub(crate) mod board;
mod compile;
pub(crate) mod days;
pub(crate) mod equip;
pub(crate) mod free;
pub(crate) mod lanes;
pub(crate) mod order;
pub(crate) mod plan;
pub(crate) mod price;

pub(crate) use board::{Board, NONE, Spot};
pub(crate) use plan::Plan;
