//! A letter becomes a message that any mail server takes.
//!
//! The same letter, letterhead and instant give the same bytes: the Message-ID is the notice's
//! id, and the MIME boundaries are derived from it. What is delivered twice is recognised as one.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::address::Address;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment as File, Mailbox, MultiPart, SinglePart};
use sha2::{Digest, Sha256};

use super::calendar::{Attendee, Calendar, Event, Method, Party};
use super::content::{Body, Letter};
use super::page::Page;
use super::wording;

/// From whom all letters come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letterhead {
    from: Mailbox,
    reply_to: Mailbox,
    domain: String,
}

/// Why a letter could not be written. None of these mends itself: trying again is no use.
#[derive(Debug, thiserror::Error)]
pub enum ComposeFault {
    /// The recipient's address is not one. It is not repeated here: faults end up in logs.
    #[error("the recipient's address is not a mail address")]
    Address,
    /// An id or a domain has characters that a Message-ID cannot hold.
    #[error("an id or a domain does not fit a Message-ID")]
    Id,
    /// A kind of letter that this recipient must not get.
    #[error("{0} is not for this recipient")]
    Improper(&'static str),
    /// A template failed.
    #[error("a template failed")]
    Template(#[from] askama::Error),
    /// The parts do not make a message.
    #[error("the parts do not make a message")]
    Parts(#[from] lettre::error::Error),
    /// A header of a part is malformed.
    #[error("a content type is malformed")]
    ContentType,
}

impl Letterhead {
    /// Letters from `from`, answered to `reply_to`, with ids under `domain`.
    pub fn new(from: Mailbox, reply_to: Mailbox, domain: &str) -> Result<Self, ComposeFault> {
        let domain = domain.to_ascii_lowercase();
        if is_id(&domain) {
            Ok(Self {
                from,
                reply_to,
                domain,
            })
        } else {
            Err(ComposeFault::Id)
        }
    }

    /// The domain under which Message-IDs and calendar UIDs are unique.
    pub fn domain(&self) -> &str {
        &self.domain
    }
}

/// The Message-ID of a notice, in its angle brackets.
pub fn message_id(notice_id: &str, domain: &str) -> String {
    format!("<{notice_id}@{domain}>")
}

/// Writes a letter as a message, dated `at`.
pub fn compose(
    letter: &Letter,
    head: &Letterhead,
    at: DateTime<Utc>,
) -> Result<Message, ComposeFault> {
    if !letter.is_proper() {
        return Err(ComposeFault::Improper(letter.body.code()));
    }
    let ids = letter
        .body
        .sessions()
        .iter()
        .map(|it| &it.id)
        .chain([&letter.notice_id]);
    if !ids.into_iter().all(|id| is_id(id)) {
        return Err(ComposeFault::Id);
    }
    let address: Address = letter
        .recipient
        .address
        .parse()
        .map_err(|_| ComposeFault::Address)?;
    let to = Mailbox::new(letter.recipient.shown_name().map(str::to_owned), address);
    let page = wording::page(letter);
    let message = Message::builder()
        .message_id(Some(message_id(&letter.notice_id, &head.domain)))
        .date(SystemTime::from(at))
        .from(head.from.clone())
        .reply_to(head.reply_to.clone())
        .to(to)
        .subject(page.subject.clone())
        .header(AutoSubmitted)
        .header(ContentLanguage(page.language))
        .multipart(parts(letter, head, at, &page)?)?;
    Ok(message)
}

fn parts(
    letter: &Letter,
    head: &Letterhead,
    at: DateTime<Utc>,
    page: &Page,
) -> Result<MultiPart, ComposeFault> {
    let alternatives = MultiPart::alternative()
        .boundary(boundary(&letter.notice_id, "alternative"))
        .singlepart(SinglePart::plain(page.to_text()?))
        .singlepart(SinglePart::html(page.to_html()?));
    let Some(method) = method(&letter.body) else {
        return Ok(alternatives);
    };
    let ics = calendar(letter, head, at, method).to_ics();
    let content_type = format!("text/calendar; charset=utf-8; method={}", method.code());
    let content_type = ContentType::parse(&content_type).map_err(|_| ComposeFault::ContentType)?;
    if method == Method::Publish {
        let name = wording::file_name(letter.recipient.language);
        return Ok(MultiPart::mixed()
            .boundary(boundary(&letter.notice_id, "mixed"))
            .multipart(alternatives)
            .singlepart(File::new(name).body(ics, content_type)));
    }
    // Last, because the last alternative is the one a program prefers if it understands it.
    Ok(alternatives.singlepart(SinglePart::builder().header(content_type).body(ics)))
}

fn method(body: &Body) -> Option<Method> {
    match body {
        Body::TimetablePublished(body) => (!body.sessions.is_empty()).then_some(Method::Publish),
        Body::SessionChanged(_) | Body::BookingRequest(_) => Some(Method::Request),
        Body::SessionCancelled(_) => Some(Method::Cancel),
        Body::CohortInvitation(_) | Body::HandoffAnnounced(_) | Body::SettlementReady(_) => None,
    }
}

fn calendar<'a>(
    letter: &'a Letter,
    head: &'a Letterhead,
    at: DateTime<Utc>,
    method: Method,
) -> Calendar<'a> {
    let mut events: Vec<Event<'_>> = letter
        .body
        .sessions()
        .iter()
        .map(|session| Event {
            session,
            location: wording::place(&session.place),
            description: wording::description(letter, session),
        })
        .collect();
    events.sort_by_key(|it| (it.session.starts_at, &it.session.id));
    let attendee = Attendee {
        party: Party {
            address: &letter.recipient.address,
            name: letter.recipient.shown_name(),
        },
        must_answer: matches!(letter.body, Body::BookingRequest(_)),
    };
    Calendar {
        method,
        zone: letter.centre.zone,
        stamp: at,
        domain: &head.domain,
        organizer: Party {
            address: head.reply_to.email.as_ref(),
            name: Some(&letter.centre.name),
        },
        attendee: (method != Method::Publish).then_some(attendee),
        events,
    }
}

/// A boundary that no text holds by accident, the same each time for the same notice.
fn boundary(notice_id: &str, part: &str) -> String {
    let digest = Sha256::digest(format!("{part}/{notice_id}"));
    format!("={}", hex::encode(&digest[..20]))
}

/// Whether a Message-ID or a UID can hold it as it is: letters, digits, `.`, `-` and `_`.
fn is_id(id: &str) -> bool {
    let is_fit = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_');
    let has_ends = !id.is_empty() && !id.starts_with('.') && !id.ends_with('.');
    has_ends && !id.contains("..") && id.chars().all(is_fit)
}

/// Tells other programs not to answer with an absence notice (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

/// The language of the text (RFC 3282).
#[derive(Clone)]
struct ContentLanguage(&'static str);

type ParseFault = Box<dyn std::error::Error + Send + Sync>;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, ParseFault> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(tag: &str) -> Result<Self, ParseFault> {
        let known = crate::i18n::Language::from_tag(tag).ok_or("no language of ours")?;
        Ok(Self(known.tag()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.to_owned())
    }
}
