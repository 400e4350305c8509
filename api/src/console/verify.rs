//! `fasttrack verify`: recomputes an exported settlement, offline and without any settings.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

use super::args::VerifyOptions;
use super::{failed, say};
use crate::domain::settlement_verify::{VerifiedSettlement, verify, verify_after};
use crate::domain::verify_fault::{VerifyCode, VerifyFault};
use crate::error::Result;
use crate::i18n::{self, Args, Language};

/// What is checked, in the order in which it is told, and what can be wrong with each.
const CHECKS: &[(&str, &[VerifyCode])] = &[
    ("console-check-form", FORM),
    ("console-check-hash", &[VerifyCode::HashMismatch]),
    ("console-check-head", HEAD),
    ("console-check-entries", ENTRIES),
    ("console-check-total", &[VerifyCode::TotalMismatch]),
    ("console-check-count", COUNT),
    ("console-check-lines", LINES),
    ("console-check-previous", PREVIOUS),
];

const FORM: &[VerifyCode] = &[VerifyCode::NotADocument, VerifyCode::NotCanonical];
const HEAD: &[VerifyCode] = &[
    VerifyCode::UnknownFormat,
    VerifyCode::UnknownRule,
    VerifyCode::NotFrozen,
    VerifyCode::MunicipalitiesOutOfOrder,
    VerifyCode::ChainStart,
];
const ENTRIES: &[VerifyCode] = &[
    VerifyCode::EntriesOutOfOrder,
    VerifyCode::EntryAmount,
    VerifyCode::EntryOutsidePeriod,
    VerifyCode::EntryReverses,
    VerifyCode::ReversalNotExact,
    VerifyCode::ReversedTwice,
];
const COUNT: &[VerifyCode] = &[
    VerifyCode::PersonsOutOfOrder,
    VerifyCode::SeatOutsidePeriod,
    VerifyCode::NotCountedMismatch,
];
const LINES: &[VerifyCode] = &[VerifyCode::NoBasis, VerifyCode::LineMismatch];
const PREVIOUS: &[VerifyCode] = &[
    VerifyCode::PreviousInvalid,
    VerifyCode::PreviousHashMismatch,
    VerifyCode::PreviousNumber,
    VerifyCode::PreviousPartnership,
];

/// What is told about a document, and whether it holds.
#[derive(Debug)]
struct Report {
    lines: Vec<String>,
    holds: bool,
}

pub(super) fn run(options: &VerifyOptions) -> ExitCode {
    let read = read(&options.file).and_then(|document| {
        let previous = options.previous.as_deref().map(read).transpose()?;
        Ok((document, previous))
    });
    let (document, previous) = match read {
        Ok(read) => read,
        Err(fault) => return failed(&fault.to_string()),
    };
    let report = report(&document, previous.as_deref());
    match tell(&report) {
        Ok(()) if report.holds => ExitCode::SUCCESS,
        Ok(()) | Err(_) => ExitCode::FAILURE,
    }
}

/// The bytes of a file, or of standard input for `-`.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path)
        .map_err(|fault| io::Error::new(fault.kind(), format!("{}: {fault}", path.display())))
}

fn tell(report: &Report) -> Result<()> {
    report.lines.iter().try_for_each(|line| say(line))
}

fn report(document: &[u8], previous: Option<&[u8]>) -> Report {
    let verified = match previous {
        None => verify(document),
        Some(previous) => verify_after(document, previous),
    };
    match verified {
        Ok(verified) => Report {
            lines: all_hold(&verified, previous.is_some()),
            holds: true,
        },
        Err(faults) => Report {
            lines: what_fails(&faults, previous.is_some()),
            holds: false,
        },
    }
}

fn all_hold(verified: &VerifiedSettlement, has_previous: bool) -> Vec<String> {
    let content = &verified.document().content;
    let mut lines: Vec<String> = checks(has_previous)
        .map(|(check, _)| marked("console-mark-ok", check))
        .collect();
    let gaps = Args::new()
        .with("number", i64::from(content.number))
        .with("partnership", content.partnership.key.clone())
        .with("from", content.period.from().to_string())
        .with("until", content.period.until().to_string())
        .with("total", content.total.to_string());
    lines.push(String::new());
    lines.push(i18n::text(Language::En, "console-verify-settlement", &gaps));
    for line in &content.lines {
        let gaps = Args::new()
            .with("municipality", line.code.to_string())
            .with("counted", line.counted.to_string())
            .with("amount", line.amount.to_string());
        lines.push(i18n::text(Language::En, "console-verify-line", &gaps));
    }
    let hash = Args::new().with("hash", verified.document().hash.to_string());
    lines.push(i18n::text(Language::En, "console-verify-hash", &hash));
    lines.push(i18n::plain(Language::En, "console-verify-holds"));
    lines
}

fn what_fails(faults: &[VerifyFault], has_previous: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let is_read = faults
        .iter()
        .all(|one| one.code != VerifyCode::NotADocument);
    // What is compared with the one before is looked at only when both hold themselves.
    let holds_itself = faults.iter().all(|one| PREVIOUS.contains(&one.code));
    for (check, codes) in checks(has_previous) {
        let found: Vec<&VerifyFault> = faults
            .iter()
            .filter(|fault| codes.contains(&fault.code))
            .collect();
        let is_looked_at = is_read && (holds_itself || *check != "console-check-previous");
        if found.is_empty() && is_looked_at {
            lines.push(marked("console-mark-ok", check));
        } else if found.is_empty() {
            lines.push(marked("console-mark-skipped", check));
        } else {
            lines.push(marked("console-mark-fault", check));
            lines.extend(found.into_iter().map(told));
        }
    }
    lines.push(String::new());
    lines.push(i18n::plain(Language::En, "console-verify-fails"));
    lines
}

fn checks(
    has_previous: bool,
) -> impl Iterator<Item = &'static (&'static str, &'static [VerifyCode])> {
    let n = CHECKS.len() - usize::from(!has_previous);
    CHECKS.iter().take(n)
}

fn marked(mark: &str, check: &str) -> String {
    let mark = i18n::plain(Language::En, mark);
    format!("{mark:<8} {}", i18n::plain(Language::En, check))
}

fn told(fault: &VerifyFault) -> String {
    let key = format!("console-fault-{}", fault.code);
    let text = i18n::plain(Language::En, &key);
    match &fault.subject {
        None => format!("         {}: {text}", fault.code),
        Some(subject) => format!("         {} ({subject}): {text}", fault.code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settlement_document::tests::document;

    #[test]
    fn every_fault_belongs_to_one_check_and_has_a_text() {
        for code in VerifyCode::ALL {
            let n = CHECKS
                .iter()
                .filter(|(_, codes)| codes.contains(code))
                .count();
            assert_eq!(n, 1, "{code}");
            for language in Language::ALL {
                let key = format!("console-fault-{code}");
                assert!(
                    i18n::try_text(language, &key, &Args::new()).is_some(),
                    "{key}"
                );
            }
        }
    }

    #[test]
    fn a_document_that_holds_is_told_check_by_check() {
        let report = report(&document().to_bytes(), None);
        assert!(report.holds);
        let ok = report.lines.iter().filter(|line| line.starts_with("ok"));
        assert_eq!(ok.count(), CHECKS.len() - 1);
        assert!(report.lines.iter().any(|line| line.contains("28695.65")));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let text = String::from_utf8(document().to_bytes()).unwrap();
        let changed = text.replacen("28695.65", "28695.66", 1);
        let report = report(changed.as_bytes(), None);
        assert!(!report.holds);
        let told = report.lines.join("\n");
        for expected in ["HASH_MISMATCH", "LINE_MISMATCH (0265)"] {
            assert!(told.contains(expected), "{told}");
        }
        let nonsense = super::report(b"{}", Some(text.as_bytes()));
        assert!(nonsense.lines[0].starts_with("FAULT"));
        assert!(
            nonsense
                .lines
                .iter()
                .any(|line| line.starts_with("skipped"))
        );
    }
}
