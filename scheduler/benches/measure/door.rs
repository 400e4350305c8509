//! The programs that are measured, each run a process of its own.

use serde_json::Value;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) struct Door {
    examples: PathBuf,
    /// The race's files.
    race: Option<PathBuf>,
    /// Where instances and answers are kept meanwhile.
    scratch: PathBuf,
}

type Fallible<T> = Result<T, Box<dyn Error>>;

impl Door {
    /// Builds the examples and looks where they are.
    pub(crate) fn open(race: Option<PathBuf>) -> Fallible<Self> {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let built = Command::new(cargo)
            .args([
                "build",
                "--release",
                "--quiet",
                "-p",
                "scheduler",
                "--examples",
            ])
            .status()?;
        if !built.success() {
            return Err("the examples do not build".into());
        }
        // This program lies in target/release/deps.
        let own = std::env::current_exe()?;
        let release = own.ancestors().nth(2).ok_or("no directory of its own")?;
        let scratch = std::env::temp_dir().join("fasttrack-measure");
        std::fs::create_dir_all(&scratch)?;
        let race = race.map(std::fs::canonicalize).transpose()?;
        Ok(Self {
            examples: release.join("examples"),
            race,
            scratch,
        })
    }

    pub(crate) fn race(&self) -> Option<&Path> {
        self.race.as_deref()
    }

    pub(crate) fn scratch(&self, name: &str) -> PathBuf {
        self.scratch.join(name)
    }

    /// An instance of the race by the race's own generator.
    pub(crate) fn instance(&self, centres: u32, seed: u32) -> Fallible<PathBuf> {
        let race = self.race().ok_or("no race")?;
        let file = self.scratch(&format!("hold-{centres}-{seed}.json"));
        if !file.exists() {
            let mut python = Command::new("python3");
            python.arg(race.join("gen.py"));
            python
                .args([centres.to_string(), seed.to_string()])
                .arg(&file);
            output(&mut python)?;
        }
        Ok(file)
    }

    /// One run of the measuring door.
    pub(crate) fn race_line(&self, format: &str, file: &Path, options: &str) -> Fallible<Value> {
        let mut run = Command::new(self.examples.join("race"));
        run.arg(format).arg(file).args(options.split_whitespace());
        Ok(serde_json::from_str(&output(&mut run)?)?)
    }

    /// What an example prints.
    pub(crate) fn example(&self, name: &str, arguments: &[&str]) -> Fallible<String> {
        output(Command::new(self.examples.join(name)).args(arguments))
    }
}

/// What a command prints.
pub(crate) fn output(command: &mut Command) -> Fallible<String> {
    let done = command.output()?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        return Err(format!("{command:?}: {said}").into());
    }
    Ok(String::from_utf8(done.stdout)?)
}

/// A number in a line of the door; what is not there is infinite.
pub(crate) fn number(line: &Value, name: &str) -> f64 {
    line[name].as_f64().unwrap_or(f64::INFINITY)
}
