//! The live timetable: reading it, changing it by hand, and what follows from leaving and from
//! the clock. Every change first raises the revisions of the resources it touches.

mod absence;
mod alternatives;
mod changing;
mod clock;
mod conflicts;
pub(crate) mod fitness;
mod leaving;
mod moving;
mod proposal;
mod refusal;
pub(super) mod revision;
mod show;
mod stage;
mod standing;
mod swaps;

pub(super) use self::absence::note_absence;
pub use self::absence::{RecordAbsenceInput, RecordedAbsence, record_absence};
pub use self::alternatives::{Alternative, AlternativeSwap, session_alternatives};
pub use self::clock::advance;
pub use self::leaving::{
    Ended, EndedSession, IdleInterpreter, NO_PARTICIPANTS, end_participation, end_participation_in,
};
pub use self::moving::{MoveSessionInput, SwapResourceInput, move_session, swap_resource};
pub use self::show::{Booked, Shown, booked, find, timetable};
pub use self::standing::{
    CancelSessionInput, PinSessionInput, RespondToBookingInput, cancel_session, pin_session,
    respond_to_booking,
};
pub use self::swaps::ResourceSwapInput;
