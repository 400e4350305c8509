//! What a notice comes to, by how things stand: a letter, or nothing any more.

use chrono::TimeDelta;
use entities::columns::{ActivityKind, BookingRole, InterpretingMode, NoticeKind, SessionState};
use entities::id::{ParticipantId, ResourceId};
use entities::{notice, session, told_session};

use super::live::Live;
use crate::domain::telling::{Telling, View, telling};
use crate::error::Result;
use crate::i18n::Language;
use crate::mail::content::{
    self, Ask, Before, BookingRequest, CohortInvitation, Extent, LedBy, Place, SessionCancelled,
    SessionChanged, SessionKind, Standing, TimetablePublished,
};
use crate::mail::{Audience, Body, Letter, Recipient};
use crate::op::Op;

/// What becomes of a notice.
pub(super) enum Verdict {
    /// There is something to say; and what the recipient knows once it is said.
    Tell {
        letter: Box<Letter>,
        told: Vec<told_session::Model>,
    },
    /// Nothing to add to what the recipient knows, or a later notice adds it.
    Superseded,
    /// What it rested on is gone.
    Withdrawn,
    /// Nobody knows an address.
    NoChannel,
}

/// What there is to say, before it is known whether there is an address.
type Content = (Body, Vec<told_session::Model>);

impl Live {
    pub(super) fn verdict(&self, op: &Op, notice: &notice::Model) -> Result<Verdict> {
        if self.sessions.is_overtaken(notice) {
            return Ok(Verdict::Superseded);
        }
        let reader = self.people.reader(notice);
        let language = reader.map_or(Language::En, |reader| reader.language);
        let content = match (notice.kind, notice.session_id) {
            (_, Some(_)) => self.about_session(op, notice, language),
            (NoticeKind::TimetablePublished, None) => self.timetable(op, notice, language),
            (NoticeKind::CohortInvitation, None) => self.invitation(notice, language),
            (NoticeKind::HandoffAnnounced, None) => notice
                .handoff_id
                .and_then(|id| self.cases.handoff(id))
                .map(|body| (Body::HandoffAnnounced(body), Vec::new()))
                .ok_or(Verdict::Withdrawn),
            (NoticeKind::SettlementReady, None) => notice
                .settlement_id
                .and_then(|id| self.cases.settlement(id))
                .map(|body| (Body::SettlementReady(body), Vec::new()))
                .ok_or(Verdict::Withdrawn),
            (_, None) => Err(Verdict::Withdrawn),
        };
        match (content, reader) {
            (Err(verdict), _) => Ok(verdict),
            (Ok(_), None) => Ok(Verdict::NoChannel),
            (Ok((body, told)), Some(reader)) => {
                let letter = self.letter(op, notice, reader.clone(), body)?;
                Ok(Verdict::Tell {
                    letter: Box::new(letter),
                    told,
                })
            }
        }
    }

    fn letter(
        &self,
        op: &Op,
        notice: &notice::Model,
        recipient: Recipient,
        body: Body,
    ) -> Result<Letter> {
        Ok(Letter {
            notice_id: notice.id.to_string(),
            recipient,
            centre: self.card(notice.centre_id)?,
            link_base: op.ground.public_url.clone(),
            body,
        })
    }

    fn invitation(&self, notice: &notice::Model, language: Language) -> Result<Content, Verdict> {
        let participant = ParticipantId::from_uuid(notice.recipient_id);
        let cohort = notice
            .cohort_id
            .filter(|id| self.cases.has_seat(*id, participant))
            .and_then(|id| self.cohorts.get(&id));
        let Some((cohort, _)) = cohort.filter(|(cohort, _)| cohort.cancelled_at.is_none()) else {
            return Err(Verdict::Withdrawn);
        };
        let days = (cohort.until_on - cohort.first_on).num_days();
        let body = CohortInvitation {
            programme: self.programme(cohort.id, language),
            first_on: cohort.first_on,
            last_on: cohort.until_on - TimeDelta::days(1),
            n_weeks: u32::try_from(days).unwrap_or_default().div_ceil(7),
            place: Some(self.centre_name(notice.centre_id).to_owned()),
        };
        Ok((Body::CohortInvitation(body), Vec::new()))
    }

    /// All sessions of the plan's cohorts in which the recipient takes part, and those that are off
    /// since he or she was last told.
    fn timetable(
        &self,
        op: &Op,
        notice: &notice::Model,
        language: Language,
    ) -> Result<Content, Verdict> {
        let cohorts = notice.plan_id.and_then(|plan| self.plans.get(&plan));
        let mut sessions = Vec::new();
        let mut told = Vec::new();
        let mut is_news = false;
        let mut programme = None;
        for session in self.sessions.of(notice.recipient_id) {
            if cohorts.is_some_and(|cohorts| !cohorts.contains(&session.cohort_id)) {
                continue;
            }
            let case = Case::of(self, notice, session);
            is_news |= case.telling != Telling::Nothing;
            if case.telling == Telling::Off || !case.now.is_off {
                programme.get_or_insert(session.cohort_id);
                sessions.push(case.session(language));
                told.push(case.told_now(op));
            }
        }
        let Some(cohort) = programme.filter(|_| is_news) else {
            return Err(Verdict::Superseded);
        };
        let body = TimetablePublished {
            programme: self.programme(cohort, language),
            sessions,
        };
        Ok((Body::TimetablePublished(body), told))
    }

    fn about_session(
        &self,
        op: &Op,
        notice: &notice::Model,
        language: Language,
    ) -> Result<Content, Verdict> {
        let session = notice.session_id.and_then(|id| self.sessions.get(id));
        let session = session
            .filter(|session| session.ends_at > op.now)
            .ok_or(Verdict::Withdrawn)?;
        let case = Case::of(self, notice, session);
        let audience = self.people.reader(notice).map(|reader| reader.audience);
        let body = match (case.telling, audience) {
            (Telling::Nothing, _) => return Err(Verdict::Superseded),
            (Telling::Off, _) => Body::SessionCancelled(SessionCancelled {
                session: case.session(language),
                extent: case.extent(),
            }),
            (_, Some(Audience::Interpreter | Audience::Company)) => {
                Body::BookingRequest(BookingRequest {
                    session: case.session(language),
                    ask: case.ask(),
                    answer_by: None,
                })
            }
            (Telling::New, _) => Body::TimetablePublished(TimetablePublished {
                programme: self.programme(session.cohort_id, language),
                sessions: vec![case.session(language)],
            }),
            (Telling::Changed, _) => Body::SessionChanged(SessionChanged {
                session: case.session(language),
                before: case.before(),
            }),
        };
        Ok((body, vec![case.told_now(op)]))
    }
}

/// One session for one recipient.
struct Case<'a> {
    live: &'a Live,
    notice: &'a notice::Model,
    session: &'a session::Model,
    now: View,
    before: Option<View>,
    telling: Telling,
    sequence: i32,
}

impl<'a> Case<'a> {
    fn of(live: &'a Live, notice: &'a notice::Model, session: &'a session::Model) -> Self {
        let recipient = notice.recipient_id;
        let now = live.sessions.view(session, recipient.into());
        let before = live.sessions.told_view(session.id, recipient);
        let telling = telling(before.as_ref(), &now);
        // Calendars drop what is not newer than what they hold: also what changed for one recipient
        // alone must count up.
        let told = live.sessions.told(session.id, recipient);
        let least = told.map_or(0, |told| {
            told.sequence + i32::from(telling != Telling::Nothing)
        });
        Self {
            live,
            notice,
            session,
            now,
            before,
            telling,
            sequence: session.sequence.max(least),
        }
    }

    /// What the recipient sees; of a session that is off, what he or she saw before.
    fn shown(&self) -> &View {
        match &self.before {
            Some(before) if self.now.is_off => before,
            _ => &self.now,
        }
    }

    fn session(&self, language: Language) -> content::Session {
        let shown = self.shown();
        content::Session {
            id: self.session.id.to_string(),
            sequence: self.sequence.try_into().unwrap_or_default(),
            kind: kind_of(self.session.kind),
            title: match language {
                Language::Da => self.session.title_da.clone(),
                Language::En => self.session.title_en.clone(),
            },
            starts_at: shown.starts_at,
            ends_at: shown.ends_at,
            place: self.place(shown.place),
            travel_note: None,
            led_by: self.led_by(),
            standing: if self.now.is_off {
                Standing::Cancelled
            } else {
                Standing::Confirmed
            },
        }
    }

    fn before(&self) -> Before {
        let before = self.before.as_ref().unwrap_or(&self.now);
        Before {
            starts_at: before.starts_at,
            ends_at: before.ends_at,
            place: self.place(before.place),
        }
    }

    fn place(&self, id: Option<ResourceId>) -> Place {
        let known = id.and_then(|id| self.live.people.place(id));
        known.cloned().unwrap_or_else(|| {
            let centre = self.live.centre_name(self.notice.centre_id);
            Place::Room(centre.to_owned())
        })
    }

    fn led_by(&self) -> Option<LedBy> {
        let is_booked = |role| {
            let mut booked = self.live.sessions.booked(self.session.id);
            booked.any(|row| row.role == role)
        };
        if is_booked(BookingRole::Teacher) {
            let is_danish = self.session.kind == ActivityKind::DanishLesson;
            Some(if is_danish {
                LedBy::DanishTeacher
            } else {
                LedBy::Teacher
            })
        } else if is_booked(BookingRole::Interviewer) {
            Some(LedBy::Interviewer)
        } else {
            is_booked(BookingRole::Escort).then_some(LedBy::Guide)
        }
    }

    fn extent(&self) -> Extent {
        if self.session.state == SessionState::Cancelled {
            Extent::Everybody
        } else {
            Extent::Recipient
        }
    }

    fn ask(&self) -> Ask {
        let recipient: ResourceId = self.notice.recipient_id.into();
        let mut booked = self.live.sessions.booked(self.session.id);
        let own = booked.find(|row| row.resource_id == recipient);
        if let Some(row) = own.filter(|row| row.role == BookingRole::Interpreter) {
            return Ask::Interpreting {
                language: row.language.clone().unwrap_or_default(),
                mode: match self.live.people.mode_of(recipient) {
                    InterpretingMode::OnSite => content::InterpretingMode::OnSite,
                    InterpretingMode::Phone => content::InterpretingMode::Phone,
                    InterpretingMode::Video => content::InterpretingMode::Video,
                },
            };
        }
        let is_thing = |role| {
            matches!(
                role,
                BookingRole::Room | BookingRole::Vehicle | BookingRole::Company
            )
        };
        let booked = self.live.sessions.booked(self.session.id);
        let n_people = booked.filter(|row| !is_thing(row.role)).count();
        Ask::Visit {
            group_size: n_people.try_into().unwrap_or(u32::MAX),
        }
    }

    /// What the recipient knows once this is said.
    fn told_now(&self, op: &Op) -> told_session::Model {
        told_session::Model {
            session_id: self.session.id,
            recipient_id: self.notice.recipient_id.into(),
            sequence: self.sequence,
            starts_at: self.now.starts_at,
            ends_at: self.now.ends_at,
            place_id: self.now.place,
            is_off: self.now.is_off,
            told_at: op.now,
        }
    }
}

fn kind_of(kind: ActivityKind) -> SessionKind {
    match kind {
        ActivityKind::Lesson => SessionKind::Lesson,
        ActivityKind::DanishLesson => SessionKind::DanishLesson,
        ActivityKind::CompetencyInterview => SessionKind::CompetencyInterview,
        ActivityKind::CompanyVisit => SessionKind::CompanyVisit,
    }
}
