//! People and things that are only imagined.

use async_graphql::InputObject;
use entities::columns;
use scheduler::problem::{
    Company, Interpreter, InterpreterMode, Opening, PriceTerms, Room, StaffMember, Vehicle,
};
use serde::{Deserialize, Serialize};

use crate::error::Faults;
use crate::usecases::rules;
use crate::vocabulary::{Amount, InterpreterModeName, RoomKindName, WeekSpanInput};

/// An interpreter who is imagined.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddedInterpreterInput {
    /// BCP 47 tags, one or more.
    pub languages: Vec<String>,
    pub mode: InterpreterModeName,
    /// Price of each started hour.
    pub hour_price: Amount,
    /// The least that is paid for when called out, in minutes.
    #[serde(default)]
    #[graphql(default)]
    pub minimum_minutes: i32,
    /// Transport for each day on which he or she is called out.
    pub transport_price: Option<Amount>,
    /// When he or she can be booked each week; empty: whenever the centre is open.
    #[serde(default)]
    #[graphql(default)]
    pub openings: Vec<WeekSpanInput>,
}

/// A member of staff who is imagined.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddedStaffMemberInput {
    /// What he or she can teach or do, in the words of the template: `danish`, `interviewer`,
    /// `escort`.
    pub skills: Vec<String>,
    /// Languages spoken well enough to need no interpreter, as BCP 47 tags.
    #[serde(default)]
    #[graphql(default)]
    pub languages: Vec<String>,
    pub max_minutes_a_day: Option<i32>,
    pub max_minutes_a_week: Option<i32>,
    /// When he or she works each week; empty: whenever the centre is open.
    #[serde(default)]
    #[graphql(default)]
    pub openings: Vec<WeekSpanInput>,
}

/// A room that is imagined.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddedRoomInput {
    pub kind: RoomKindName,
    pub seats: i32,
    /// When it can be used each week; empty: whenever the centre is open.
    #[serde(default)]
    #[graphql(default)]
    pub openings: Vec<WeekSpanInput>,
}

/// A vehicle that is imagined.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddedVehicleInput {
    pub seats: i32,
    /// When it can be used each week; empty: whenever the centre is open.
    #[serde(default)]
    #[graphql(default)]
    pub openings: Vec<WeekSpanInput>,
}

/// A company that is imagined.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddedCompanyInput {
    pub sectors: Vec<String>,
    /// The most participants in one visit.
    pub group_size_max: i32,
    /// Minutes one way.
    pub travel_minutes: i32,
    /// Whether a group walks there.
    #[serde(default)]
    #[graphql(default)]
    pub walking: bool,
    /// How many groups it receives at the same time; by default one.
    pub parallel_groups: Option<i32>,
    /// When it receives visits each week; empty: whenever the centre is open.
    #[serde(default)]
    #[graphql(default)]
    pub windows: Vec<WeekSpanInput>,
}

/// The most of anything that is counted: seats, minutes, places.
const MOST: i64 = 10_000;

/// Reads what is imagined, and notes what is wrong with it.
pub(super) struct Reader<'f> {
    pub(super) faults: &'f mut Faults,
    /// Where the change stands in the input.
    pub(super) path: String,
}

impl Reader<'_> {
    pub(super) fn at(&self, field: &str) -> String {
        format!("{}.{field}", self.path)
    }

    /// A number that may be none at all.
    pub(super) fn count(&mut self, field: &str, number: i32, least: i64) -> u16 {
        let path = self.at(field);
        rules::within(self.faults, &path, number.into(), least, MOST);
        u16::try_from(number).unwrap_or_default()
    }

    pub(super) fn cap(&mut self, field: &str, number: Option<i32>) -> Option<u16> {
        number.map(|number| self.count(field, number, 1))
    }

    fn words(&mut self, field: &str, words: &[String]) {
        let path = self.at(field);
        rules::slugs(self.faults, &path, words);
    }

    fn languages(&mut self, tags: &[String]) {
        let path = self.at("languages");
        rules::languages(self.faults, &path, tags);
    }

    fn some(&mut self, field: &str, list: &[String]) {
        let path = self.at(field);
        self.faults.demand(!list.is_empty(), &path, "REQUIRED");
    }

    fn openings(&mut self, field: &str, spans: &[WeekSpanInput]) -> Vec<Opening> {
        let path = self.at(field);
        rules::week_spans(self.faults, &path, spans);
        let minute = |time: i32| u16::try_from(time).unwrap_or_default();
        let spans = spans.iter().map(|span| Opening::Weekly {
            weekday: u8::try_from(span.weekday).unwrap_or_default(),
            from: minute(span.from.minute),
            until: minute(span.until.minute),
        });
        spans.collect()
    }

    fn price(&mut self, field: &str, amount: Amount) -> u32 {
        let path = self.at(field);
        self.faults.demand(amount.ore() >= 0, &path, "NEGATIVE");
        u32::try_from(amount.ore()).unwrap_or_default()
    }

    pub(super) fn interpreter(
        &mut self,
        input: &AddedInterpreterInput,
        key: String,
    ) -> Interpreter {
        self.languages(&input.languages);
        let path = self.at("languages");
        let speaks = !input.languages.is_empty();
        self.faults.demand(speaks, &path, "NO_LANGUAGE");
        let transport = input.transport_price;
        Interpreter {
            key,
            languages: input.languages.clone(),
            mode: match input.mode {
                InterpreterModeName::OnSite => InterpreterMode::OnSite,
                InterpreterModeName::Phone => InterpreterMode::Phone,
                InterpreterModeName::Video => InterpreterMode::Video,
            },
            terms: PriceTerms {
                ore_per_hour: self.price("hourPrice", input.hour_price),
                minimum_minutes: self.count("minimumMinutes", input.minimum_minutes, 0),
                transport_ore: transport.map_or(0, |price| self.price("transportPrice", price)),
            },
            buffer_minutes: 0,
            openings: self.openings("openings", &input.openings),
            absences: Vec::new(),
        }
    }

    pub(super) fn staff(&mut self, input: &AddedStaffMemberInput, key: String) -> StaffMember {
        self.words("skills", &input.skills);
        self.some("skills", &input.skills);
        self.languages(&input.languages);
        StaffMember {
            key,
            skills: input.skills.clone(),
            languages: input.languages.clone(),
            max_minutes_per_day: self.cap("maxMinutesADay", input.max_minutes_a_day),
            max_minutes_per_week: self.cap("maxMinutesAWeek", input.max_minutes_a_week),
            openings: self.openings("openings", &input.openings),
            absences: Vec::new(),
        }
    }

    pub(super) fn room(&mut self, input: &AddedRoomInput, key: String) -> Room {
        Room {
            key,
            kind: columns::RoomKind::from(input.kind).to_string(),
            seats: self.count("seats", input.seats, 1),
            setup_minutes: 0,
            openings: self.openings("openings", &input.openings),
            absences: Vec::new(),
        }
    }

    pub(super) fn vehicle(&mut self, input: &AddedVehicleInput, key: String) -> Vehicle {
        Vehicle {
            key,
            seats: self.count("seats", input.seats, 1),
            openings: self.openings("openings", &input.openings),
            absences: Vec::new(),
        }
    }

    pub(super) fn company(&mut self, input: &AddedCompanyInput, key: String) -> Company {
        self.words("sectors", &input.sectors);
        Company {
            key,
            sectors: input.sectors.clone(),
            places: self.count("parallelGroups", input.parallel_groups.unwrap_or(1), 1),
            max_group: self.count("groupSizeMax", input.group_size_max, 1),
            openings: self.openings("windows", &input.windows),
            absences: Vec::new(),
            travel_minutes: self.count("travelMinutes", input.travel_minutes, 0),
            walking: input.walking,
            languages: Vec::new(),
            demands: Vec::new(),
        }
    }
}
