//! The demonstration: a sample centre, loaded and played through the same use cases as the API.

mod convert;
mod load;
mod programme;
mod report;
mod stage;
mod story;

pub use self::load::{Loaded, find, load};
pub use self::report::{HandoffLine, Report, SessionLine, SettlementLine, collect};
pub use self::stage::Stage;
pub use self::story::play;
