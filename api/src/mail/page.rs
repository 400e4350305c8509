//! What a letter looks like: one page, shown as plain text and as HTML.

use askama::Template;

/// A letter in words, before it takes a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    pub language: &'static str,
    pub subject: String,
    pub greeting: String,
    pub lead: Vec<String>,
    pub facts: Vec<Fact>,
    pub columns: Columns,
    pub weeks: Vec<Week>,
    pub notes: Vec<String>,
    pub link: Option<Link>,
    pub contact: String,
    pub signature: String,
    pub sender: String,
    pub footer: String,
}

/// A label and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub label: String,
    pub value: String,
}

/// The headings of a timetable's columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub day: String,
    pub time: String,
    pub what: String,
    pub place: String,
}

/// A week of a timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Week {
    pub heading: String,
    pub rows: Vec<Row>,
}

/// A session in a timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub day: String,
    pub time: String,
    pub what: String,
    pub place: String,
    /// Said of a session that is off.
    pub mark: Option<String>,
}

/// Where to read more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub label: String,
    pub url: String,
}

#[derive(Template)]
#[template(path = "mail/notice.txt")]
struct PlainText<'a> {
    page: &'a Page,
}

#[derive(Template)]
#[template(path = "mail/notice.html")]
struct Html<'a> {
    page: &'a Page,
}

impl Page {
    pub(super) fn to_text(&self) -> askama::Result<String> {
        PlainText { page: self }.render()
    }

    pub(super) fn to_html(&self) -> askama::Result<String> {
        Html { page: self }.render()
    }
}
