//! The only places that know what time it is, and where new ids come from.
//!
//! Two clocks: **domain time** decides deadlines, states and what is past (the demo may move it);
//! **real time** rules leases, back-off, time-outs and the expiry of tokens, and nobody moves it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use uuid::Uuid;

/// Domain time and real time. Cheap to clone; all clones move together.
#[derive(Clone, Debug)]
pub struct Clock {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// Microseconds added to real time to get domain time.
    offset: AtomicI64,
    /// Real time held still at this microsecond since the epoch, or `RUNNING`.
    still: AtomicI64,
}

const RUNNING: i64 = i64::MIN;

impl Clock {
    /// The machine's clock, with domain time equal to real time.
    #[must_use]
    pub fn system() -> Self {
        Self::new(RUNNING)
    }

    /// A clock that stands still at `at` until it is moved: for tests.
    #[must_use]
    pub fn still(at: DateTime<Utc>) -> Self {
        Self::new(at.timestamp_micros())
    }

    fn new(still: i64) -> Self {
        let inner = Inner {
            offset: AtomicI64::new(0),
            still: AtomicI64::new(still),
        };
        Self {
            inner: Arc::new(inner),
        }
    }

    /// Domain time, truncated to microseconds: no database keeps more, and equality must not
    /// differ between them.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.real() + self.offset()
    }

    /// Real time, truncated to microseconds.
    #[must_use]
    pub fn real(&self) -> DateTime<Utc> {
        match self.inner.still.load(Ordering::SeqCst) {
            RUNNING => machine_time(),
            micros => DateTime::from_timestamp_micros(micros).unwrap_or_default(),
        }
    }

    /// How far domain time is ahead of real time (negative: behind).
    #[must_use]
    pub fn offset(&self) -> TimeDelta {
        TimeDelta::microseconds(self.inner.offset.load(Ordering::SeqCst))
    }

    /// Moves domain time so that it is `offset` away from real time.
    pub fn set_offset(&self, offset: TimeDelta) {
        let micros = offset.num_microseconds().unwrap_or_default();
        self.inner.offset.store(micros, Ordering::SeqCst);
    }

    /// Moves domain time to `at`; it goes on from there.
    pub fn move_to(&self, at: DateTime<Utc>) {
        self.set_offset(at - self.real());
    }

    /// Lets real time pass on a clock that stands still; no effect on a running one.
    pub fn pass(&self, time: TimeDelta) {
        let micros = self.inner.still.load(Ordering::SeqCst);
        if micros != RUNNING {
            let passed = time.num_microseconds().unwrap_or_default();
            self.inner.still.store(micros + passed, Ordering::SeqCst);
        }
    }

    /// A new UUIDv7, ordered by real time within this process.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        machine_id()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the clock is the one reader of the machine's time"
)]
fn machine_time() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the clock is the one source of ids"
)]
fn machine_id() -> Uuid {
    Uuid::now_v7()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domain_time_moves_and_real_time_does_not() {
        let start = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let clock = Clock::still(start);
        clock.move_to(start - TimeDelta::days(2000));
        assert_eq!(clock.real(), start);
        assert_eq!(clock.now(), start - TimeDelta::days(2000));
        clock.pass(TimeDelta::minutes(5));
        assert_eq!(
            clock.now(),
            start - TimeDelta::days(2000) + TimeDelta::minutes(5)
        );
    }

    #[test]
    fn instants_keep_no_more_than_microseconds() {
        assert_eq!(Clock::system().now().timestamp_subsec_nanos() % 1000, 0);
    }
}
