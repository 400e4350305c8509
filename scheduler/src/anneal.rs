//! The parts of simulated annealing that know nothing of timetables: dice whose stream never
//! changes, and a cooling whose numbers are whole. Two machines that use them agree.

pub use crate::search::cooling::Cooling;
pub use crate::search::rng::Rng;
