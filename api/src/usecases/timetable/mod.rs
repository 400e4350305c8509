//! The live timetable: reading it, changing it by hand, and what follows from leaving and from
//! the clock. Every change first raises the revisions of the resources it touches.

mod leaving;
mod revision;

pub use self::leaving::{
    Ended, EndedSession, IdleInterpreter, NO_PARTICIPANTS, end_participation, end_participation_in,
};
