//! What a letter holds: plain data, resolved by the caller, so that writing it needs no database.
//!
//! The types are the first guard of privacy. There is no field for a participant's name, number
//! or nationality; a company learns the size of a group and nothing else about it; a municipality
//! gets counts and a link. [`Letter::is_proper`] refuses what would tell somebody too much.

use chrono_tz::Tz;

use crate::i18n::Language;

mod bodies;
mod session;

pub use bodies::{
    Ask, Before, BookingRequest, CohortInvitation, Extent, HandoffAnnounced, InterpretingMode,
    SessionCancelled, SessionChanged, SettlementReady, TimetablePublished,
};
pub use session::{LedBy, Place, Session, SessionKind, Standing};

/// One notice to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The notice's id: it becomes the Message-ID, so a letter sent twice is recognised.
    pub notice_id: String,
    /// To whom.
    pub recipient: Recipient,
    /// On behalf of which centre.
    pub centre: CentreCard,
    /// Where the product is reached, `https://fasttrack.example`; links start with it.
    pub link_base: String,
    /// What there is to say.
    pub body: Body,
}

/// Who reads a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// In what capacity; decides tone, links and what may be told.
    pub audience: Audience,
    /// The address, as the person gave it.
    pub address: String,
    /// The name beside the address. Never shown for a participant, see [`Self::shown_name`].
    pub name: Option<String>,
    /// The language of the letter.
    pub language: Language,
}

/// In what capacity somebody reads a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    /// A course participant; has no account.
    Participant,
    /// A member of the centre's staff.
    Staff,
    /// An interpreter; has no account.
    Interpreter,
    /// A company that receives visits; has no account.
    Company,
    /// A municipality's mailbox.
    Municipality,
}

/// The centre as a letter shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreCard {
    /// Its name.
    pub name: String,
    /// Its zone: all times of the letter are local there.
    pub zone: Tz,
    /// Where to ask, in one line: a telephone number, an office, a mailbox.
    pub contact: Option<String>,
}

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A place on a course.
    CohortInvitation(CohortInvitation),
    /// All of the recipient's sessions, new or published anew.
    TimetablePublished(TimetablePublished),
    /// One session has another time or place.
    SessionChanged(SessionChanged),
    /// One session is off, or off for this recipient.
    SessionCancelled(SessionCancelled),
    /// A third party is asked to agree to a session.
    BookingRequest(BookingRequest),
    /// A hand-off awaits a municipality.
    HandoffAnnounced(HandoffAnnounced),
    /// A settlement awaits a municipality.
    SettlementReady(SettlementReady),
}

impl Audience {
    /// The language somebody is written to in: Danish for those who work with it, and for
    /// participants the one of the two they chose, else English.
    pub fn language(self, chosen: Option<Language>) -> Language {
        match self {
            Self::Participant => chosen.unwrap_or(Language::En),
            Self::Staff | Self::Interpreter | Self::Company | Self::Municipality => Language::Da,
        }
    }

    /// Whether somebody can sign in and so follow a link.
    pub const fn has_account(self) -> bool {
        matches!(self, Self::Staff | Self::Municipality)
    }
}

impl Recipient {
    /// The name that headers and calendars may show. A participant's is left out: that they take
    /// a course at a centre for asylum seekers is nobody's business on the way.
    pub fn shown_name(&self) -> Option<&str> {
        match self.audience {
            Audience::Participant => None,
            _ => self.name.as_deref(),
        }
    }
}

impl Body {
    /// The kind's code, as notices store it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::CohortInvitation(_) => "COHORT_INVITATION",
            Self::TimetablePublished(_) => "TIMETABLE_PUBLISHED",
            Self::SessionChanged(_) => "SESSION_CHANGED",
            Self::SessionCancelled(_) => "SESSION_CANCELLED",
            Self::BookingRequest(_) => "BOOKING_REQUEST",
            Self::HandoffAnnounced(_) => "HANDOFF_ANNOUNCED",
            Self::SettlementReady(_) => "SETTLEMENT_READY",
        }
    }

    /// The sessions it speaks of.
    pub fn sessions(&self) -> &[Session] {
        match self {
            Self::TimetablePublished(body) => &body.sessions,
            Self::SessionChanged(body) => std::slice::from_ref(&body.session),
            Self::SessionCancelled(body) => std::slice::from_ref(&body.session),
            Self::BookingRequest(body) => std::slice::from_ref(&body.session),
            Self::CohortInvitation(_) | Self::HandoffAnnounced(_) | Self::SettlementReady(_) => &[],
        }
    }

    fn is_for(&self, audience: Audience) -> bool {
        match self {
            Self::CohortInvitation(_) => audience == Audience::Participant,
            Self::TimetablePublished(_) | Self::SessionChanged(_) | Self::SessionCancelled(_) => {
                audience != Audience::Municipality
            }
            Self::BookingRequest(body) => match body.ask {
                Ask::Interpreting { .. } => audience == Audience::Interpreter,
                Ask::Visit { .. } => audience == Audience::Company,
            },
            Self::HandoffAnnounced(_) | Self::SettlementReady(_) => {
                audience == Audience::Municipality
            }
        }
    }
}

impl Letter {
    /// Whether the recipient is one whom such a letter may reach: each kind has its audience, and
    /// a company hears of visits only.
    pub fn is_proper(&self) -> bool {
        let audience = self.recipient.audience;
        let fits = audience != Audience::Company
            || self
                .body
                .sessions()
                .iter()
                .all(|it| it.kind == SessionKind::CompanyVisit);
        fits && self.body.is_for(audience)
    }
}
