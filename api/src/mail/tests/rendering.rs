//! Every letter in both languages, taken apart by a mail parser.

use mail_parser::{HeaderName, MessageParser, MimeHeaders};
use rstest::rstest;

use super::samples::*;
use crate::i18n::Language;
use crate::mail::content::*;
use crate::mail::{ComposeFault, Letterhead, compose};

/// The text of each part by its content type, in order.
fn parts(raw: &[u8]) -> Vec<(String, String)> {
    let message = MessageParser::default().parse(raw).unwrap();
    message
        .parts
        .iter()
        .filter(|part| !part.is_multipart())
        .map(|part| {
            let kind = part.content_type().unwrap();
            let kind = format!("{}/{}", kind.ctype(), kind.subtype().unwrap());
            (kind, part.text_contents().unwrap().to_owned())
        })
        .collect()
}

fn kinds(raw: &[u8]) -> Vec<String> {
    parts(raw).into_iter().map(|(kind, _)| kind).collect()
}

#[test]
fn every_kind_reads_well_in_both_languages() {
    for letter in letters() {
        let raw = composed(&letter).formatted();
        let message = MessageParser::default().parse(&raw).unwrap();
        let about = format!("{} {:?}", letter.body.code(), letter.recipient);
        let subject = message.subject().unwrap();
        assert!(raw.is_ascii(), "{about}: any server takes it");
        for (kind, content) in parts(&raw)
            .into_iter()
            .chain([("subject".into(), subject.into())])
        {
            let shown = format!("{about} {kind}\n{content}");
            for wrong in ["{$", "{ $", "mail-", "label-", "\u{2068}", "None"] {
                assert!(!content.contains(wrong), "{wrong} in {shown}");
            }
            assert!(!content.trim().is_empty(), "{shown}");
        }
        let parts = parts(&raw);
        assert!(parts[0].1.contains("Avnstrup"), "{about}");
        assert!(parts[1].1.contains("Avnstrup"), "{about}");
        assert!(!parts[0].1.contains("\n\n\n"), "{about}:\n{}", parts[0].1);
    }
}

#[test]
fn headers_say_who_when_and_that_nobody_wrote_it() {
    let letter = &letters()[0];
    let raw = composed(letter).formatted();
    let message = MessageParser::default().parse(&raw).unwrap();
    let address = |it: &mail_parser::Address<'_>| {
        assert_eq!(it.iter().count(), 1);
        it.first().unwrap().address().unwrap().to_owned()
    };
    assert_eq!(
        message.message_id().unwrap(),
        format!("{}@{DOMAIN}", letter.notice_id)
    );
    assert_eq!(message.date().unwrap().to_rfc3339(), "2017-03-20T09:30:15Z");
    assert_eq!(address(message.from().unwrap()), "skema@fasttrack.example");
    assert_eq!(
        message.from().unwrap().first().unwrap().name(),
        Some("Avnstrup træningscenter")
    );
    assert_eq!(
        address(message.reply_to().unwrap()),
        "kontor@avnstrup.example"
    );
    assert_eq!(
        address(message.to().unwrap()),
        "participant@modtager.example"
    );
    let other = |name: &'static str| {
        let name = HeaderName::parse(name).unwrap();
        message.header_raw(name).unwrap().trim().to_owned()
    };
    assert_eq!(other("Auto-Submitted"), "auto-generated");
    assert_eq!(other("Content-Language"), "da");
    assert!(message.cc().is_none() && message.bcc().is_none());
    assert!(
        message
            .subject()
            .unwrap()
            .starts_with("Velkommen til forløbet")
    );
}

#[test]
fn sessions_bring_a_calendar_part() {
    for letter in letters() {
        let raw = composed(&letter).formatted();
        let expected: &[&str] = match letter.body {
            Body::CohortInvitation(_) | Body::HandoffAnnounced(_) | Body::SettlementReady(_) => {
                &["text/plain", "text/html"]
            }
            _ => &["text/plain", "text/html", "text/calendar"],
        };
        assert_eq!(kinds(&raw), expected, "{}", letter.body.code());
        let method = match letter.body {
            Body::TimetablePublished(_) => "PUBLISH",
            Body::SessionChanged(_) | Body::BookingRequest(_) => "REQUEST",
            Body::SessionCancelled(_) => "CANCEL",
            _ => continue,
        };
        let message = MessageParser::default().parse(&raw).unwrap();
        let calendar = message.parts.last().unwrap();
        assert_eq!(
            calendar.content_type().unwrap().attribute("method"),
            Some(method)
        );
        assert!(
            calendar
                .text_contents()
                .unwrap()
                .contains(&format!("\r\nMETHOD:{method}\r\n"))
        );
        let is_file = method == "PUBLISH";
        assert_eq!(
            calendar.attachment_name().is_some(),
            is_file,
            "{}",
            letter.body.code()
        );
        let root = message.content_type().unwrap().subtype().unwrap();
        assert_eq!(root, if is_file { "mixed" } else { "alternative" });
    }
}

#[test]
fn html_loads_nothing_and_escapes() {
    for letter in letters() {
        let raw = composed(&letter).formatted();
        let html = &parts(&raw)[1].1;
        for wrong in [
            "<img", "<script", "<link", "src=", "url(", "@import", "<iframe",
        ] {
            assert!(!html.contains(wrong), "{wrong} in {html}");
        }
        let n_links = html.matches("http").count();
        assert_eq!(
            n_links,
            usize::from(letter.recipient.audience.has_account()),
            "{html}"
        );
        let tag = letter.recipient.language.tag();
        assert!(html.contains(&format!("<html lang=\"{tag}\">")), "{html}");
    }
    let mut sly = letters().remove(0);
    sly.centre.name = "<script>alert(1)</script>\r\nBcc: x@y.example".to_owned();
    let raw = composed(&sly).formatted();
    assert!(!parts(&raw)[1].1.contains("<script>"));
    assert!(
        MessageParser::default()
            .parse(&raw)
            .unwrap()
            .bcc()
            .is_none()
    );
}

#[test]
fn line_breaks_in_titles_cannot_add_headers() {
    let Body::SessionChanged(mut body) = changed() else {
        unreachable!()
    };
    body.session.title = "Skat\r\nBcc: everybody@example.com\r\n\r\nhello".to_owned();
    let reader = recipient(Audience::Staff, Language::En);
    let raw = composed(&letter(1, reader, Body::SessionChanged(body))).formatted();
    let message = MessageParser::default().parse(&raw).unwrap();
    assert!(message.bcc().is_none());
    assert_eq!(
        message.subject(),
        Some("Changed: Skat Bcc: everybody@example.com  hello, Mon 27 Mar, 09:00")
    );
}

#[test]
fn the_same_letter_has_the_same_bytes() {
    for letter in letters() {
        assert_eq!(composed(&letter).formatted(), composed(&letter).formatted());
    }
}

#[test]
fn a_participants_name_appears_nowhere() {
    for letter in letters() {
        if letter.recipient.audience != Audience::Participant {
            continue;
        }
        let raw = composed(&letter).formatted();
        let (first, last) = PARTICIPANT_NAME.split_once(' ').unwrap();
        let whole = format!("{}{:?}", String::from_utf8_lossy(&raw), parts(&raw));
        assert!(!whole.contains(first) && !whole.contains(last), "{whole}");
    }
}

#[test]
fn a_company_learns_the_size_of_the_group_only() {
    let reader = recipient(Audience::Company, Language::Da);
    let body = booking(Ask::Visit { group_size: 9 });
    let raw = composed(&letter(1, reader, body)).formatted();
    let text = &parts(&raw)[0].1;
    assert!(text.contains("Gruppens størrelse: 9 personer"), "{text}");
    for hidden in ["Sprog", "tigrinya", "Bussen", "Ledes af"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
}

#[test]
fn a_municipality_gets_counts_and_a_link() {
    let hash = "0123456789abcdef".repeat(4);
    for letter in letters() {
        if letter.recipient.audience != Audience::Municipality {
            continue;
        }
        let raw = composed(&letter).formatted();
        let text = &parts(&raw)[0].1;
        let link = match letter.body {
            Body::HandoffAnnounced(_) => "https://fasttrack.example/handoffs/handoff_01h455",
            _ => "https://fasttrack.example/settlements/settlement_01h455",
        };
        assert!(text.contains(link), "{text}");
        let is_settlement = matches!(letter.body, Body::SettlementReady(_));
        assert_eq!(text.contains(&hash), is_settlement, "{text}");
    }
}

#[test]
fn a_change_shows_what_was_and_what_is() {
    let reader = recipient(Audience::Participant, Language::En);
    let raw = composed(&letter(1, reader, changed())).formatted();
    let text = &parts(&raw)[0].1;
    for line in [
        "When: Monday 27 March 2017, 09:00–10:30",
        "Before: Friday 24 March 2017, 13:15–14:45",
        "Where: Blå sal, 1. sal; indgang fra gården",
        "Where before: Rød sal",
        "Led by: A teacher from the centre",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(
        !text.contains("http"),
        "participants have no account: {text}"
    );
}

#[rstest]
#[case::company_about_language(Audience::Company, booking(interpreting()))]
#[case::interpreter_about_group(Audience::Interpreter, booking(Ask::Visit { group_size: 9 }))]
#[case::company_about_a_lesson(Audience::Company, changed())]
#[case::municipality_about_a_session(Audience::Municipality, cancelled(Extent::Everybody))]
fn what_is_not_for_a_reader_is_not_written(#[case] audience: Audience, #[case] body: Body) {
    let letter = letter(1, recipient(audience, Language::Da), body);
    let fault = compose(&letter, &head(), now()).unwrap_err();
    assert!(matches!(fault, ComposeFault::Improper(_)), "{fault}");
}

#[test]
fn what_does_not_fit_a_header_is_refused_without_repeating_it() {
    let mut letter = letters().remove(0);
    letter.recipient.address = "no address at all".to_owned();
    let fault = compose(&letter, &head(), now()).unwrap_err();
    assert!(matches!(fault, ComposeFault::Address), "{fault}");
    assert!(!fault.to_string().contains("no address at all"));
    letter.recipient.address = "a@b.example".to_owned();
    letter.notice_id = "x> <y".to_owned();
    assert!(matches!(
        compose(&letter, &head(), now()),
        Err(ComposeFault::Id)
    ));
    let mailbox = || "a@b.example".parse().unwrap();
    assert!(Letterhead::new(mailbox(), mailbox(), "bad domain").is_err());
}

#[test]
fn readers_are_written_to_in_their_language() {
    assert_eq!(Audience::Participant.language(None), Language::En);
    assert_eq!(
        Audience::Participant.language(Some(Language::Da)),
        Language::Da
    );
    assert_eq!(Audience::Company.language(Some(Language::En)), Language::Da);
}
