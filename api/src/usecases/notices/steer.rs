//! A person steps in: sends what was given up, holds back what waits.

use async_graphql::InputObject;
use entities::columns::NoticeState;
use entities::id::NoticeId;
use entities::notice;
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};

use crate::domain::notice_state;
use crate::domain::policy::{Action, Permitted};
use crate::domain::state::State;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::lookup;
use crate::vocabulary::IdOf;

/// A notice that was given up, or had no address.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResendNoticeInput {
    pub notice_id: IdOf<NoticeId>,
}

/// A notice that waits.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HoldNoticeInput {
    pub notice_id: IdOf<NoticeId>,
    /// True keeps it back, false lets it go again.
    pub hold: bool,
}

/// Queues a notice anew, with all its tries; what it says is found when it is sent.
///
/// # Errors
/// ILLEGAL_TRANSITION unless it is DEAD or NO_CHANNEL.
pub async fn resend(op: &Op, input: ResendNoticeInput) -> Result<notice::Model> {
    let tx = op.begin().await?;
    let id = input.notice_id.0;
    let notice = lookup::notice(op, &tx, id, Action::SteerNotices).await?;
    let from = [NoticeState::Dead, NoticeState::NoChannel];
    demand_step(&notice, &from, NoticeState::Queued)?;
    let change = notice::ActiveModel {
        state: Set(NoticeState::Queued),
        send_after_at: Set(op.now),
        attempts: Set(0),
        next_attempt_at: Set(None),
        failure_code: Set(None),
        ..Default::default()
    };
    let row = change_to(op, &tx, &notice, change, "NOTICE_RESENT").await?;
    tx.commit().await?;
    op.ground.work.notify_one();
    Ok(row)
}

/// Keeps a notice back, or lets it go.
///
/// # Errors
/// ILLEGAL_TRANSITION unless it is QUEUED, or HELD when it is let go.
pub async fn hold(op: &Op, input: HoldNoticeInput) -> Result<notice::Model> {
    let tx = op.begin().await?;
    let id = input.notice_id.0;
    let notice = lookup::notice(op, &tx, id, Action::SteerNotices).await?;
    let (from, to, kind) = if input.hold {
        (NoticeState::Queued, NoticeState::Held, "NOTICE_HELD")
    } else {
        (NoticeState::Held, NoticeState::Queued, "NOTICE_RELEASED")
    };
    demand_step(&notice, &[from], to)?;
    let change = notice::ActiveModel {
        state: Set(to),
        ..Default::default()
    };
    let row = change_to(op, &tx, &notice, change, kind).await?;
    tx.commit().await?;
    op.ground.work.notify_one();
    Ok(row)
}

/// The state machine allows the step, and it is this operation that may take it.
fn demand_step(notice: &notice::Model, from: &[NoticeState], to: NoticeState) -> Result<()> {
    let state: notice_state::NoticeState =
        notice.state.as_str().parse().map_err(Error::internal)?;
    let next: notice_state::NoticeState = to.as_str().parse().map_err(Error::internal)?;
    if from.contains(&notice.state) && state.may_become(next) {
        Ok(())
    } else {
        Err(Error::illegal_transition(state, state.allowed()))
    }
}

async fn change_to(
    op: &Op,
    tx: &impl ConnectionTrait,
    notice: &Permitted<notice::Model>,
    change: notice::ActiveModel,
    kind: &'static str,
) -> Result<notice::Model> {
    let id = notice.id;
    let is_changed = store::notices::update(tx, id, notice.version, change).await?;
    let row = store::notices::by_id(tx, id)
        .await?
        .ok_or_else(Error::not_found)?;
    if !is_changed {
        return Err(Error::stale(row.version));
    }
    facts::append(op, tx, Fact::new(kind, "notice", id)).await?;
    Ok(row)
}
