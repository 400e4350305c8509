//! The facts as tables for a person.

use chrono::{Datelike, NaiveDate};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};

use super::super::say;
use super::Facts;
use crate::demo::SessionLine;
use crate::error::Result;
use crate::i18n::{self, Args, Language};
use crate::sample::SampleCentre;

pub(super) fn print(facts: &Facts, sample: &SampleCentre, language: Language) -> Result<()> {
    let word = |key: &str| i18n::plain(language, key);
    let time = facts.domain_time.format("%Y-%m-%d %H:%M").to_string();
    say(&text(language, "demo-banner", &[("time", time)]))?;
    let report = &facts.report;
    if !report.plan_hash.is_empty() {
        plan(facts, sample, language)?;
    }
    if !report.handoffs.is_empty() {
        say(&word("demo-handoffs"))?;
        say(&handoffs(facts, language).to_string())?;
    }
    if !report.settlement.is_empty() {
        say(&word("demo-settlement"))?;
        say(&settlement(facts, language).to_string())?;
    }
    say(&text(
        language,
        "demo-files",
        &[
            ("mails", facts.mail_directory.clone()),
            ("database", facts.database.clone()),
        ],
    ))?;
    match &facts.url {
        Some(url) => doors(facts, url, language),
        None => say(&word("demo-once")),
    }
}

/// The first week, what was planned, and what it costs by rule.
fn plan(facts: &Facts, sample: &SampleCentre, language: Language) -> Result<()> {
    let word = |key: &str| i18n::plain(language, key);
    let report = &facts.report;
    if let Some(first) = sample.cohorts.iter().map(|cohort| cohort.first_on).min() {
        say(&text(language, "demo-week", &[("day", first.to_string())]))?;
        say(&week(&report.sessions, first, language).to_string())?;
    }
    say(&text(
        language,
        "demo-plan",
        &[
            ("sessions", report.sessions.len().to_string()),
            ("millis", report.plan_millis.to_string()),
            ("unassigned", report.unassigned.len().to_string()),
            ("hash", report.plan_hash.clone()),
        ],
    ))?;
    let mut table = table(&[word("demo-rule"), word("demo-units"), word("demo-cost")]);
    for (rule, cost) in &report.score {
        table.add_row([rule.clone(), cost.units.to_string(), cost.cost.to_string()]);
    }
    say(&table.to_string())
}

fn text(language: Language, key: &str, words: &[(&'static str, String)]) -> String {
    let fill = |args: Args, (name, value): &(&'static str, String)| args.with(name, value.clone());
    i18n::text(language, key, &words.iter().fold(Args::new(), fill))
}

fn table(head: &[String]) -> Table {
    let mut table = Table::new();
    table
        .load_preset(UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(head.to_vec());
    table
}

/// The first week of the course: a row a session, cohorts' lessons and everything beside them.
fn week(sessions: &[SessionLine], first: NaiveDate, language: Language) -> Table {
    let head = [
        "demo-when",
        "demo-cohort",
        "demo-what",
        "demo-where",
        "demo-who",
        "demo-people",
    ];
    let mut table = table(&head.map(|key| i18n::plain(language, key)));
    let until = first + chrono::Days::new(7);
    for session in sessions {
        let day = session.starts_at.date_naive();
        if day < first || day >= until {
            continue;
        }
        let weekday = format!("label-weekday-short-{}", day.weekday().number_from_monday());
        table.add_row([
            format!(
                "{} {}-{}",
                i18n::plain(language, &weekday),
                session.starts_at.format("%H:%M"),
                session.ends_at.format("%H:%M")
            ),
            session.cohort.clone(),
            session.title.clone(),
            session.place.clone().unwrap_or_default(),
            session.led_by.clone().unwrap_or_default(),
            session.n_participants.to_string(),
        ]);
    }
    table
}

fn handoffs(facts: &Facts, language: Language) -> Table {
    let head = [
        "demo-municipality",
        "demo-takeover",
        "demo-participant",
        "demo-state",
    ];
    let mut table = table(&head.map(|key| i18n::plain(language, key)));
    for line in &facts.report.handoffs {
        table.add_row([
            format!("{} {}", line.municipality_code, line.municipality),
            line.takeover_on.to_string(),
            line.participant.clone(),
            line.state.to_string(),
        ]);
    }
    table
}

fn settlement(facts: &Facts, language: Language) -> Table {
    let head = ["demo-municipality", "demo-counted", "demo-amount"];
    let mut table = table(&head.map(|key| i18n::plain(language, key)));
    for line in &facts.report.settlement {
        table.add_row([
            format!("{} {}", line.municipality_code, line.municipality),
            line.counted.to_string(),
            line.amount.0.to_danish(),
        ]);
    }
    if let Some(total) = facts.report.settlement_total {
        table.add_row([
            i18n::plain(language, "demo-total"),
            String::new(),
            total.0.to_danish(),
        ]);
    }
    table
}

/// Where to go on: the address, the tokens, a first query to paste.
fn doors(facts: &Facts, url: &str, language: Language) -> Result<()> {
    say(&text(language, "demo-serves", &[("url", url.to_owned())]))?;
    let head = ["demo-role", "demo-scope", "demo-token"];
    let mut table = table(&head.map(|key| i18n::plain(language, key)));
    for token in &facts.tokens {
        table.add_row([
            token.role.clone(),
            token.scope.clone(),
            token.secret.clone(),
        ]);
    }
    say(&table.to_string())?;
    let coordinator = facts
        .tokens
        .first()
        .map(|token| token.secret.clone())
        .unwrap_or_default();
    say(&text(language, "demo-first-query", &[]))?;
    say(&format!(
        "curl -s {url} -H 'Authorization: Bearer {coordinator}' \\\n  -H 'Content-Type: application/json' \\\n  \
         -d '{{\"query\":\"{{ centre(key: \\\"avnstrup\\\") {{ name partnerships {{ name budget municipalities {{ name }} }} }} }}\"}}'"
    ))
}
