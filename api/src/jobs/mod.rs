//! The worker: a transport like GraphQL that knocks with the clock. Each job is a use case that may
//! be called again at any time; here it is decided when, and what happens when one fails.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::error::{Error, Result};
use crate::i18n::Language;
use crate::op::{Ground, Op};
use crate::usecases::notices::Post;
use crate::usecases::plans::Solver;
use crate::usecases::{cohorts, handoffs, installation, notices, plans, timetable};

/// Notices of one turn: few enough that a worker told to stop is soon done.
const NOTICES_A_TURN: u64 = 20;

/// More turns than any honest queue needs; a job that always finds more to do is broken.
const MOST_TURNS: usize = 100_000;

/// What is worked off, in this order: what is told last tells of all that was done before.
const JOBS: &[Job] = &[
    Job::Clock,
    Job::Handoffs,
    Job::Cohorts,
    Job::Sessions,
    Job::Notices,
];

/// What only the calendar brings needs no look more often, by domain time.
const BETWEEN_LOOKS_AT_THE_CALENDAR: TimeDelta = TimeDelta::minutes(1);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    /// Follows the clock that the database keeps.
    Clock,
    /// Solves the plan that has waited longest. Beside the others: the engine may think for minutes,
    /// and meanwhile people are told things.
    Plans,
    /// Looks for ways out of what a plan could not place; beside the others, and resting while there
    /// is a plan to solve.
    WaysOut,
    /// Does what the takeover day brings.
    Handoffs,
    /// Begins and ends courses.
    Cohorts,
    /// Notes which sessions have been held.
    Sessions,
    /// Sends what is due.
    Notices,
}

impl Job {
    fn is_of_the_calendar(self) -> bool {
        matches!(self, Self::Handoffs | Self::Cohorts | Self::Sessions)
    }
}

/// Works off what is due.
#[derive(Clone, Debug)]
pub struct Worker {
    ground: Arc<Ground>,
    post: Post,
    solver: Solver,
    /// Between looks at the queues when nobody knocks.
    poll: Duration,
}

impl Worker {
    #[must_use]
    pub fn new(ground: Arc<Ground>, post: Post, solver: Solver, poll: Duration) -> Self {
        Self {
            ground,
            post,
            solver,
            poll,
        }
    }

    /// Works until told to end; what is under way then is finished, but for a plan, which goes back
    /// into the queue. A job that fails is told in the log and comes round again.
    pub async fn run(self) {
        let ended = self.solver.ended.clone();
        let (plans, searches) = (Notify::new(), Notify::new());
        let doors = [&plans, &searches];
        tokio::join!(
            self.go_round(&ended, &doors),
            self.keep_at(Job::Plans, &ended, (&plans, Some(&searches))),
            self.keep_at(Job::WaysOut, &ended, (&searches, None)),
        );
    }

    /// All jobs but those for the engine. A knock at the door is passed on to them.
    async fn go_round(&self, ended: &CancellationToken, doors: &[&Notify]) {
        let mut looked_at: Option<DateTime<Utc>> = None;
        while !ended.is_cancelled() {
            let mut n_done = 0;
            let now = self.ground.clock.now();
            let is_time = looked_at
                .is_none_or(|looked_at| (now - looked_at).abs() >= BETWEEN_LOOKS_AT_THE_CALENDAR);
            if is_time {
                looked_at = Some(now);
            }
            for job in JOBS
                .iter()
                .filter(|job| is_time || !job.is_of_the_calendar())
            {
                n_done += self.attempt_or_log(*job).await;
            }
            if n_done == 0 {
                self.wait(ended, &self.ground.work).await;
                for door in doors {
                    door.notify_one();
                }
            }
        }
    }

    /// One job for the engine, again and again; what it has done may be work for the next door.
    async fn keep_at(
        &self,
        job: Job,
        ended: &CancellationToken,
        (own, next): (&Notify, Option<&Notify>),
    ) {
        while !ended.is_cancelled() {
            if self.attempt_or_log(job).await == 0 {
                self.wait(ended, own).await;
            } else if let Some(next) = next {
                next.notify_one();
            }
        }
    }

    /// Works off everything that is due now, by the clock as it stands in this process.
    ///
    /// # Errors
    /// The first job that fails.
    pub async fn drain(&self) -> Result<()> {
        for _ in 0..MOST_TURNS {
            let mut n_done = 0;
            let without_clock = JOBS.iter().filter(|job| **job != Job::Clock);
            for job in without_clock.chain(&[Job::Plans, Job::WaysOut]) {
                n_done += self.attempt(*job).await?;
            }
            if n_done == 0 {
                return Ok(());
            }
        }
        Err(Error::internal("a job always finds more to do"))
    }

    async fn wait(&self, ended: &CancellationToken, knock: &Notify) {
        tokio::select! {
            () = ended.cancelled() => {}
            () = knock.notified() => {}
            () = tokio::time::sleep(self.poll) => {}
        }
    }

    async fn attempt_or_log(&self, job: Job) -> usize {
        self.attempt(job).await.unwrap_or_else(|fault| {
            tracing::error!(?job, ?fault, "a job failed");
            0
        })
    }

    /// A panic in one job is that job's failure, and not the worker's end.
    async fn attempt(&self, job: Job) -> Result<usize> {
        let turn = AssertUnwindSafe(self.perform(job)).catch_unwind();
        turn.await
            .unwrap_or_else(|_| Err(Error::internal(format!("{job:?} panicked"))))
    }

    /// One turn at a job: gives how much it did.
    async fn perform(&self, job: Job) -> Result<usize> {
        let op = Op::of_machine(&self.ground, Language::En);
        match job {
            Job::Clock => installation::follow_clock(&self.ground).await.map(|()| 0),
            Job::Plans => {
                let solved = plans::take_and_solve(&op, &self.solver).await?;
                Ok(usize::from(solved.is_some()))
            }
            Job::WaysOut => {
                let found = plans::take_and_search(&op, &self.solver).await?;
                Ok(usize::from(found.is_some()))
            }
            Job::Handoffs => {
                let closed = handoffs::close_due(&op).await?;
                Ok(closed.handoffs + closed.left)
            }
            Job::Cohorts => {
                let advanced = cohorts::advance(&op).await?;
                let n = advanced.n_begun + advanced.n_completed;
                Ok(usize::try_from(n).unwrap_or(usize::MAX))
            }
            Job::Sessions => {
                let n = timetable::advance(&op).await?;
                Ok(usize::try_from(n).unwrap_or(usize::MAX))
            }
            Job::Notices => notices::send_due(&op, &self.post, NOTICES_A_TURN).await,
        }
    }
}
