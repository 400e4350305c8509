//! The live timetable: who sees it, how it changes, and that nobody is ever in two places at once.

mod alternatives;
mod attendance;
mod changes;
mod house;
mod leaving;
mod reading;
mod waiting;
mod writers;
