//! The talk with a mail server, against a small one that does as it is told.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use rstest::rstest;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::samples::*;
use crate::mail::{Cause, SendFault, SettingsFault, SmtpSettings, TlsMode, Transport};

/// How the server behaves.
#[derive(Clone, Copy, Debug)]
enum Conduct {
    Takes,
    /// Answers the recipient with this line.
    AtRecipient(&'static str),
    /// Answers the whole message with this line.
    AtEnd(&'static str),
    /// Hangs up in place of a greeting.
    HangsUpAtOnce,
    /// Hangs up in the middle of the message.
    HangsUpInData,
    /// Says nothing at all.
    Sleeps,
    /// Takes the first message, but says so late; refuses the others.
    LateThenRefuses,
}

/// A server on this machine, and what it took.
struct Sink {
    port: u16,
    mails: Arc<Mutex<Vec<String>>>,
    _running: JoinSet<()>,
}

impl Sink {
    async fn start(conduct: Conduct) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mails = Arc::new(Mutex::new(Vec::new()));
        let mut running = JoinSet::new();
        let taken = Arc::clone(&mails);
        running.spawn(async move {
            let mut talks = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                // A client that hangs up ends its talk, not the server.
                talks.spawn(talk(stream, conduct, Arc::clone(&taken)));
            }
        });
        Self {
            port,
            mails,
            _running: running,
        }
    }

    fn transport(&self) -> Transport {
        Transport::smtp(&SmtpSettings {
            host: "127.0.0.1".to_owned(),
            port: Some(self.port),
            tls: TlsMode::None,
            credentials: None,
            hello_name: DOMAIN.to_owned(),
            timeout: Duration::from_millis(500),
            max_connections: 1,
        })
        .unwrap()
    }
}

async fn talk(
    mut stream: TcpStream,
    conduct: Conduct,
    taken: Arc<Mutex<Vec<String>>>,
) -> std::io::Result<()> {
    let (input, mut output) = stream.split();
    let mut lines = BufReader::new(input).lines();
    match conduct {
        Conduct::HangsUpAtOnce => return Ok(()),
        Conduct::Sleeps => tokio::time::sleep(Duration::from_secs(5)).await,
        _ => {}
    }
    output.write_all(b"220 sink.example ESMTP\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let verb = line
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        let reply = match (verb.as_str(), conduct) {
            ("EHLO", _) => "250-sink.example\r\n250 8BITMIME",
            ("RCPT", Conduct::AtRecipient(reply)) => reply,
            ("QUIT", _) => "221 Bye",
            ("DATA", Conduct::HangsUpInData) => {
                output.write_all(b"354 Go ahead\r\n").await?;
                lines.next_line().await?;
                return Ok(());
            }
            ("DATA", _) => {
                output.write_all(b"354 Go ahead\r\n").await?;
                let mail = take_mail(&mut lines).await?;
                end_of(mail, conduct, &taken).await
            }
            _ => "250 Yes",
        };
        output.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// The answer to a whole message.
async fn end_of(mail: String, conduct: Conduct, taken: &Mutex<Vec<String>>) -> &'static str {
    let is_first = taken.lock().unwrap().is_empty();
    match conduct {
        Conduct::AtEnd(reply) => return reply,
        Conduct::LateThenRefuses if !is_first => return "554 5.7.1 not wanted",
        _ => taken.lock().unwrap().push(mail),
    }
    if matches!(conduct, Conduct::LateThenRefuses) {
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
    "250 Taken"
}

/// Reads up to the lonely dot; a doubled dot at the start of a line was one (RFC 5321, 4.5.2).
async fn take_mail(
    lines: &mut tokio::io::Lines<BufReader<tokio::net::tcp::ReadHalf<'_>>>,
) -> std::io::Result<String> {
    let mut mail = String::new();
    while let Some(line) = lines.next_line().await? {
        if line == "." {
            break;
        }
        mail.push_str(line.strip_prefix('.').unwrap_or(&line));
        mail.push_str("\r\n");
    }
    Ok(mail)
}

#[tokio::test]
async fn letters_arrive_as_they_were_written() {
    let sink = Sink::start(Conduct::Takes).await;
    let transport = sink.transport();
    let mut sent = Vec::new();
    for letter in letters() {
        let message = composed(&letter);
        assert_eq!(transport.send(&message).await, Ok(()));
        sent.push(String::from_utf8(message.formatted()).unwrap());
    }
    let taken = sink.mails.lock().unwrap();
    for (sent, taken) in sent.iter().zip(taken.iter()) {
        assert_eq!(sent.trim_end(), taken.trim_end());
    }
    assert_eq!(taken.len(), sent.len());
}

#[rstest]
#[case(
    Conduct::AtRecipient("450 4.2.1 <someone@modtager.example> busy"),
    SendFault::Retry(Cause::Reply(450))
)]
#[case(
    Conduct::AtEnd("451 4.3.0 try later"),
    SendFault::Retry(Cause::Reply(451))
)]
#[case(
    Conduct::AtRecipient("550 5.1.1 <someone@modtager.example> unknown"),
    SendFault::Permanent(Cause::Reply(550))
)]
#[case(
    Conduct::AtEnd("554 5.7.1 not wanted"),
    SendFault::Permanent(Cause::Reply(554))
)]
#[case(
    Conduct::AtRecipient("530 5.7.0 authentication required"),
    SendFault::Retry(Cause::Reply(530))
)]
#[case(Conduct::HangsUpInData, SendFault::Retry(Cause::Connection))]
#[case(Conduct::Sleeps, SendFault::Retry(Cause::Timeout))]
#[tokio::test]
async fn a_refusal_says_whether_to_try_again(#[case] conduct: Conduct, #[case] fault: SendFault) {
    let sink = Sink::start(conduct).await;
    let found = sink
        .transport()
        .send(&composed(&letters()[0]))
        .await
        .unwrap_err();
    assert_eq!(found, fault);
    let shown = format!("{found} {found:?}");
    assert!(
        !shown.contains('@') && !shown.contains("modtager"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_late_answer_is_not_taken_for_the_next_ones() {
    let sink = Sink::start(Conduct::LateThenRefuses).await;
    let transport = sink.transport();
    let message = composed(&letters()[0]);
    assert_eq!(
        transport.send(&message).await,
        Err(SendFault::Retry(Cause::Timeout))
    );
    // Long enough for the given-up connection to be kept for reuse, were it kept.
    tokio::time::sleep(Duration::from_millis(50)).await;
    let refused = Err(SendFault::Permanent(Cause::Reply(554)));
    assert_eq!(transport.send(&message).await, refused);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    let hanging_up = Sink::start(Conduct::HangsUpAtOnce).await;
    let fault = hanging_up
        .transport()
        .send(&composed(&letters()[0]))
        .await
        .unwrap_err();
    assert!(fault.is_retryable(), "{fault}");
    let gone = {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        Sink {
            port: listener.local_addr().unwrap().port(),
            mails: Arc::default(),
            _running: JoinSet::new(),
        }
    };
    let fault = gone
        .transport()
        .send(&composed(&letters()[0]))
        .await
        .unwrap_err();
    assert_eq!(fault, SendFault::Retry(Cause::Connection));
}

#[tokio::test]
async fn a_server_without_tls_gets_no_mail_that_needs_it() {
    let sink = Sink::start(Conduct::Takes).await;
    for tls in [TlsMode::StartTls, TlsMode::Implicit] {
        let settings = SmtpSettings {
            host: "localhost".to_owned(),
            port: Some(sink.port),
            tls,
            credentials: Some(("user".to_owned(), "secret".into())),
            hello_name: DOMAIN.to_owned(),
            timeout: Duration::from_millis(500),
            max_connections: 1,
        };
        let transport = Transport::smtp(&settings).unwrap();
        let fault = transport.send(&composed(&letters()[0])).await.unwrap_err();
        assert!(fault.is_retryable(), "{tls:?}: {fault}");
    }
    assert!(sink.mails.lock().unwrap().is_empty());
}

#[test]
fn mail_in_clear_stays_on_this_machine() {
    let settings = SmtpSettings {
        host: "mail.example".to_owned(),
        port: None,
        tls: TlsMode::None,
        credentials: None,
        hello_name: DOMAIN.to_owned(),
        timeout: Duration::from_secs(1),
        max_connections: 1,
    };
    let fault = Transport::smtp(&settings).unwrap_err();
    assert!(
        matches!(fault, SettingsFault::PlainBeyondThisMachine(_)),
        "{fault}"
    );
}
