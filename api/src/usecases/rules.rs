//! What keys, names and addresses must look like, whichever input they stand in.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use entities::id::MunicipalityId;
use sea_orm::ConnectionTrait;

use crate::domain::free_text;
use crate::domain::money::{Money, MoneyError};
use crate::error::{Fault, Faults, Result};
use crate::store;
use crate::vocabulary::WeekSpanInput;

/// A key is chosen once and never changes: 1 to 60 of `a-z`, `0-9` and `-`.
pub(super) fn key(faults: &mut Faults, path: &str, key: &str) {
    let is_key = !key.is_empty()
        && key.len() <= 60
        && key
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !key.starts_with('-')
        && !key.ends_with('-');
    faults.demand(is_key, path, "BAD_KEY");
}

/// A text that somebody reads: not blank, at most `most` characters.
pub(super) fn text(faults: &mut Faults, path: &str, text: &str, most: usize) {
    if text.trim().is_empty() {
        faults.add(Fault::new(path, "REQUIRED"));
    } else if text.chars().count() > most {
        faults.add(Fault::new(path, "TOO_LONG").with("most", most));
    }
    faults.demand(free_text::is_clean(text), path, "BAD_TEXT");
}

pub(super) fn optional_text(faults: &mut Faults, path: &str, given: Option<&str>, most: usize) {
    if let Some(given) = given {
        text(faults, path, given, most);
    }
}

pub(super) fn email(faults: &mut Faults, path: &str, given: Option<&str>) {
    if let Some(given) = given {
        faults.demand(given.parse::<lettre::Address>().is_ok(), path, "BAD_EMAIL");
    }
}

/// An amount of money: at most `most`.
pub(super) fn amount(faults: &mut Faults, path: &str, amount: Money, most: Money) {
    if amount > most {
        let code = MoneyError::TooLarge.code();
        faults.add(Fault::new(path, code).with("most", most.to_danish()));
    }
}

pub(super) fn zone(faults: &mut Faults, path: &str, zone: &str) {
    faults.demand(zone.parse::<Tz>().is_ok(), path, "BAD_ZONE");
}

pub(super) fn within(faults: &mut Faults, path: &str, number: i64, least: i64, most: i64) {
    if number < least || number > most {
        let fault = Fault::new(path, "OUT_OF_RANGE")
            .with("least", least)
            .with("most", most);
        faults.add(fault);
    }
}

/// Spans of the week: real weekdays, each beginning before it ends.
pub(super) fn week_spans(faults: &mut Faults, path: &str, spans: &[WeekSpanInput]) {
    for (i, span) in spans.iter().enumerate() {
        within(
            faults,
            &format!("{path}.{i}.weekday"),
            span.weekday.into(),
            1,
            7,
        );
        faults.demand(
            span.from < span.until,
            &format!("{path}.{i}.until"),
            "EMPTY_INTERVAL",
        );
    }
}

/// A BCP 47 language tag in its short form: `ar`, `ti`, `prs`, `pt-BR`.
pub(super) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_language = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    });
    is_language
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

pub(super) fn language(faults: &mut Faults, path: &str, tag: &str) {
    faults.demand(is_language_tag(tag), path, "BAD_LANGUAGE_TAG");
}

pub(super) fn languages(faults: &mut Faults, path: &str, tags: &[String]) {
    for (i, tag) in tags.iter().enumerate() {
        language(faults, &format!("{path}.{i}"), tag);
    }
}

/// Words of a controlled list, such as skills and sectors: slugs.
pub(super) fn slugs(faults: &mut Faults, path: &str, slugs: &[String]) {
    for (i, slug) in slugs.iter().enumerate() {
        key(faults, &format!("{path}.{i}"), slug);
    }
}

/// A CVR number in form: eight digits. The check digit is left to the register, which alone knows
/// which numbers exist.
pub(super) fn cvr(faults: &mut Faults, path: &str, given: Option<&str>) {
    let is_cvr = |cvr: &str| cvr.len() == 8 && cvr.bytes().all(|byte| byte.is_ascii_digit());
    faults.demand(given.is_none_or(is_cvr), path, "BAD_CVR");
}

pub(super) fn birth_date(faults: &mut Faults, path: &str, born: NaiveDate, today: NaiveDate) {
    faults.demand(born <= today, path, "FUTURE_DATE");
    let oldest = today - chrono::Days::new(130 * 366);
    faults.demand(born > oldest, path, "TOO_LONG_AGO");
}

pub(super) fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The municipality with a code, when one is given.
pub(super) async fn known_municipality(
    db: &impl ConnectionTrait,
    faults: &mut Faults,
    path: &str,
    code: Option<&str>,
) -> Result<Option<MunicipalityId>> {
    let Some(code) = code else { return Ok(None) };
    let found = store::municipalities::by_code(db, code).await?;
    faults.demand(found.is_some(), path, "UNKNOWN_MUNICIPALITY");
    Ok(found.map(|row| row.id))
}
