//! From what somebody imagines to changes in the engine's words.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use entities::id::{CohortId, ResourceId};
use scheduler::calendar::Span;
use scheduler::problem::{Lunch, ResourceKind, ResourceRef};
use scheduler::scenario::{Change, ChangeFault, ChangeFaultCode};

use super::added::Reader;
use super::input::{
    ActivityDaysInput, GapInput, LunchInput, ResizeCohortInput, ResourceSpanInput,
    ScenarioChangeInput, SpanInput,
};
use crate::error::{Fault, Faults};
use crate::planning::Planning;
use crate::vocabulary::IdOf;

/// The most participants of an imagined cohort.
const MOST_PARTICIPANTS: i32 = 200;

/// What ids stand for.
pub(super) struct Names<'a> {
    pub(super) planning: &'a Planning,
    /// Keys of the planned cohorts.
    pub(super) cohorts: &'a BTreeMap<CohortId, String>,
}

/// All changes in the engine's words; what is wrong goes to `faults`.
pub(super) fn read(
    names: &Names<'_>,
    inputs: &[ScenarioChangeInput],
    faults: &mut Faults,
) -> Vec<Change> {
    let read = inputs.iter().enumerate().filter_map(|(number, input)| {
        let mut one = One {
            names,
            number,
            reader: Reader {
                path: format!("input.changes.{number}.{}", field(input)),
                faults,
            },
        };
        one.change(input)
    });
    read.collect()
}

/// What the engine could not make of them.
pub(super) fn told(inputs: &[ScenarioChangeInput], fault: &ChangeFault) -> Fault {
    let place = inputs.get(fault.change).map_or("", field);
    let code = match fault.code {
        ChangeFaultCode::UnknownKey => "NOT_PLANNED",
        ChangeFaultCode::Duplicate => "REPEATED",
        ChangeFaultCode::OutOfRange => "BAD_VALUE",
        ChangeFaultCode::NothingToChange => "NOTHING_TO_CHANGE",
        ChangeFaultCode::Unsound => "UNSOUND_SCENARIO",
    };
    let path = format!("input.changes.{}.{place}", fault.change);
    Fault::new(path, code).with("value", fault.value.clone())
}

const fn field(input: &ScenarioChangeInput) -> &'static str {
    match input {
        ScenarioChangeInput::AddInterpreter(_) => "addInterpreter",
        ScenarioChangeInput::AddStaffMember(_) => "addStaffMember",
        ScenarioChangeInput::AddRoom(_) => "addRoom",
        ScenarioChangeInput::AddVehicle(_) => "addVehicle",
        ScenarioChangeInput::AddCompany(_) => "addCompany",
        ScenarioChangeInput::AddOpening(_) => "addOpening",
        ScenarioChangeInput::AddAbsence(_) => "addAbsence",
        ScenarioChangeInput::RemoveResource(_) => "removeResource",
        ScenarioChangeInput::Resize(_) => "resize",
        ScenarioChangeInput::SetCompanyPlaces(_) => "setCompanyPlaces",
        ScenarioChangeInput::OfferCompany(_) => "offerCompany",
        ScenarioChangeInput::AddSkill(_) => "addSkill",
        ScenarioChangeInput::OpenCentre(_) => "openCentre",
        ScenarioChangeInput::ExtendDue(_) => "extendDue",
        ScenarioChangeInput::AdvanceRelease(_) => "advanceRelease",
        ScenarioChangeInput::ResizeCohort(_) => "resizeCohort",
        ScenarioChangeInput::SetDayCap(_) => "setDayCap",
        ScenarioChangeInput::SetCohortHours(_) => "setCohortHours",
        ScenarioChangeInput::SetLunch(_) => "setLunch",
        ScenarioChangeInput::SetStaffCaps(_) => "setStaffCaps",
        ScenarioChangeInput::SetGap(_) => "setGap",
        ScenarioChangeInput::DropPrecedence(_) => "dropPrecedence",
        ScenarioChangeInput::Unpin(_) => "unpin",
        ScenarioChangeInput::DropActivity(_) => "dropActivity",
    }
}

/// One change that is read.
struct One<'a, 'f> {
    names: &'a Names<'a>,
    number: usize,
    reader: Reader<'f>,
}

impl One<'_, '_> {
    fn change(&mut self, input: &ScenarioChangeInput) -> Option<Change> {
        use ScenarioChangeInput as Input;
        Some(match input {
            Input::AddOpening(input) => {
                let (resource, span) = self.resource_span(input)?;
                Change::AddOpening { resource, span }
            }
            Input::AddAbsence(input) => {
                let (resource, span) = self.resource_span(input)?;
                Change::AddAbsence { resource, span }
            }
            Input::RemoveResource(input) => Change::RemoveResource {
                resource: self.resource("resourceId", input.resource_id)?,
            },
            Input::Resize(input) => {
                let seats = self.reader.count("seats", input.seats, 1);
                let resource = self.resource("resourceId", input.resource_id)?;
                Change::Resize { resource, seats }
            }
            Input::SetCompanyPlaces(input) => {
                let places = self.reader.count("places", input.places, 1);
                let company = self.key("companyId", input.company_id, ResourceKind::Company)?;
                Change::SetCompanyPlaces { company, places }
            }
            Input::OfferCompany(input) => Change::OfferCompany {
                activity: input.activity_key.clone(),
                company: self.key("companyId", input.company_id, ResourceKind::Company)?,
            },
            Input::AddSkill(_) | Input::SetStaffCaps(_) => return self.of_staff(input),
            Input::OpenCentre(SpanInput { from, until }) => Change::OpenCentre {
                span: self.span(*from, *until)?,
            },
            Input::AddInterpreter(_)
            | Input::AddStaffMember(_)
            | Input::AddRoom(_)
            | Input::AddVehicle(_)
            | Input::AddCompany(_) => return self.added(input),
            Input::ResizeCohort(_)
            | Input::SetDayCap(_)
            | Input::SetCohortHours(_)
            | Input::SetLunch(_) => return self.of_cohort(input),
            Input::ExtendDue(_)
            | Input::AdvanceRelease(_)
            | Input::SetGap(_)
            | Input::DropPrecedence(_)
            | Input::Unpin(_)
            | Input::DropActivity(_) => return self.of_activity(input),
        })
    }

    fn of_staff(&mut self, input: &ScenarioChangeInput) -> Option<Change> {
        use ScenarioChangeInput as Input;
        Some(match input {
            Input::AddSkill(input) => {
                let path = self.reader.at("skill");
                crate::usecases::rules::key(self.reader.faults, &path, &input.skill);
                Change::AddSkill {
                    staff: self.key("staffId", input.staff_id, ResourceKind::Staff)?,
                    skill: input.skill.clone(),
                }
            }
            Input::SetStaffCaps(input) => {
                let per_day = self.reader.cap("maxMinutesADay", input.max_minutes_a_day);
                let per_week = self.reader.cap("maxMinutesAWeek", input.max_minutes_a_week);
                Change::SetStaffCaps {
                    staff: self.key("staffId", input.staff_id, ResourceKind::Staff)?,
                    per_day,
                    per_week,
                }
            }
            _ => return None,
        })
    }

    fn added(&mut self, input: &ScenarioChangeInput) -> Option<Change> {
        use ScenarioChangeInput as Input;
        // No key of a centre holds a slash.
        let key = |word: &str| format!("{word}/extra-{}", self.number + 1);
        Some(match input {
            Input::AddInterpreter(input) => Change::AddInterpreter {
                interpreter: self.reader.interpreter(input, key("interpreter")),
            },
            Input::AddStaffMember(input) => Change::AddStaff {
                staff: self.reader.staff(input, key("staff")),
            },
            Input::AddRoom(input) => Change::AddRoom {
                room: self.reader.room(input, key("room")),
            },
            Input::AddVehicle(input) => Change::AddVehicle {
                vehicle: self.reader.vehicle(input, key("vehicle")),
            },
            Input::AddCompany(input) => Change::AddCompany {
                company: self.reader.company(input, key("company")),
            },
            _ => return None,
        })
    }

    fn of_cohort(&mut self, input: &ScenarioChangeInput) -> Option<Change> {
        use ScenarioChangeInput as Input;
        Some(match input {
            Input::ResizeCohort(input) => return self.cohort_size(input),
            Input::SetDayCap(input) => {
                let minutes = self.reader.cap("minutes", input.minutes);
                Change::SetDayCap {
                    cohort: self.cohort(input.cohort_id)?,
                    minutes,
                }
            }
            Input::SetCohortHours(input) => {
                let (from, until) = (input.from.minute, input.until.minute);
                self.demand(from < until, "until", "EMPTY_INTERVAL");
                Change::SetCohortHours {
                    cohort: self.cohort(input.cohort_id)?,
                    earliest: minute(from),
                    latest: minute(until),
                }
            }
            Input::SetLunch(input) => return self.lunch(input),
            _ => return None,
        })
    }

    fn of_activity(&mut self, input: &ScenarioChangeInput) -> Option<Change> {
        use ScenarioChangeInput as Input;
        Some(match input {
            Input::ExtendDue(input) => Change::ExtendDue {
                days: self.days(input),
                activity: input.activity_key.clone(),
            },
            Input::AdvanceRelease(input) => Change::AdvanceRelease {
                days: self.days(input),
                activity: input.activity_key.clone(),
            },
            Input::SetGap(input) => self.gap(input),
            Input::DropPrecedence(input) => Change::DropPrecedence {
                before: input.before_key.clone(),
                after: input.after_key.clone(),
            },
            Input::Unpin(input) => Change::Unpin {
                activity: input.activity_key.clone(),
            },
            Input::DropActivity(input) => Change::DropActivity {
                activity: input.activity_key.clone(),
            },
            _ => return None,
        })
    }

    fn cohort_size(&mut self, input: &ResizeCohortInput) -> Option<Change> {
        let participants = self.reader.count("participants", input.participants, 1);
        let is_sane = input.participants <= MOST_PARTICIPANTS;
        if !is_sane {
            let path = self.reader.at("participants");
            let fault = Fault::new(path, "OVER_LIMIT").with("limit", MOST_PARTICIPANTS);
            self.reader.faults.add(fault);
        }
        let mut languages = BTreeMap::new();
        for (i, share) in input.languages.iter().enumerate() {
            if let Some(tag) = &share.language {
                let path = self.reader.at(&format!("languages.{i}.language"));
                crate::usecases::rules::language(self.reader.faults, &path, tag);
            }
            let shares = self
                .reader
                .count(&format!("languages.{i}.share"), share.share, 0);
            let tag = share.language.clone().unwrap_or_default();
            let is_new = languages.insert(tag, shares).is_none();
            self.demand(is_new, &format!("languages.{i}.language"), "REPEATED");
        }
        Some(Change::ResizeCohort {
            cohort: self.cohort(input.cohort_id)?,
            participants,
            languages,
        })
    }

    fn lunch(&mut self, input: &LunchInput) -> Option<Change> {
        let lunch = input.lunch.as_ref().map(|lunch| {
            let (from, until) = (lunch.from.minute, lunch.until.minute);
            self.demand(from < until, "lunch.until", "EMPTY_INTERVAL");
            Lunch {
                from: minute(from),
                until: minute(until),
                minutes: self.reader.count("lunch.minutes", lunch.minutes, 1),
            }
        });
        Some(Change::SetLunch {
            cohort: self.cohort(input.cohort_id)?,
            lunch,
        })
    }

    fn gap(&mut self, input: &GapInput) -> Change {
        let minutes = self.reader.count("minGapMinutes", input.min_gap_minutes, 0);
        let most = input.max_gap_days;
        Change::SetGap {
            before: input.before_key.clone(),
            after: input.after_key.clone(),
            min_gap_minutes: u32::from(minutes),
            min_gap_days: self.reader.count("minGapDays", input.min_gap_days, 0),
            max_gap_days: most.map(|days| self.reader.count("maxGapDays", days, 0)),
        }
    }

    fn days(&mut self, input: &ActivityDaysInput) -> u16 {
        let path = self.reader.at("days");
        crate::usecases::rules::within(self.reader.faults, &path, input.days.into(), 1, 366);
        u16::try_from(input.days).unwrap_or_default()
    }

    fn resource_span(&mut self, input: &ResourceSpanInput) -> Option<(ResourceRef, Span)> {
        let span = self.span(input.from, input.until);
        Some((self.resource("resourceId", input.resource_id)?, span?))
    }

    fn span(&mut self, from: NaiveDateTime, until: NaiveDateTime) -> Option<Span> {
        self.demand(from < until, "until", "EMPTY_INTERVAL");
        let wall = self.names.planning.wall;
        (from < until).then(|| wall.local_span(from, until))
    }

    fn key(&mut self, field: &str, id: IdOf<ResourceId>, kind: ResourceKind) -> Option<String> {
        let resource = self.resource(field, id)?;
        self.demand(resource.kind == kind, field, "WRONG_KIND");
        Some(resource.key)
    }

    fn resource(&mut self, field: &str, id: IdOf<ResourceId>) -> Option<ResourceRef> {
        let found = self.names.planning.directory.reference(id.0);
        self.demand(found.is_some(), field, "NOT_AT_CENTRE");
        found
    }

    fn cohort(&mut self, id: IdOf<CohortId>) -> Option<String> {
        let found = self.names.cohorts.get(&id.0).cloned();
        self.demand(found.is_some(), "cohortId", "NOT_IN_PLAN");
        found
    }

    fn demand(&mut self, holds: bool, field: &str, code: &'static str) {
        let path = self.reader.at(field);
        self.reader.faults.demand(holds, &path, code);
    }
}

fn minute(of_day: i32) -> u16 {
    u16::try_from(of_day).unwrap_or_default()
}
