//! The time grid: slots numbered from midnight of the horizon's first date.

use super::bits::{Bits, Slots};
use crate::calendar::{Date, MINUTES_PER_DAY, Moment, Span};
use crate::problem::{Horizon, Opening};

/// Minutes are counted from midnight of the first date, slots likewise.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub(crate) first_date: Date,
    pub(crate) days: u32,
    pub(crate) minutes: u32,
    pub(crate) per_day: u32,
    pub(crate) slots: u32,
    origin: i64,
}

impl Grid {
    pub(crate) fn new(horizon: &Horizon) -> Self {
        let minutes = u32::from(horizon.grid_minutes);
        let per_day = u32::from(MINUTES_PER_DAY) / minutes;
        let days = u32::from(horizon.days);
        let origin = horizon.first_date.at(0).minutes();
        let first_date = horizon.first_date;
        Self {
            first_date,
            days,
            minutes,
            per_day,
            slots: days * per_day,
            origin,
        }
    }

    /// Minutes of a moment since the grid's origin.
    pub(crate) fn minute(&self, moment: Moment) -> i64 {
        moment.minutes() - self.origin
    }

    pub(crate) fn moment(&self, slot: u32) -> Moment {
        Moment::from_minutes(self.origin + i64::from(slot) * i64::from(self.minutes))
    }

    /// The slot that begins at a moment, when the moment lies on the grid and in the horizon.
    pub(crate) fn slot(&self, moment: Moment) -> Option<u32> {
        let minute = self.minute(moment);
        let grid = i64::from(self.minutes);
        let slot = u32::try_from(minute.div_euclid(grid)).ok()?;
        (minute % grid == 0 && slot < self.slots).then_some(slot)
    }

    /// The index of a date, when it lies in the horizon.
    pub(crate) fn day(&self, date: Date) -> Option<u32> {
        let day = u32::try_from(date.days() - self.first_date.days()).ok()?;
        (day < self.days).then_some(day)
    }

    pub(crate) const fn day_of(&self, slot: u32) -> u32 {
        slot / self.per_day
    }

    pub(crate) fn date_of(&self, slot: u32) -> Date {
        let day = i32::try_from(self.day_of(slot)).unwrap_or(i32::MAX);
        self.first_date.plus_days(day)
    }

    /// Every slot that a span of minutes touches, cut to the horizon.
    pub(crate) fn touched(&self, from: i64, until: i64) -> Slots {
        let grid = i64::from(self.minutes);
        let last = i64::from(self.slots);
        let cut = |slot: i64| u32::try_from(slot.clamp(0, last)).unwrap_or(0);
        let from = cut(from.div_euclid(grid));
        Slots {
            from,
            until: cut((until + grid - 1).div_euclid(grid)).max(from),
        }
    }

    /// How many slots before a start and from it on minutes before and after it touch.
    pub(crate) fn reach(&self, before: i64, after: i64) -> (u32, u32) {
        let grid = i64::from(self.minutes);
        let up = |minutes: i64| u32::try_from((minutes + grid - 1) / grid).unwrap_or(0);
        (up(before), up(after))
    }

    pub(crate) fn span(&self, span: &Span) -> Slots {
        self.touched(self.minute(span.from), self.minute(span.until))
    }

    /// The slots in which something is closed: those not wholly covered by its openings. Without
    /// openings nothing is.
    pub(crate) fn closed(&self, openings: &[Opening]) -> Bits {
        if openings.is_empty() {
            return Bits::new(self.slots);
        }
        let mut spans = Vec::new();
        for opening in openings {
            match opening {
                Opening::Once(span) => {
                    spans.push((self.minute(span.from), self.minute(span.until)));
                }
                Opening::Weekly {
                    weekday,
                    from,
                    until,
                } => {
                    for day in 0..self.days {
                        if self.date_of(day * self.per_day).weekday() == *weekday {
                            let midnight = i64::from(day) * i64::from(MINUTES_PER_DAY);
                            spans.push((midnight + i64::from(*from), midnight + i64::from(*until)));
                        }
                    }
                }
            }
        }
        self.outside(spans)
    }

    /// The slots that are not wholly covered by the union of spans of minutes.
    pub(crate) fn outside(&self, mut spans: Vec<(i64, i64)>) -> Bits {
        let mut closed = Bits::new(self.slots);
        closed.set(Slots {
            from: 0,
            until: self.slots,
        });
        spans.sort_unstable();
        let mut merged: Option<(i64, i64)> = None;
        let mut open = |(from, until): (i64, i64)| {
            let grid = i64::from(self.minutes);
            // Inwards: from the first slot that begins inside to the last that ends inside.
            let inner = self.touched(
                (from + grid - 1).div_euclid(grid) * grid,
                until.div_euclid(grid) * grid,
            );
            closed.clear(inner);
        };
        for (from, until) in spans {
            merged = match merged {
                Some((start, end)) if from <= end => Some((start, end.max(until))),
                Some(done) => {
                    open(done);
                    Some((from, until))
                }
                None => Some((from, until)),
            };
        }
        if let Some(done) = merged {
            open(done);
        }
        closed
    }
}
