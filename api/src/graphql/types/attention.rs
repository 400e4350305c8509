//! What needs somebody.

use async_graphql::{Enum, ID, SimpleObject};
use chrono::NaiveDate;
use entities::id::ResourceId;

use crate::usecases::attention::{AttentionItem as Item, AttentionKind as Kind, Lack as Lacked};
use crate::vocabulary::IdOf;

/// Why something needs somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Kind")]
pub enum AttentionKind {
    /// A session to come lacks something; `lack` says what.
    SessionLacks,
    /// An interpreter or a company has not answered.
    BookingUnconfirmed,
    /// Asylum is granted, and no municipality is recorded yet.
    GrantedWithoutPlacement,
    /// A hand-off is due within a week and is not sent.
    HandoffDue,
    /// A hand-off should have been sent by now.
    HandoffOverdue,
    /// A mail could not be delivered, or there is no address: print it, or mend the address.
    NoticeUndeliverable,
}

/// What a session lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Lacked")]
pub enum Lack {
    /// Nobody teaches, interviews or escorts.
    Staff,
    /// It has no room.
    Room,
    /// Nobody interprets in a language that is needed.
    Interpreter,
    /// A visit has no company.
    Company,
    /// An interpreter or company has declined.
    Declined,
    /// Somebody or something booked is absent.
    Absent,
}

/// One thing that needs somebody.
#[derive(SimpleObject)]
pub struct AttentionItem {
    pub kind: AttentionKind,
    /// The session, participant, hand-off or notice: ask `node` for it.
    pub subject_id: ID,
    /// The local day by which, or since which, it waits.
    pub due_on: NaiveDate,
    /// What is lacking, with `SESSION_LACKS`.
    pub lack: Option<Lack>,
    /// Who is absent, has declined or has not answered.
    pub resource_id: Option<IdOf<ResourceId>>,
    /// With an interpreter, the language, as a BCP 47 tag.
    pub language: Option<String>,
}

impl From<Item> for AttentionItem {
    fn from(item: Item) -> Self {
        Self {
            kind: item.kind.into(),
            subject_id: item.subject_id.into(),
            due_on: item.due_on,
            lack: item.lack.map(Into::into),
            resource_id: item.resource_id.map(IdOf),
            language: item.language,
        }
    }
}
