//! From cells to values, gathering every fault of a row on the way.

use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::{CellFault, Code, LanguageSkill, Level, NoticeLanguage};
use crate::domain::free_text;
use crate::domain::language_tag;
use crate::domain::wall_clock::is_in_reach;

/// Nobody older than this is enrolled; an earlier year is a slip of the finger.
const EARLIEST_BIRTH_YEAR: i32 = 1900;
const MAX_LIST: usize = 20;
const MAX_SLUG: usize = 64;

/// The cells of one row by the name of their column.
pub(super) struct Cells<'a> {
    line: u64,
    header: &'a [&'static str],
    values: &'a [String],
    faults: Vec<CellFault>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(line: u64, header: &'a [&'static str], cells: &'a [String]) -> Self {
        Self {
            line,
            header,
            values: cells,
            faults: Vec::new(),
        }
    }

    pub(super) fn into_faults(self) -> Vec<CellFault> {
        self.faults
    }

    pub(super) fn required_text(&mut self, column: &str, limit: usize) -> Option<String> {
        if self.get(column).is_none() {
            self.fault::<()>(column, Code::Missing, "");
        }
        self.text(column, limit)
    }

    pub(super) fn text(&mut self, column: &str, limit: usize) -> Option<String> {
        let text = self.get(column)?;
        self.checked(column, text, limit).map(str::to_owned)
    }

    /// Texts between bars.
    pub(super) fn texts(&mut self, column: &str, limit: usize) -> Vec<String> {
        let items = self.list(column);
        let texts = items
            .into_iter()
            .filter_map(|item| self.checked(column, item, limit));
        texts.map(str::to_owned).collect()
    }

    pub(super) fn slug(&mut self, column: &str) -> Option<String> {
        let text = self.get(column)?;
        self.checked_slug(column, text)
    }

    /// Slugs between bars.
    pub(super) fn slugs(&mut self, column: &str) -> Vec<String> {
        let items = self.list(column);
        items
            .into_iter()
            .filter_map(|item| self.checked_slug(column, item))
            .collect()
    }

    pub(super) fn birth_date(&mut self, column: &str, today: NaiveDate) -> Option<NaiveDate> {
        let Some(text) = self.get(column) else {
            return self.fault(column, Code::Missing, "");
        };
        match NaiveDate::from_str(text) {
            Ok(date) if date > today => self.fault(column, Code::FutureDate, &today.to_string()),
            Ok(date) if date.year() >= EARLIEST_BIRTH_YEAR && text.len() == 10 => Some(date),
            _ => self.fault(column, Code::BadDate, "YYYY-MM-DD"),
        }
    }

    pub(super) fn month(&mut self, column: &str) -> Option<NaiveDate> {
        let text = self.get(column)?;
        match NaiveDate::from_str(&format!("{text}-01")) {
            Ok(date) if text.len() == 7 && is_in_reach(date) => Some(date),
            _ => self.fault(column, Code::BadDate, "YYYY-MM"),
        }
    }

    /// `ar:native|en:basic`, each language once.
    pub(super) fn languages(&mut self, column: &str) -> Option<Vec<LanguageSkill>> {
        let items = self.list(column);
        if items.is_empty() {
            return self.fault(column, Code::Missing, "");
        }
        let n_faults = self.faults.len();
        let mut languages: Vec<LanguageSkill> = Vec::new();
        for item in items {
            let (tag, level) = item.split_once(':').unwrap_or((item, ""));
            let level = level_of(level.trim())
                .or_else(|| self.fault(column, Code::BadLevel, "native|fluent|good|basic"));
            let tag = language_tag::canonical(tag.trim())
                .or_else(|| self.fault(column, Code::BadLanguageTag, ""));
            let (Some(tag), Some(level)) = (tag, level) else {
                continue;
            };
            if languages.iter().any(|known| known.tag == tag) {
                self.fault::<()>(column, Code::Repeated, &tag);
            }
            languages.push(LanguageSkill { tag, level });
        }
        (self.faults.len() == n_faults).then_some(languages)
    }

    pub(super) fn interpreter_language(
        &mut self,
        column: &str,
        spoken: &[LanguageSkill],
    ) -> Option<String> {
        let text = self.get(column)?;
        let Some(tag) = language_tag::canonical(text) else {
            return self.fault(column, Code::BadLanguageTag, "");
        };
        // When the languages themselves are at fault, they say nothing about this one.
        if !spoken.is_empty() && spoken.iter().all(|language| language.tag != tag) {
            return self.fault(column, Code::LanguageNotSpoken, &tag);
        }
        Some(tag)
    }

    pub(super) fn municipality(&mut self, column: &str) -> Option<String> {
        let text = self.get(column)?;
        if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
            return Some(text.to_owned());
        }
        self.fault(column, Code::BadCode, "0000-9999")
    }

    /// English unless the cell says Danish.
    pub(super) fn notice_language(&mut self, column: &str) -> NoticeLanguage {
        match self.get(column) {
            Some("da") => NoticeLanguage::Da,
            None | Some("en") => NoticeLanguage::En,
            Some(_) => {
                self.fault::<()>(column, Code::BadCode, "da|en");
                NoticeLanguage::En
            }
        }
    }

    pub(super) fn phone(&mut self, column: &str) -> Option<String> {
        let text = self.get(column)?;
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let other = text
            .chars()
            .all(|c| c.is_ascii_digit() || " +-()".contains(c));
        if other && (5..=15).contains(&digits) && text.len() <= 30 {
            return Some(text.to_owned());
        }
        self.fault(column, Code::BadPhone, "")
    }

    pub(super) fn email(&mut self, column: &str) -> Option<String> {
        let text = self.get(column)?;
        let sound = text.split_once('@').is_some_and(|(local, domain)| {
            let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@<>,;\"".contains(c);
            !local.is_empty()
                && free_text::is_clean(text)
                && text.len() <= 254
                && local.chars().all(plain)
                && domain.chars().all(plain)
                && domain.contains('.')
                && domain.split('.').all(|label| !label.is_empty())
        });
        if sound {
            Some(text.to_owned())
        } else {
            self.fault(column, Code::BadEmail, "")
        }
    }

    /// The trimmed cell, none when it is empty or the file has no such column.
    fn get(&self, column: &str) -> Option<&'a str> {
        let at = self.header.iter().position(|name| *name == column)?;
        let values = self.values;
        values
            .get(at)
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }

    fn list(&mut self, column: &str) -> Vec<&'a str> {
        let items: Vec<&str> = self
            .get(column)
            .map(|text| {
                text.split('|')
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .collect()
            })
            .unwrap_or_default();
        if items.len() > MAX_LIST {
            self.fault::<()>(column, Code::TooMany, &MAX_LIST.to_string());
        }
        items
    }

    fn checked(&mut self, column: &str, text: &'a str, limit: usize) -> Option<&'a str> {
        if !free_text::is_clean(text) {
            return self.fault(column, Code::BadText, "");
        }
        if text.chars().count() > limit {
            return self.fault(column, Code::TooLong, &limit.to_string());
        }
        Some(text)
    }

    fn checked_slug(&mut self, column: &str, text: &str) -> Option<String> {
        if text.len() > MAX_SLUG {
            return self.fault(column, Code::TooLong, &MAX_SLUG.to_string());
        }
        let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if text
            .split('-')
            .all(|word| !word.is_empty() && word.chars().all(letter))
        {
            return Some(text.to_owned());
        }
        self.fault(column, Code::BadCode, "a-z 0-9 -")
    }

    fn fault<T>(&mut self, column: &str, code: Code, detail: &str) -> Option<T> {
        let column = Some(column.to_owned());
        self.faults.push(CellFault {
            line: self.line,
            column,
            code,
            detail: detail.to_owned(),
        });
        None
    }
}

fn level_of(text: &str) -> Option<Level> {
    match text {
        "native" => Some(Level::Native),
        "fluent" => Some(Level::Fluent),
        "good" => Some(Level::Good),
        "basic" => Some(Level::Basic),
        _ => None,
    }
}
