//! Letters of every kind, about invented people and places, around the DST change of March 2017.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use lettre::Message;

use crate::i18n::Language;
use crate::mail::content::*;
use crate::mail::{Letterhead, compose};

pub(super) const DOMAIN: &str = "fasttrack.example";
pub(super) const PARTICIPANT_NAME: &str = "Samira Prøvesen";

pub(super) fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

/// When the sample letters are written.
pub(super) fn now() -> DateTime<Utc> {
    at("2017-03-20T09:30:15Z")
}

pub(super) fn head() -> Letterhead {
    Letterhead::new(
        "Avnstrup træningscenter <skema@fasttrack.example>"
            .parse()
            .unwrap(),
        "kontor@avnstrup.example".parse().unwrap(),
        DOMAIN,
    )
    .unwrap()
}

pub(super) fn composed(letter: &Letter) -> Message {
    compose(letter, &head(), now()).unwrap()
}

pub(super) fn session(number: u32, starts_at: &str) -> Session {
    let starts_at = at(starts_at);
    Session {
        id: format!("session_01h455vb4pex5vsknk084s{number:04}"),
        sequence: 0,
        kind: SessionKind::Lesson,
        title: "Løn, skat og a-kasse: hvad står der på lønsedlen, og hvem betaler hvad?".to_owned(),
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(90),
        place: Place::Room("Blå sal, 1. sal; indgang fra gården".to_owned()),
        travel_note: None,
        led_by: Some(LedBy::Teacher),
        standing: Standing::Confirmed,
    }
}

pub(super) fn visit() -> Session {
    Session {
        kind: SessionKind::CompanyVisit,
        title: "Virksomhedsbesøg".to_owned(),
        place: Place::Company {
            name: "Sjællands Prøvebageri A/S".to_owned(),
            address: "Ærøvej 7, 4000 Roskilde".to_owned(),
        },
        travel_note: Some("Bussen kører fra hovedporten kl. 08.15.".to_owned()),
        led_by: Some(LedBy::Guide),
        ..session(900, "2017-03-28T07:00:00Z")
    }
}

/// Sessions in the week before the change of clocks, in the week after it, and one that is off.
pub(super) fn timetable() -> Vec<Session> {
    let mut sessions = vec![
        session(3, "2017-03-27T07:00:00Z"),
        session(1, "2017-03-23T08:00:00Z"),
        session(2, "2017-03-24T12:15:00Z"),
        visit(),
        session(5, "2017-03-31T10:00:00Z"),
    ];
    sessions[4].standing = Standing::Cancelled;
    sessions[4].sequence = 2;
    sessions[2].kind = SessionKind::DanishLesson;
    sessions
}

pub(super) fn recipient(audience: Audience, language: Language) -> Recipient {
    let name = match audience {
        Audience::Participant => PARTICIPANT_NAME,
        Audience::Staff => "Underviser Ågård",
        Audience::Interpreter => "Tolk Ørnfeldt",
        Audience::Company => "Sjællands Prøvebageri A/S",
        Audience::Municipality => "Roskilde Kommune",
    };
    let address = format!("{audience:?}@modtager.example").to_lowercase();
    Recipient {
        audience,
        address,
        name: Some(name.to_owned()),
        language,
    }
}

pub(super) fn letter(number: usize, recipient: Recipient, body: Body) -> Letter {
    Letter {
        notice_id: format!("notice_01h455vb4pex5vsknk084sn{number:03}"),
        recipient,
        centre: CentreCard {
            name: "Avnstrup".to_owned(),
            zone: Tz::Europe__Copenhagen,
            contact: Some("kontoret, tlf. 00 00 00 00".to_owned()),
        },
        link_base: "https://fasttrack.example/".to_owned(),
        body,
    }
}

pub(super) fn changed() -> Body {
    let mut session = session(3, "2017-03-27T07:00:00Z");
    session.sequence = 1;
    let before = Before {
        starts_at: at("2017-03-24T12:15:00Z"),
        ends_at: at("2017-03-24T13:45:00Z"),
        place: Place::Room("Rød sal".to_owned()),
    };
    Body::SessionChanged(SessionChanged { session, before })
}

pub(super) fn cancelled(extent: Extent) -> Body {
    let mut session = session(2, "2017-03-24T12:15:00Z");
    session.sequence = 3;
    Body::SessionCancelled(SessionCancelled { session, extent })
}

pub(super) fn booking(ask: Ask) -> Body {
    let answer_by = Some(at("2017-03-22T11:00:00Z"));
    Body::BookingRequest(BookingRequest {
        session: visit(),
        ask,
        answer_by,
    })
}

pub(super) fn interpreting() -> Ask {
    Ask::Interpreting {
        language: "ti".to_owned(),
        mode: InterpretingMode::Phone,
    }
}

/// Every kind of letter for each of its readers.
pub(super) fn bodies() -> Vec<(Audience, Body)> {
    use Audience::{Company, Interpreter, Municipality, Participant, Staff};
    let day = |month, day| NaiveDate::from_ymd_opt(2017, month, day).unwrap();
    let invitation = CohortInvitation {
        programme: "Arbejdsmarked og Samfund".to_owned(),
        first_on: day(3, 6),
        last_on: day(4, 12),
        n_weeks: 6,
        place: Some("Hovedbygningen".to_owned()),
    };
    let published = TimetablePublished {
        programme: "Arbejdsmarked og Samfund".to_owned(),
        sessions: timetable(),
    };
    let handoff = HandoffAnnounced {
        handoff_id: "handoff_01h455".to_owned(),
        n_people: 4,
        n_items: 17,
    };
    let settlement = SettlementReady {
        settlement_id: "settlement_01h455".to_owned(),
        n_people: 11,
        n_entries: 3,
        document_hash: "0123456789abcdef".repeat(4),
    };
    vec![
        (Participant, Body::CohortInvitation(invitation)),
        (Participant, Body::TimetablePublished(published.clone())),
        (Staff, Body::TimetablePublished(published)),
        (Participant, changed()),
        (Staff, changed()),
        (Participant, cancelled(Extent::Everybody)),
        (Interpreter, cancelled(Extent::Recipient)),
        (Interpreter, booking(interpreting())),
        (Company, booking(Ask::Visit { group_size: 9 })),
        (Municipality, Body::HandoffAnnounced(handoff)),
        (Municipality, Body::SettlementReady(settlement)),
    ]
}

/// Every kind of letter for each of its readers in both languages.
pub(super) fn letters() -> Vec<Letter> {
    let mut letters = Vec::new();
    for (audience, body) in bodies() {
        for language in Language::ALL {
            letters.push(letter(
                letters.len(),
                recipient(audience, language),
                body.clone(),
            ));
        }
    }
    letters
}
