//! The pieces that letters share: times and places, timetables, links, words out of the locales.

use crate::i18n::{Args, Language, dates, language_name, plain, text};
use crate::mail::content::{
    Ask, Audience, Body, BookingRequest, InterpretingMode, LedBy, Letter, Place, Session,
    SessionCancelled, SessionChanged, SessionKind, Standing,
};
use crate::mail::page::{Fact, Link, Row, Week};

/// A place in words.
pub(in crate::mail) fn place(place: &Place) -> String {
    match place {
        Place::Room(name) => name.clone(),
        Place::Company { name, address } => format!("{name}, {address}"),
    }
}

/// A letter being put into words.
pub(super) struct Words<'a> {
    pub(super) letter: &'a Letter,
    pub(super) language: Language,
}

impl<'a> Words<'a> {
    pub(super) fn of(letter: &'a Letter) -> Self {
        Self {
            letter,
            language: letter.recipient.language,
        }
    }

    pub(super) fn weeks(&self, sessions: &[Session]) -> Vec<Week> {
        let mut sorted: Vec<&Session> = sessions.iter().collect();
        sorted.sort_by_key(|it| (it.starts_at, &it.id));
        let mut weeks: Vec<Week> = Vec::new();
        for session in sorted {
            let zone = self.letter.centre.zone;
            let start = session.starts_at.with_timezone(&zone).naive_local();
            let end = session.ends_at.with_timezone(&zone).naive_local();
            let heading = dates::week(self.language, start.date());
            let row = Row {
                day: dates::day_short(self.language, start.date()),
                time: dates::clock_span(self.language, start.time(), end.time()),
                what: session.title.clone(),
                place: place(&session.place),
                mark: (session.standing == Standing::Cancelled)
                    .then(|| self.plain("mail-row-cancelled")),
            };
            match weeks.last_mut() {
                Some(week) if week.heading == heading => week.rows.push(row),
                _ => weeks.push(Week {
                    heading,
                    rows: vec![row],
                }),
            }
        }
        weeks
    }

    pub(super) fn time_and_place(&self, session: &Session) -> Vec<Fact> {
        let zone = self.letter.centre.zone;
        let when = dates::interval(self.language, zone, session.starts_at, session.ends_at);
        vec![
            self.fact("mail-fact-when", when),
            self.fact("mail-fact-place", place(&session.place)),
        ]
    }

    /// What else there is to know: for those who come to the session, who leads it; for those who
    /// travel, how.
    pub(super) fn about(&self, session: &Session) -> Vec<Fact> {
        let mut facts = vec![self.fact("mail-fact-kind", self.plain(kind_key(session.kind)))];
        if self.letter.recipient.audience == Audience::Participant {
            let led_by = session.led_by.map(|it| self.plain(led_by_key(it)));
            facts.extend(led_by.map(|it| self.fact("mail-fact-led-by", it)));
        }
        if self.letter.recipient.audience != Audience::Company {
            let travel = session.travel_note.clone();
            facts.extend(travel.map(|it| self.fact("mail-fact-travel", it)));
        }
        facts
    }

    pub(super) fn asked(&self, ask: &Ask) -> Vec<Fact> {
        match ask {
            Ask::Interpreting { language, mode } => vec![
                self.fact("mail-fact-language", language_name(self.language, language)),
                self.fact("mail-fact-mode", self.plain(mode_key(*mode))),
            ],
            Ask::Visit { group_size } => {
                let size = Args::new().with("count", *group_size);
                let value = self.fill("mail-fact-group-size-value", &size);
                vec![self.fact("mail-fact-group-size", value)]
            }
        }
    }

    /// Where those who can sign in read more.
    pub(super) fn link(&self) -> Option<Link> {
        if !self.letter.recipient.audience.has_account() {
            return None;
        }
        let (key, path) = match &self.letter.body {
            Body::CohortInvitation(_) => return None,
            Body::TimetablePublished(_) => ("mail-link-timetable", "timetable".to_owned()),
            Body::SessionChanged(SessionChanged { session, .. })
            | Body::SessionCancelled(SessionCancelled { session, .. })
            | Body::BookingRequest(BookingRequest { session, .. }) => {
                ("mail-link-session", format!("sessions/{}", session.id))
            }
            Body::HandoffAnnounced(body) => {
                ("mail-link-handoff", format!("handoffs/{}", body.handoff_id))
            }
            Body::SettlementReady(body) => (
                "mail-link-settlement",
                format!("settlements/{}", body.settlement_id),
            ),
        };
        let url = format!("{}/{path}", self.letter.link_base.trim_end_matches('/'));
        Some(Link {
            label: self.plain(key),
            url,
        })
    }

    pub(super) fn titled(&self, session: &Session) -> Args {
        let zone = self.letter.centre.zone;
        Args::new().with("title", session.title.clone()).with(
            "when",
            dates::moment_short(self.language, zone, session.starts_at),
        )
    }

    pub(super) fn centre(&self) -> Args {
        Args::new().with("centre", self.letter.centre.name.clone())
    }

    pub(super) fn fact(&self, label_key: &str, value: String) -> Fact {
        Fact {
            label: self.plain(label_key),
            value,
        }
    }

    pub(super) fn plain(&self, key: &str) -> String {
        plain(self.language, key)
    }

    pub(super) fn fill(&self, key: &str, args: &Args) -> String {
        text(self.language, key, args)
    }
}

const fn kind_key(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Lesson => "label-session-lesson",
        SessionKind::DanishLesson => "label-session-danish-lesson",
        SessionKind::CompetencyInterview => "label-session-competency-interview",
        SessionKind::CompanyVisit => "label-session-company-visit",
    }
}

const fn led_by_key(led_by: LedBy) -> &'static str {
    match led_by {
        LedBy::Teacher => "label-led-by-teacher",
        LedBy::DanishTeacher => "label-led-by-danish-teacher",
        LedBy::Interviewer => "label-led-by-interviewer",
        LedBy::Guide => "label-led-by-guide",
    }
}

const fn mode_key(mode: InterpretingMode) -> &'static str {
    match mode {
        InterpretingMode::OnSite => "label-mode-on-site",
        InterpretingMode::Phone => "label-mode-phone",
        InterpretingMode::Video => "label-mode-video",
    }
}
