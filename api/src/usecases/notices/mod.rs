//! Notices: what was, is and will be sent, and the sending itself.

mod cases;
mod letter;
mod list;
mod live;
mod people;
mod send;
mod sessions;
mod steer;

pub use self::list::{NoticeFilter, find, list};
pub use self::send::{Post, send_due};
pub use self::steer::{HoldNoticeInput, ResendNoticeInput, hold, resend};
