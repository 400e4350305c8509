//! BENCHMARKS.md: a page of sections, each measured by itself.

use crate::section::Section;
use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

/// Replaces a section of the page, or adds it at the end.
pub(crate) fn write(section: &Section) -> Result<(), Box<dyn Error>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../BENCHMARKS.md");
    let page = std::fs::read_to_string(&file).unwrap_or_else(|_| "# Benchmarks\n".to_owned());
    let mut parts: Vec<String> = Vec::new();
    for line in page.lines() {
        if line.starts_with("## ") || parts.is_empty() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(line);
            part.push('\n');
        }
    }
    let heading = format!("## {}\n", section.title);
    let text = format!("{heading}\n{}\n{}\n", section.body.trim_end(), stamp());
    match parts.iter_mut().find(|part| part.starts_with(&heading)) {
        Some(part) => *part = text,
        None => parts.push(text),
    }
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    std::fs::write(file, parts.join("\n\n") + "\n")?;
    Ok(())
}

/// When and on what it was measured.
fn stamp() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("an unknown processor", |line| {
        line.trim_matches([' ', '\t', ':'])
    });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let date = Command::new("date").arg("+%Y-%m-%d").output();
    let date = date.map(|date| String::from_utf8_lossy(&date.stdout).trim().to_owned());
    format!(
        "\n*{}, {cores} cores of {model}.*",
        date.unwrap_or_else(|_| "some day".to_owned())
    )
}
