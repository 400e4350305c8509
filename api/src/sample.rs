//! The sample centres: readable files, carried in the binary, that say what to save before a course
//! can be planned. Each type is the input of the operation it is for, with keys in place of ids.
//!
//! Nothing is checked here beyond the form: the use cases do that, as for anybody else's input.

use std::collections::BTreeMap;

use include_dir::{Dir, File, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::template::Definition;

#[cfg(test)]
mod capacity_tests;
mod people;
mod resources;
pub mod story;
#[cfg(test)]
mod story_tests;
#[cfg(test)]
mod tests;

pub use people::{Account, BusyTime, Cohort, DanishGroup, Grant};
pub use resources::{
    Absence, Centre, Company, CompanyWindow, Interpreter, Mailboxes, Opening, Partnership, Period,
    Room, StaffMember, Vehicle,
};
use story::Story;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sample");

/// The centre of the demonstration.
pub const AVNSTRUP: &str = "avnstrup";

/// Every sample centre, the demonstration's first.
pub const CENTRES: [&str; 3] = [AVNSTRUP, "jelling", "ny_i_danmark"];

/// All there is about one centre.
#[derive(Clone, Debug)]
pub struct SampleCentre {
    pub centre: Centre,
    pub partnership: Partnership,
    pub template: Template,
    pub cohorts: Vec<Cohort>,
    pub rooms: Vec<Room>,
    pub staff: Vec<StaffMember>,
    pub interpreters: Vec<Interpreter>,
    pub vehicles: Vec<Vehicle>,
    pub companies: Vec<Company>,
    pub absences: Vec<Absence>,
    pub danish_groups: Vec<DanishGroup>,
    pub busy_times: Vec<BusyTime>,
    pub accounts: Vec<Account>,
    /// The bytes of the file, for the import takes no less.
    pub participants_csv: &'static [u8],
    /// What happens after the course is planned; only the demonstration has one.
    pub story: Option<Story>,
}

/// A programme template with its first version.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Template {
    pub key: String,
    pub title_da: String,
    pub title_en: String,
    pub definition: Definition,
}

/// A sample file that is missing or cannot be read: a fault in what was built, not in any input.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    #[error("there is no sample file {0}")]
    Missing(String),
    #[error("the sample file {path} cannot be read: {reason}")]
    Unreadable { path: String, reason: String },
}

/// Reads one of [`CENTRES`].
pub fn load(directory: &str) -> Result<SampleCentre, SampleError> {
    let at = Directory(directory);
    Ok(SampleCentre {
        centre: at.toml("centre")?,
        partnership: at.toml("partnership")?,
        template: at.toml("template")?,
        cohorts: at.list("cohorts")?,
        rooms: at.list("rooms")?,
        staff: at.list("staff")?,
        interpreters: at.list("interpreters")?,
        vehicles: at.optional_list("vehicles")?,
        companies: at.optional_list("companies")?,
        absences: at.optional_list("absences")?,
        danish_groups: at.optional_list("danish_groups")?,
        busy_times: at.busy_times()?,
        accounts: at.list("accounts")?,
        participants_csv: at.file("participants.csv")?.contents(),
        story: if at.has("story.toml") {
            Some(at.toml("story")?)
        } else {
            None
        },
    })
}

/// The file of 26 rows, two of them bad, with which a reader of the manual tries the import.
pub fn acceptance_participants_csv() -> Result<&'static [u8], SampleError> {
    Ok(Directory("acceptance").file("participants.csv")?.contents())
}

/// One folder of the embedded files.
struct Directory<'a>(&'a str);

impl Directory<'_> {
    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.0)
    }

    fn has(&self, name: &str) -> bool {
        FILES.contains(self.path(name))
    }

    fn file(&self, name: &str) -> Result<&'static File<'static>, SampleError> {
        let path = self.path(name);
        FILES.get_file(&path).ok_or(SampleError::Missing(path))
    }

    fn toml<T: DeserializeOwned>(&self, name: &str) -> Result<T, SampleError> {
        let name = format!("{name}.toml");
        let text = self.file(&name)?.contents_utf8();
        let text = text.ok_or_else(|| self.unreadable(&name, &"not UTF-8"))?;
        toml::from_str(text).map_err(|error| self.unreadable(&name, &error))
    }

    /// A file that holds nothing but `[[name]]` tables.
    fn list<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, SampleError> {
        let mut tables: BTreeMap<String, Vec<T>> = self.toml(name)?;
        let list = tables.remove(name).unwrap_or_default();
        match tables.keys().next() {
            Some(other) => Err(self.unreadable(name, &format!("unknown table {other}"))),
            None => Ok(list),
        }
    }

    fn optional_list<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, SampleError> {
        if self.has(&format!("{name}.toml")) {
            self.list(name)
        } else {
            Ok(Vec::new())
        }
    }

    fn busy_times(&self) -> Result<Vec<BusyTime>, SampleError> {
        let name = "busy_times.csv";
        csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(self.file(name)?.contents())
            .deserialize()
            .collect::<Result<_, _>>()
            .map_err(|error| self.unreadable(name, &error))
    }

    fn unreadable(&self, name: &str, reason: &dyn ToString) -> SampleError {
        SampleError::Unreadable {
            path: self.path(name),
            reason: reason.to_string(),
        }
    }
}
