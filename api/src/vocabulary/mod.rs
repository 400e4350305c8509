//! The words that the API, the use cases and the sample files share: ids, money, times of day and
//! the enums with the meaning of every value. Inputs of use cases are declared in these words, so
//! that one declaration serves callers, manual and code.

mod definition;
mod destination;
mod enums;
mod id;
mod money;
mod money_enums;
mod notices;
mod planning;
mod time;
mod timetable;

pub use self::definition::TemplateDefinition;
pub use self::destination::*;
pub use self::enums::*;
pub use self::id::IdOf;
pub use self::money::Amount;
pub use self::money_enums::*;
pub use self::notices::{NoticeKindName, NoticeRecipientKindName, NoticeStateName};
pub use self::planning::*;
pub use self::time::{LocalTime, WeekSpan, WeekSpanInput};
pub use self::timetable::*;
