//! Sends what is due: leases a batch, finds out what there is to say by how things stand now, and
//! notes what became of each. A row is worked off by one worker; what reaches the wire twice, after
//! a crash, carries the same Message-ID.

use chrono::TimeDelta;
use entities::columns::NoticeState;
use entities::notice;
use lettre::message::Mailbox;

use super::letter::Verdict;
use super::live::Live;
use crate::domain::notice_state;
use crate::domain::state::State;
use crate::error::{Error, Result};
use crate::mail::{
    Cause, ComposeFault, Letter, Letterhead, SendFault, Transport, compose, message_id,
};
use crate::op::Op;
use crate::store;
use crate::store::notices::{Claim, Finish};
use crate::store::told_sessions;

/// The first pause before another try; each next one is twice as long.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(30);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(2);

/// How mails leave.
#[derive(Clone, Debug)]
pub struct Post {
    pub transport: Transport,
    /// Sender of every mail.
    pub from: Mailbox,
    /// Domain of message ids and calendar ids.
    pub domain: String,
    /// After which a silent worker's notices are taken over.
    pub lease: TimeDelta,
    pub max_attempts: i32,
    /// Names the worker that leases.
    pub owner: String,
}

/// Works off up to `limit` notices that are due, and gives how many it took.
pub async fn send_due(op: &Op, post: &Post, limit: u64) -> Result<usize> {
    let real = op.ground.clock.real();
    if !store::notices::is_any_due(op.reader(), op.now, real).await? {
        return Ok(0);
    }
    let claim = Claim {
        owner: &post.owner,
        now: op.now,
        real,
        until: real + post.lease,
        limit,
    };
    let tx = op.begin().await?;
    let batch = store::notices::claim(&tx, &claim).await?;
    tx.commit().await?;
    if batch.is_empty() {
        return Ok(0);
    }
    let mut live = Live::load(op, &batch).await?;
    for notice in &batch {
        deliver(op, post, &mut live, notice).await?;
    }
    Ok(batch.len())
}

async fn deliver(op: &Op, post: &Post, live: &mut Live, notice: &notice::Model) -> Result<()> {
    let until = op.ground.clock.real() + post.lease;
    let tx = op.begin().await?;
    let is_ours = store::notices::renew(&tx, notice.id, &post.owner, until).await?;
    tx.commit().await?;
    if !is_ours {
        return Ok(());
    }
    if notice.attempts > post.max_attempts {
        return end(op, post, notice, failed("LEASE_LOST")).await;
    }
    match live.verdict(op, notice)? {
        Verdict::Tell { letter, told } => match dispatch(op, post, live, notice, &letter).await {
            Ok(()) => {
                live.note(&told);
                sent(op, post, notice, told).await
            }
            Err(finish) => end(op, post, notice, finish).await,
        },
        Verdict::Superseded => end(op, post, notice, became(NoticeState::Superseded)).await,
        Verdict::Withdrawn => end(op, post, notice, became(NoticeState::Withdrawn)).await,
        Verdict::NoChannel => end(op, post, notice, became(NoticeState::NoChannel)).await,
    }
}

/// Writes the letter and hands it over, or tells how the notice goes on.
async fn dispatch(
    op: &Op,
    post: &Post,
    live: &Live,
    notice: &notice::Model,
    letter: &Letter,
) -> Result<(), Finish> {
    let reply_to = live
        .mailbox_of(notice.centre_id)
        .unwrap_or_else(|| post.from.clone());
    let message = Letterhead::new(post.from.clone(), reply_to, &post.domain)
        .and_then(|head| compose(letter, &head, op.now))
        .map_err(|fault| failed(compose_code(&fault)))?;
    let Err(fault) = post.transport.send(&message).await else {
        return Ok(());
    };
    tracing::warn!(notice = %notice.id, attempt = notice.attempts, %fault, "a mail did not leave");
    let code = failure_code(fault);
    if !fault.is_retryable() || notice.attempts >= post.max_attempts {
        return Err(failed(&code));
    }
    let real = op.ground.clock.real();
    Err(Finish {
        next_attempt_at: Some(real + pause_after(notice.attempts)),
        failure_code: Some(code),
        ..became(NoticeState::Retrying)
    })
}

/// The mail has left: people were told, even if the notice has been withdrawn meanwhile.
async fn sent(
    op: &Op,
    post: &Post,
    notice: &notice::Model,
    told: Vec<entities::told_session::Model>,
) -> Result<()> {
    let finish = Finish {
        sent_at: Some(op.now),
        message_id: Some(message_id(&notice.id.to_string(), &post.domain)),
        ..became(NoticeState::Sent)
    };
    let tx = op.begin().await?;
    store::notices::finish(&tx, notice.id, &post.owner, checked(finish)?).await?;
    let told = told.into_iter().map(Into::into).collect();
    told_sessions::note(&tx, told).await?;
    Ok(tx.commit().await?)
}

async fn end(op: &Op, post: &Post, notice: &notice::Model, finish: Finish) -> Result<()> {
    let tx = op.begin().await?;
    store::notices::finish(&tx, notice.id, &post.owner, checked(finish)?).await?;
    Ok(tx.commit().await?)
}

/// What is being sent may become this.
fn checked(finish: Finish) -> Result<Finish> {
    let next: notice_state::NoticeState = finish.state.as_str().parse().map_err(Error::internal)?;
    notice_state::NoticeState::Sending
        .advance_to(next)
        .map_err(Error::internal)?;
    Ok(finish)
}

fn became(state: NoticeState) -> Finish {
    Finish {
        state,
        sent_at: None,
        message_id: None,
        failure_code: None,
        next_attempt_at: None,
    }
}

fn failed(code: &str) -> Finish {
    Finish {
        failure_code: Some(code.to_owned()),
        ..became(NoticeState::Dead)
    }
}

/// 30 s, 1 min, 2 min and so on.
fn pause_after(attempts: i32) -> TimeDelta {
    let doublings = u32::try_from(attempts - 1).unwrap_or_default().min(20);
    let pause = FIRST_PAUSE.checked_mul(1 << doublings);
    pause.map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE))
}

fn compose_code(fault: &ComposeFault) -> &'static str {
    match fault {
        ComposeFault::Address => "BAD_ADDRESS",
        ComposeFault::Improper(_) => "IMPROPER",
        _ => "NOT_COMPOSED",
    }
}

fn failure_code(fault: SendFault) -> String {
    match fault.cause() {
        Cause::Reply(code) => format!("SMTP_{code}"),
        Cause::Connection => "CONNECTION".to_owned(),
        Cause::Timeout => "TIMEOUT".to_owned(),
        Cause::Tls => "TLS".to_owned(),
        Cause::Protocol => "PROTOCOL".to_owned(),
        Cause::File(_) => "FILE".to_owned(),
        Cause::MessageId => "MESSAGE_ID".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(1, 30)]
    #[case(2, 60)]
    #[case(5, 480)]
    #[case(99, 7200)]
    fn pauses_grow_up_to_two_hours(#[case] attempts: i32, #[case] seconds: i64) {
        assert_eq!(pause_after(attempts), TimeDelta::seconds(seconds));
    }
}
