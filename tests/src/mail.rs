//! Mails as their recipients read them, and a small mail server to send them to.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use mail_parser::{MessageParser, MimeHeaders};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// A mail, parsed by a reader that is not ours.
#[derive(Clone, Debug)]
pub struct Mail {
    pub message_id: String,
    pub to: String,
    pub reply_to: String,
    pub subject: String,
    pub text: String,
    /// The calendar part, with its lines unfolded.
    pub calendar: Option<String>,
    /// The whole mail, as it went over the wire.
    pub raw: Vec<u8>,
}

impl Mail {
    /// # Panics
    /// When it is no mail.
    pub fn parse(message: &lettre::Message) -> Self {
        Self::read(message.formatted())
    }

    fn read(raw: Vec<u8>) -> Self {
        let parsed = MessageParser::default().parse(&raw).expect("a mail");
        let first = |address: Option<&mail_parser::Address<'_>>| {
            let first = address.and_then(|address| address.first());
            first
                .and_then(|one| one.address())
                .unwrap_or_default()
                .to_owned()
        };
        let calendar = parsed.parts.iter().find(|part| {
            let kind = part.content_type();
            kind.is_some_and(|kind| kind.c_type == "text" && kind.subtype() == Some("calendar"))
        });
        Self {
            message_id: parsed.message_id().unwrap_or_default().to_owned(),
            to: first(parsed.to()),
            reply_to: first(parsed.reply_to()),
            subject: parsed.subject().unwrap_or_default().to_owned(),
            text: parsed.body_text(0).unwrap_or_default().into_owned(),
            calendar: calendar
                .and_then(|part| part.text_contents())
                .map(|text| text.replace("\r\n ", "")),
            raw: raw.clone(),
        }
    }

    /// The values of a property of the calendar part: `SEQUENCE`, `UID`, `METHOD`.
    pub fn values(&self, property: &str) -> Vec<String> {
        let lines = self.calendar.as_deref().unwrap_or_default().lines();
        lines
            .filter_map(|line| line.split_once(':'))
            .filter(|(name, _)| name.split(';').next() == Some(property))
            .map(|(_, value)| value.to_owned())
            .collect()
    }
}

/// A mail server on this machine that answers each message as it is told to.
#[derive(Debug)]
pub struct MailSink {
    pub port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    replies: Arc<Mutex<VecDeque<String>>>,
    _running: JoinSet<()>,
}

impl MailSink {
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let replies = Arc::new(Mutex::new(VecDeque::new()));
        let mut running = JoinSet::new();
        let (mails, answers) = (Arc::clone(&taken), Arc::clone(&replies));
        running.spawn(async move {
            let mut talks = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                talks.spawn(talk(stream, Arc::clone(&mails), Arc::clone(&answers)));
            }
        });
        Self {
            port,
            taken,
            replies,
            _running: running,
        }
    }

    /// Refuses the next message with this reply; called again, the one after it too.
    pub fn refuse_next(&self, reply: &str) {
        locked(&self.replies).push_back(reply.to_owned());
    }

    /// What it took so far.
    pub fn mails(&self) -> Vec<Mail> {
        let taken = locked(&self.taken);
        taken
            .iter()
            .map(|mail| Mail::read(mail.clone().into_bytes()))
            .collect()
    }
}

fn locked<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn talk(
    mut stream: TcpStream,
    taken: Arc<Mutex<Vec<String>>>,
    replies: Arc<Mutex<VecDeque<String>>>,
) -> std::io::Result<()> {
    let (input, mut output) = stream.split();
    let mut lines = BufReader::new(input).lines();
    output.write_all(b"220 sink.example ESMTP\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let reply = match line.get(..4).unwrap_or_default() {
            "EHLO" => "250-sink.example\r\n250 8BITMIME".to_owned(),
            "QUIT" => "221 Bye".to_owned(),
            "DATA" => {
                output.write_all(b"354 Go ahead\r\n").await?;
                let mail = take_mail(&mut lines).await?;
                let refusal = locked(&replies).pop_front();
                refusal.unwrap_or_else(|| {
                    locked(&taken).push(mail);
                    "250 Taken".to_owned()
                })
            }
            _ => "250 Yes".to_owned(),
        };
        output.write_all(format!("{reply}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// Reads up to the lonely dot; a doubled dot at the start of a line was one.
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
