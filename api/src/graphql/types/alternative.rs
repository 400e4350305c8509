//! Where a session could be instead.

use async_graphql::SimpleObject;
use chrono::{DateTime, NaiveDateTime, Utc};
use entities::id::ResourceId;

use super::count;
use super::plan::RuleScore;
use crate::usecases::timetable::{Alternative, AlternativeSwap};
use crate::vocabulary::{BookingRoleName, IdOf};

/// A place that a session could have without breaking a hard rule.
#[derive(SimpleObject)]
pub struct SessionAlternative {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// By the centre's own clock, as `moveSession` takes it.
    pub starts_at_local: NaiveDateTime,
    /// How many minutes later than now it begins; negative: earlier, 0: at the same time.
    pub minutes_later: i64,
    /// Who and what is booked otherwise than now; empty: only the time differs.
    pub swaps: Vec<SessionAlternativeSwap>,
    /// What the whole timetable then costs more than now, in the unit of the weights (by default
    /// øre); negative: less.
    pub cost: i64,
    /// The same by soft rule; rules that do not change are left out.
    pub score: Vec<RuleScore>,
    /// How many participants, staff and interpreters it concerns: all who come now, or would.
    pub n_persons: i32,
    /// How many sessions change: this one; the others stay as they are.
    pub n_sessions: i32,
}

/// Who or what is booked in whose place. `fromId`, `toId` and `language` make a swap of
/// `moveSession`.
#[derive(SimpleObject)]
pub struct SessionAlternativeSwap {
    pub role: BookingRoleName,
    /// The language that an interpreter is booked for, as a BCP 47 tag.
    pub language: Option<String>,
    /// What is booked no more; null: nothing makes place.
    pub from_id: Option<IdOf<ResourceId>>,
    /// Its key among those of its kind at the centre.
    pub from_key: Option<String>,
    /// What is booked instead; null: nothing is.
    pub to_id: Option<IdOf<ResourceId>>,
    /// Its key among those of its kind at the centre.
    pub to_key: Option<String>,
}

impl From<Alternative> for SessionAlternative {
    fn from(found: Alternative) -> Self {
        let score = found.rules.into_iter().map(|(rule, score)| RuleScore {
            rule,
            units: score.units,
            cost: score.cost,
        });
        Self {
            starts_at: found.starts_at,
            ends_at: found.ends_at,
            starts_at_local: found.starts_at_local,
            minutes_later: found.minutes_later,
            swaps: found.swaps.into_iter().map(Into::into).collect(),
            cost: found.cost,
            score: score.collect(),
            n_persons: count(found.n_persons),
            n_sessions: count(found.n_sessions),
        }
    }
}

impl From<AlternativeSwap> for SessionAlternativeSwap {
    fn from(swap: AlternativeSwap) -> Self {
        let (from_id, from_key) = swap.from.unzip();
        let (to_id, to_key) = swap.to.unzip();
        Self {
            role: swap.role.into(),
            language: swap.language,
            from_id: from_id.map(IdOf),
            from_key,
            to_id: to_id.map(IdOf),
            to_key,
        }
    }
}
