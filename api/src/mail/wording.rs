//! What a letter says, in the reader's language: contents become a page.

mod pieces;

pub(super) use pieces::place;

use super::content::{
    Ask, Body, BookingRequest, CohortInvitation, Extent, HandoffAnnounced, Letter, Session,
    SessionCancelled, SessionChanged, SettlementReady, Standing, TimetablePublished,
};
use super::line::one_line;
use super::page::{Columns, Page};
use crate::i18n::{Args, Language, dates, plain};
use pieces::Words;

/// The page of a letter.
pub(super) fn page(letter: &Letter) -> Page {
    let words = Words::of(letter);
    let mut page = match &letter.body {
        Body::CohortInvitation(body) => words.invitation(body),
        Body::TimetablePublished(body) => words.timetable(body),
        Body::SessionChanged(body) => words.changed(body),
        Body::SessionCancelled(body) => words.cancelled(body),
        Body::BookingRequest(body) => words.booking(body),
        Body::HandoffAnnounced(body) => words.handoff(body),
        Body::SettlementReady(body) => words.settlement(body),
    };
    page.language = words.language.tag();
    page.subject = one_line(&page.subject).into_owned();
    page.greeting = words.plain("mail-greeting");
    page.link = words.link();
    page.contact = match &letter.centre.contact {
        Some(contact) => words.fill(
            "mail-contact",
            &Args::new().with("contact", contact.clone()),
        ),
        None => words.plain("mail-contact-reply"),
    };
    page.signature = words.plain("mail-signature");
    page.sender.clone_from(&letter.centre.name);
    page.footer = words.fill("mail-footer", &words.centre());
    page
}

/// The words around one session in a calendar: how to get there, who leads it, where to ask.
pub(super) fn description(letter: &Letter, session: &Session) -> String {
    let words = Words::of(letter);
    let mut lines: Vec<String> = words
        .about(session)
        .into_iter()
        .map(|fact| format!("{}: {}", fact.label, fact.value))
        .collect();
    lines.extend(
        letter
            .centre
            .contact
            .clone()
            .map(|contact| words.fill("mail-contact", &Args::new().with("contact", contact))),
    );
    lines.join("\n")
}

/// The name of the attached timetable.
pub(super) fn file_name(language: Language) -> String {
    plain(language, "mail-timetable-file-name")
}

impl Words<'_> {
    fn invitation(&self, body: &CohortInvitation) -> Page {
        let programme = || self.centre().with("programme", body.programme.clone());
        let length = Args::new().with("weeks", body.n_weeks);
        let mut facts = vec![
            self.fact(
                "mail-fact-first-day",
                dates::day(self.language, body.first_on),
            ),
            self.fact(
                "mail-fact-last-day",
                dates::day(self.language, body.last_on),
            ),
        ];
        facts.extend(
            body.place
                .clone()
                .map(|place| self.fact("mail-fact-place", place)),
        );
        Page {
            subject: self.fill("mail-invitation-subject", &programme()),
            lead: vec![
                self.fill("mail-invitation-lead", &programme()),
                self.fill("mail-invitation-length", &length),
            ],
            facts,
            notes: vec![self.plain("mail-invitation-hinder")],
            ..Page::default()
        }
    }

    fn timetable(&self, body: &TimetablePublished) -> Page {
        let n_standing = body
            .sessions
            .iter()
            .filter(|it| it.standing == Standing::Confirmed);
        let args = Args::new()
            .with("programme", body.programme.clone())
            .with("count", n_standing.count());
        Page {
            subject: self.fill("mail-timetable-subject", &args),
            lead: vec![self.fill("mail-timetable-lead", &args)],
            columns: Columns {
                day: self.plain("mail-column-day"),
                time: self.plain("mail-column-time"),
                what: self.plain("mail-column-what"),
                place: self.plain("mail-column-place"),
            },
            weeks: self.weeks(&body.sessions),
            notes: vec![self.plain("mail-timetable-file")],
            ..Page::default()
        }
    }

    fn changed(&self, body: &SessionChanged) -> Page {
        let (session, before) = (&body.session, &body.before);
        let mut facts = self.time_and_place(session);
        if (before.starts_at, before.ends_at) != (session.starts_at, session.ends_at) {
            let zone = self.letter.centre.zone;
            let was = dates::interval(self.language, zone, before.starts_at, before.ends_at);
            facts.push(self.fact("mail-fact-when-before", was));
        }
        if before.place != session.place {
            facts.push(self.fact("mail-fact-place-before", place(&before.place)));
        }
        facts.extend(self.about(session));
        Page {
            subject: self.fill("mail-changed-subject", &self.titled(session)),
            lead: vec![self.fill("mail-changed-lead", &self.titled(session))],
            facts,
            ..Page::default()
        }
    }

    fn cancelled(&self, body: &SessionCancelled) -> Page {
        let (subject, lead) = match body.extent {
            Extent::Everybody => ("mail-cancelled-subject", "mail-cancelled-lead"),
            Extent::Recipient => ("mail-released-subject", "mail-released-lead"),
        };
        Page {
            subject: self.fill(subject, &self.titled(&body.session)),
            lead: vec![self.fill(lead, &self.titled(&body.session))],
            facts: self.time_and_place(&body.session),
            ..Page::default()
        }
    }

    fn booking(&self, body: &BookingRequest) -> Page {
        let (subject, lead) = match body.ask {
            Ask::Interpreting { .. } => ("mail-interpreter-subject", "mail-interpreter-lead"),
            Ask::Visit { .. } => ("mail-company-subject", "mail-company-lead"),
        };
        let mut facts = self.time_and_place(&body.session);
        facts.extend(self.asked(&body.ask));
        facts.extend(self.about(&body.session));
        let answer = match body.answer_by {
            Some(at) => {
                let when = dates::moment(self.language, self.letter.centre.zone, at);
                self.fill("mail-booking-answer-by", &Args::new().with("when", when))
            }
            None => self.plain("mail-booking-answer"),
        };
        Page {
            subject: self.fill(subject, &self.titled(&body.session)),
            lead: vec![self.fill(lead, &self.centre())],
            facts,
            notes: vec![answer],
            ..Page::default()
        }
    }

    fn handoff(&self, body: &HandoffAnnounced) -> Page {
        Page {
            subject: self.fill("mail-handoff-subject", &self.centre()),
            lead: vec![self.fill("mail-handoff-lead", &self.centre())],
            facts: vec![
                self.fact("mail-fact-people", body.n_people.to_string()),
                self.fact("mail-fact-items", body.n_items.to_string()),
            ],
            ..Page::default()
        }
    }

    fn settlement(&self, body: &SettlementReady) -> Page {
        Page {
            subject: self.fill("mail-settlement-subject", &self.centre()),
            lead: vec![self.fill("mail-settlement-lead", &self.centre())],
            facts: vec![
                self.fact("mail-fact-people", body.n_people.to_string()),
                self.fact("mail-fact-entries", body.n_entries.to_string()),
                self.fact("mail-fact-hash", body.document_hash.clone()),
            ],
            notes: vec![self.plain("mail-settlement-verify")],
            ..Page::default()
        }
    }
}
