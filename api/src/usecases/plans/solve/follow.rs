//! What a worker does while the engine thinks: tells how far it is, and keeps the lease.

use std::time::Duration;

use entities::plan::ActiveModel;
use sea_orm::Set;
use tokio::sync::watch;

use super::Worker;
use super::think::Told;
use crate::engine::Thinking;
use crate::error::Result;
use crate::store;

/// Progress is written at most this often.
const REPORT_EVERY: Duration = Duration::from_millis(250);
/// A lease is renewed so often while it lasts, whether or not there is news.
const RENEWALS: i32 = 4;

impl Worker<'_> {
    /// The answer, once it is there; `None` when the plan is no longer ours, or was put back.
    pub(super) async fn follow<T>(
        &self,
        mut thinking: Thinking<T>,
        mut news: watch::Receiver<Option<Told>>,
    ) -> Result<Option<T>> {
        let mut ticks = tokio::time::interval(REPORT_EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut renewed = self.op.ground.clock.real();
        loop {
            tokio::select! {
                answer = &mut thinking => {
                    let answer = answer?;
                    return Ok((!thinking.is_stopped()).then_some(answer));
                }
                () = self.solver.ended.cancelled(), if !thinking.is_stopped() => {
                    thinking.stop();
                    self.put_back().await?;
                }
                _ = ticks.tick(), if !thinking.is_stopped() => {
                    let has_news = news.has_changed().unwrap_or(false);
                    let now = self.op.ground.clock.real();
                    if has_news || now - renewed >= self.solver.lease / RENEWALS {
                        renewed = now;
                        let progress = news.borrow_and_update().clone();
                        if !self.report(progress).await? {
                            thinking.stop();
                        }
                    }
                }
            }
        }
    }

    /// Writes progress and renews the lease; false when the plan is no longer ours.
    async fn report(&self, progress: Option<Told>) -> Result<bool> {
        let lease = self.op.ground.clock.real() + self.solver.lease;
        let mut change = ActiveModel {
            lease_until_at: Set(Some(lease)),
            ..Default::default()
        };
        if let Some(progress) = progress {
            change.phase = Set(Some(progress.phase));
            change.progress_step = Set(i64::try_from(progress.step).unwrap_or(i64::MAX));
            let unassigned = i32::try_from(progress.unassigned).unwrap_or(i32::MAX);
            change.progress_unassigned = Set(Some(unassigned));
            change.progress_score = Set(Some(progress.soft));
        }
        let tx = self.op.begin().await?;
        let is_ours = store::plans::update(&tx, self.plan.id, self.held(), change).await?;
        tx.commit().await?;
        self.op.ground.moved.notify_waiters();
        Ok(is_ours)
    }
}
