//! Hand-offs: what a centre passes on about a person with an active placement.

mod close;
mod compose;
mod draft;
mod receive;
mod send;
mod show;

pub use self::close::close_due;
pub(super) use self::draft::{draft, retract};
pub use self::receive::{HandoffVersionInput, accept, open};
pub use self::send::{LeftOut, Sent, send};
pub use self::show::{Owner, find, is_overdue, is_ready, items_of, list, of_placements};
