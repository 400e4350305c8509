//! How many a municipality can expect, before it may know of anybody: counts in which small cells
//! are not shown.

use chrono::{Datelike, NaiveDate};

use super::incoming::check_days;
use super::lookup;
use crate::domain::policy::{Action, Scopes};
use crate::domain::suppression::{HalfYear, expected_arrivals};
use crate::error::Result;
use crate::op::Op;
use crate::store;

/// The half-years asked for, widened to whole ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct Range {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// Expected arrivals per month and half-year: people who would rather move there, of whom nothing
/// has been decided, by the month in which they are expected to leave. Always whole half-years,
/// since two questions with different ends could be subtracted.
///
/// # Errors
/// FORBIDDEN for another municipality; VALIDATION for more than 400 days.
pub async fn arrivals(op: &Op, municipality_code: &str, range: Range) -> Result<Vec<HalfYear>> {
    let db = op.reader();
    let municipality = lookup::municipality_by_code(op, db, municipality_code).await?;
    let scopes = Scopes::municipality(municipality.id);
    op.demand(Action::ReadExpected, &scopes)?;
    if let (Some(from), Some(until)) = (range.from, range.until) {
        check_days(("from", from), ("until", until))?;
    }
    let centres = store::partnerships::centres_of_municipality(db, municipality.id).await?;
    let months = store::participants::expected(db, municipality.id, &centres).await?;
    let mut half_years = expected_arrivals(&months);
    half_years.retain(|half_year| {
        let begins = range
            .from
            .is_none_or(|from| half_year_of(half_year.starts_on) >= half_year_of(from));
        let ends = range.until.is_none_or(|until| half_year.starts_on < until);
        begins && ends
    });
    Ok(half_years)
}

fn half_year_of(day: NaiveDate) -> (i32, bool) {
    (day.year(), day.month() > 6)
}
