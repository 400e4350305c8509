//! Participants: registering, changing, importing and showing them.

mod details;
mod import;
mod inputs;
mod list;
mod register;
mod update;

pub(crate) use self::details::by_alien_number;
pub(crate) use self::details::open_all;
pub use self::details::{Details, details, names_in};
pub use self::import::{ImportReport, ImportRow, RowFault, import};
pub use self::inputs::{
    ImportParticipantsInput, RegisterParticipantInput, SpokenLanguageInput, UpdateParticipantInput,
};
pub use self::list::{ParticipantFilter, by_ids, find, ids_by_key, list};
pub use self::register::{Registered, register};
pub use self::update::update;
