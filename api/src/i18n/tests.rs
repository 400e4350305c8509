//! The locales hold the same texts in both languages, and every text that the source asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use fluent_templates::fluent_bundle::FluentResource;

use super::*;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The messages of one file, each with the variables it takes.
fn messages(path: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let source = fs::read_to_string(path).unwrap();
    FluentResource::try_new(source.clone())
        .unwrap_or_else(|(_, faults)| panic!("{}: {faults:?}", path.display()));
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = None;
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =")
            && line.starts_with(|it: char| it.is_ascii_lowercase())
        {
            assert!(
                found.insert(key.to_owned(), BTreeSet::new()).is_none(),
                "{key} stands twice"
            );
            current = Some(key.to_owned());
        }
        if let Some(variables) = current.as_ref().and_then(|key| found.get_mut(key)) {
            let names = line.split('$').skip(1).map(|rest| {
                rest.split(|it: char| !(it.is_alphanumeric() || it == '_'))
                    .next()
                    .unwrap()
            });
            variables.extend(names.map(str::to_owned));
        }
    }
    found
}

fn files_below(folder: PathBuf, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn locale(language: Language) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    files_below(Path::new(ROOT).join("locales").join(language.tag()), "ftl")
        .iter()
        .map(|path| {
            (
                path.file_stem().unwrap().to_str().unwrap().to_owned(),
                messages(path),
            )
        })
        .collect()
}

/// What stands in double quotes in the source and reads like a key of the locales.
fn keys_in_source() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for path in files_below(Path::new(ROOT).join("src"), "rs") {
        let source = fs::read_to_string(path).unwrap();
        for literal in source.split('"').skip(1) {
            let is_key = ["mail-", "label-", "error-", "console-", "change-"]
                .iter()
                .any(|it| literal.starts_with(it))
                && !literal.ends_with('-')
                && literal
                    .chars()
                    .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
            if is_key {
                keys.insert(literal.to_owned());
            }
        }
    }
    keys
}

#[test]
fn both_languages_hold_the_same_messages_with_the_same_variables() {
    assert_eq!(locale(Language::Da), locale(Language::En));
}

#[test]
fn a_key_begins_with_the_subject_of_its_file() {
    for (file, messages) in locale(Language::En) {
        let subject = format!("{}-", file.trim_end_matches('s'));
        for key in messages.keys() {
            // What is wrong with a field stands beside the refusals.
            let is_fault = file == "errors" && key.starts_with("fault-");
            assert!(is_fault || key.starts_with(&subject), "{key} in {file}.ftl");
        }
    }
}

#[test]
fn every_key_of_the_source_exists() {
    let keys = keys_in_source();
    assert!(keys.len() > 50, "the search finds the keys: {}", keys.len());
    let known: BTreeSet<String> = locale(Language::En)
        .into_values()
        .flat_map(BTreeMap::into_keys)
        .collect();
    let unknown: Vec<&String> = keys.difference(&known).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_text_of_the_mails_is_used() {
    let keys = keys_in_source();
    for key in locale(Language::En)["mail"].keys() {
        assert!(keys.contains(key), "{key} is shown nowhere");
    }
}

#[test]
fn days_and_hours_read_as_people_write_them() {
    let zone = Tz::Europe__Copenhagen;
    let from = Utc.with_ymd_and_hms(2017, 3, 27, 7, 0, 0).unwrap();
    let to = Utc.with_ymd_and_hms(2017, 3, 27, 8, 30, 0).unwrap();
    assert_eq!(
        dates::interval(Language::En, zone, from, to),
        "Monday 27 March 2017, 09:00–10:30"
    );
    assert_eq!(
        dates::interval(Language::Da, zone, from, to),
        "mandag den 27. marts 2017 kl. 09.00–10.30"
    );
    assert_eq!(
        dates::moment_short(Language::En, zone, from),
        "Mon 27 Mar, 09:00"
    );
    assert_eq!(
        dates::moment_short(Language::Da, zone, from),
        "man. 27. mar. kl. 09.00"
    );
    let day = NaiveDate::from_ymd_opt(2017, 3, 6).unwrap();
    assert_eq!(dates::week(Language::Da, day), "Uge 10");
}

#[test]
fn tags_and_names_of_languages() {
    assert_eq!(Language::from_tag("da-DK"), Some(Language::Da));
    assert_eq!(Language::from_tag("EN_gb"), Some(Language::En));
    assert_eq!(Language::from_tag("ar"), None);
    assert_eq!(language_name(Language::Da, "ti"), "tigrinya");
    assert_eq!(language_name(Language::En, "xx-unknown"), "xx-unknown");
}
