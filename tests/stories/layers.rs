//! The walls between the layers, held by reading the `use` lines and paths of the source.

use std::fs;
use std::path::{Path, PathBuf};

struct Source {
    path: String,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Every Rust file under `folder`, comments and its own tests aside.
fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code: Vec<&str> = text
                    .split("#[cfg(test)]\nmod tests {")
                    .next()
                    .unwrap()
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect();
                let path = path.strip_prefix(root()).unwrap().display().to_string();
                found.push(Source {
                    path,
                    text: code.join("\n"),
                });
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds no source");
    found
}

/// Fails when a file under `folder` names any of `forbidden`.
fn never(folder: &str, forbidden: &[&str]) {
    never_but(folder, &[], forbidden);
}

fn never_but(folder: &str, except: &[&str], forbidden: &[&str]) {
    let mut faults = Vec::new();
    for source in sources(folder) {
        let is_test = source.path.ends_with("tests.rs") || source.path.contains("/tests/");
        if is_test || except.iter().any(|path| source.path.starts_with(path)) {
            continue;
        }
        for word in forbidden {
            if source.text.contains(word) {
                faults.push(format!("{} names {word}", source.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_engine_depends_on_no_crate_of_ours_and_does_no_io() {
    never(
        "scheduler/src",
        &[
            "entities::",
            "migration::",
            "api::",
            "sea_orm",
            "tokio",
            "async ",
            "std::fs",
            "std::net",
            "std::env",
            "std::time",
            "HashMap",
            "HashSet",
        ],
    );
}

#[test]
fn tables_hold_no_behaviour_and_history_no_tables() {
    never(
        "entities/src",
        &["api::", "migration::", "async fn", "before_save"],
    );
    never("migration/src", &["entities::", "api::"]);
}

#[test]
fn transports_reach_data_through_use_cases_only() {
    for folder in ["api/src/graphql", "api/src/http"] {
        never(folder, &["crate::store", "sea_orm", ".begin()"]);
    }
    never("api/src/console", &["sea_orm", ".begin()"]);
}

#[test]
fn the_domain_is_synchronous_and_never_queries() {
    never(
        "api/src/domain",
        &[
            "async ",
            ".await",
            "sea_orm",
            "crate::store",
            "crate::usecases",
            "crate::graphql",
            "crate::http",
            "crate::op",
            "tokio",
        ],
    );
}

#[test]
fn only_use_cases_open_transactions() {
    never_but(
        "api/src",
        &[
            "api/src/usecases",
            "api/src/op.rs",
            "api/src/store/database.rs",
        ],
        &[".begin()", ".begin_read()", ".begin_with_options("],
    );
    never(
        "api/src/store",
        &[
            "crate::usecases",
            "crate::graphql",
            "crate::http",
            "crate::op",
        ],
    );
    never(
        "api/src/usecases",
        &["crate::graphql", "crate::http", "crate::console"],
    );
}

#[test]
fn only_the_policy_builds_permitted_rows() {
    never_but("api/src", &["api/src/domain/policy.rs"], &["Permitted {"]);
}

#[test]
fn only_config_reads_the_environment_and_only_the_clock_the_time() {
    never_but(
        "api/src",
        &["api/src/config.rs"],
        &["std::env::var", "env::vars"],
    );
    never_but(
        "api/src",
        &["api/src/clock.rs"],
        &[
            "Utc::now",
            "SystemTime::now",
            "Local::now",
            "Uuid::now_v7",
            "Uuid::new_v4",
        ],
    );
}
