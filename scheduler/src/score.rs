//! What a timetable is worth: hard first, then unassigned, then soft; integers, never floats.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The rules that a plan never breaks, named by their fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HardRule {
    /// A participant has two sessions at once, or one during a booking made elsewhere.
    ParticipantOverlap,
    /// A room is used twice at once, set-up included.
    RoomOverlap,
    /// A staff member has two sessions at once.
    StaffOverlap,
    /// An interpreter has two sessions at once, or two languages in one, buffers included.
    InterpreterOverlap,
    /// A vehicle is used twice at once.
    VehicleOverlap,
    /// A company receives more groups at once than it has places.
    CompanyFull,
    /// A session, travel included, lies outside the centre's opening hours or on a closed day.
    OutsideOpening,
    /// A session lies outside its cohort's hours.
    OutsideCohortHours,
    /// A session lies before its release or past its due moment.
    OutsideWeeks,
    /// A session lies where a resource is not open; for a company, outside its windows.
    ResourceClosed,
    /// A session lies in a resource's absence or a participant's blocking busy time.
    ResourceAbsent,
    /// An interview or visit lies in a participant's busy time of any sort.
    ParticipantBusy,
    /// An activity lacks a room, staff member, vehicle or company that it needs.
    ResourceMissing,
    /// A language that needs an interpreter has none.
    InterpreterMissing,
    /// A room has too few seats.
    RoomTooSmall,
    /// A room is of another kind than the activity needs.
    RoomUnfit,
    /// A staff member lacks the skill.
    StaffUnskilled,
    /// An interpreter does not interpret the language, or not in person where that is needed.
    InterpreterUnfit,
    /// A vehicle has too few seats.
    VehicleTooSmall,
    /// A group is larger than the company receives.
    GroupTooLarge,
    /// A company does not come into question, or a visitor does not meet its demands.
    VisitorUnfit,
    /// A visit group goes to the same company twice.
    CompanyRepeated,
    /// An activity starts before one that must precede it has ended, gap included.
    OrderBroken,
    /// An activity starts too many days after the one that precedes it.
    GapTooLong,
    /// A visit starts before the participant's competency interviews have ended.
    VisitBeforeInterview,
    /// A participant has more minutes of lessons in a day than the cohort allows.
    DayTooLong,
    /// A participant has no lunch break.
    LunchMissing,
    /// A staff member has more minutes in a day than allowed.
    StaffDayTooLong,
    /// A staff member has more minutes in a week than allowed.
    StaffWeekTooLong,
    /// A pinned activity does not stand as it was pinned.
    PinnedMoved,
    /// Something in the past has changed, or something was put into the past.
    PastMoved,
    /// A start does not lie on the grid.
    OffGrid,
    /// A timetable names an activity or a resource that the problem does not hold.
    UnknownKey,
}

/// The rules that a plan breaks at a cost, named by their fault. One unit is what the doc says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SoftRule {
    /// A participant misses a lesson by a busy time that is not blocking. Unit: one participant,
    /// one lesson.
    MissedLesson,
    /// Participants wait between two lessons of a day; of the waiting over lunch, the length of
    /// the break is not counted. Unit: one participant, one minute.
    IdleGap,
    /// Lessons of a day beyond the cohort's target. Unit: one participant, one minute.
    OverloadedDay,
    /// A day of the programme on which the centre is open and there is no lesson. Unit: one
    /// participant, one day.
    EmptyDay,
    /// Teachers in a series beyond the first. Unit: one teacher.
    TeacherChange,
    /// Transport for interpreters. Unit: one øre.
    InterpreterCallout,
    /// Time that interpreters are paid for without interpreting or travelling with a group. Unit:
    /// one øre.
    InterpreterIdle,
    /// Rooms in a series beyond the first. Unit: one room.
    RoomChange,
    /// A participant visits a company outside their sectors. Unit: one participant, one visit.
    VisitMismatch,
    /// An interview after its desired date. Unit: one interview, one day.
    LateInterview,
    /// A session changed against its base assignment. Points: 8 when the nearer of old and new
    /// start is less than 2 days after now, 4 within 7 days, 2 within 14, else 1 (1 too when the
    /// horizon has no now); twice that once notices went out. Unit: one point.
    MovedSession,
}

impl HardRule {
    /// All of them, in order.
    pub const ALL: [Self; 33] = [
        Self::ParticipantOverlap,
        Self::RoomOverlap,
        Self::StaffOverlap,
        Self::InterpreterOverlap,
        Self::VehicleOverlap,
        Self::CompanyFull,
        Self::OutsideOpening,
        Self::OutsideCohortHours,
        Self::OutsideWeeks,
        Self::ResourceClosed,
        Self::ResourceAbsent,
        Self::ParticipantBusy,
        Self::ResourceMissing,
        Self::InterpreterMissing,
        Self::RoomTooSmall,
        Self::RoomUnfit,
        Self::StaffUnskilled,
        Self::InterpreterUnfit,
        Self::VehicleTooSmall,
        Self::GroupTooLarge,
        Self::VisitorUnfit,
        Self::CompanyRepeated,
        Self::OrderBroken,
        Self::GapTooLong,
        Self::VisitBeforeInterview,
        Self::DayTooLong,
        Self::LunchMissing,
        Self::StaffDayTooLong,
        Self::StaffWeekTooLong,
        Self::PinnedMoved,
        Self::PastMoved,
        Self::OffGrid,
        Self::UnknownKey,
    ];

    /// Its name, as in JSON.
    pub fn name(self) -> String {
        name_of(&self)
    }
}

impl SoftRule {
    /// How many soft rules there are.
    pub const COUNT: usize = 11;

    /// All of them, in order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::MissedLesson,
        Self::IdleGap,
        Self::OverloadedDay,
        Self::EmptyDay,
        Self::TeacherChange,
        Self::InterpreterCallout,
        Self::InterpreterIdle,
        Self::RoomChange,
        Self::VisitMismatch,
        Self::LateInterview,
        Self::MovedSession,
    ];

    /// Its name, as in JSON.
    pub fn name(self) -> String {
        name_of(&self)
    }
}

fn name_of(rule: &impl Serialize) -> String {
    match serde_json::to_value(rule) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

impl fmt::Display for HardRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl fmt::Display for SoftRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

/// What one soft rule contributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleScore {
    /// In the rule's own unit.
    pub units: i64,
    /// Units times weight.
    pub cost: i64,
}

/// What a timetable is worth. Plans are compared by [`Score::rank`]: fewer hard violations, then
/// fewer unassigned activities, then lower cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Hard violations.
    pub hard: u32,
    /// Activities that may move and have no assignment.
    pub unassigned: u32,
    /// The sum of all costs.
    pub soft: i64,
    /// Every soft rule, those without fault included.
    pub rules: BTreeMap<SoftRule, RuleScore>,
}

impl Score {
    /// What decides which of two plans is better: the less, the better.
    pub const fn rank(&self) -> (u32, u32, i64) {
        (self.hard, self.unassigned, self.soft)
    }
}
