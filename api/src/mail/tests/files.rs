//! Messages in a directory and in memory.

use std::fs;

use super::samples::*;
use crate::i18n::Language;
use crate::mail::content::*;
use crate::mail::{Cause, Memory, SendFault, Transport};

#[tokio::test]
async fn a_message_is_one_file_however_often_it_is_sent() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("not/yet");
    let transport = Transport::directory(&folder);
    let letter = letters().remove(0);
    let message = composed(&letter);
    transport.send(&message).await.unwrap();
    let path = folder.join(format!("{}@{DOMAIN}.eml", letter.notice_id));
    assert_eq!(fs::read(&path).unwrap(), message.formatted());

    let mut again = letter;
    again.recipient.language = Language::En;
    transport.send(&composed(&again)).await.unwrap();
    assert_eq!(fs::read(&path).unwrap(), message.formatted());
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        1,
        "no draft is left"
    );
}

#[tokio::test]
async fn a_directory_that_cannot_be_written_is_tried_again() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let transport = Transport::directory(file.join("folder"));
    let fault = transport.send(&composed(&letters()[0])).await.unwrap_err();
    assert!(fault.is_retryable(), "{fault}");
    assert!(!fault.to_string().contains('@'));
}

#[tokio::test]
async fn memory_keeps_and_fails_as_told() {
    let memory = Memory::new();
    let transport = Transport::Memory(memory.clone());
    let message = composed(&letters()[0]);
    memory.fail_next(SendFault::Retry(Cause::Timeout));
    assert_eq!(
        transport.send(&message).await,
        Err(SendFault::Retry(Cause::Timeout))
    );
    assert_eq!(transport.send(&message).await, Ok(()));
    assert_eq!(memory.take().len(), 1);
    assert!(memory.sent().is_empty());
}

/// Lays out mails and what is expected of them for `tests/python/check_calendars.py`, in
/// `fasttrack-sample-mails` under the directory for temporary files.
#[tokio::test]
#[ignore = "writes files for calendar readers in other languages"]
async fn write_sample_mails() {
    let folder = std::env::temp_dir().join("fasttrack-sample-mails");
    drop(fs::remove_dir_all(&folder));
    let transport = Transport::directory(folder.join("mails"));
    let mut expected = serde_json::Map::new();
    let mut expect = |session: &Session, is_off: bool| {
        let local = |at: chrono::DateTime<chrono::Utc>| {
            at.with_timezone(&chrono_tz::Europe::Copenhagen)
                .format("%Y-%m-%dT%H:%M")
                .to_string()
        };
        let status = if is_off { "CANCELLED" } else { "CONFIRMED" };
        expected.insert(
            format!("{}@{DOMAIN}", session.id),
            serde_json::json!([
                local(session.starts_at),
                local(session.ends_at),
                session.sequence,
                status
            ]),
        );
    };
    for letter in letters() {
        transport.send(&composed(&letter)).await.unwrap();
        if let Body::TimetablePublished(body) = &letter.body {
            for session in &body.sessions {
                expect(session, session.standing == Standing::Cancelled);
            }
        }
    }
    for letter in letters() {
        match &letter.body {
            Body::SessionChanged(body) => expect(&body.session, false),
            Body::SessionCancelled(body) => expect(&body.session, true),
            _ => {}
        }
    }
    fs::write(
        folder.join("expected.json"),
        serde_json::to_vec_pretty(&expected).unwrap(),
    )
    .unwrap();
}
