//! Changes in words.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use entities::columns::{ActivityKind, ActivityName};
use scheduler::calendar::Span;
use scheduler::problem::{ResourceKind, ResourceRef};
use scheduler::scenario::Change;

use super::about::About;
use super::naive;
use crate::i18n::{self, Args, Language, dates};

/// Words in one language.
pub(super) struct Words<'a> {
    pub(super) language: Language,
    pub(super) activity: Option<&'a ActivityName>,
}

impl Words<'_> {
    pub(super) fn change(&self, change: &Change, about: &About<'_>) -> String {
        let (key, args) = self.key_and_args(change);
        let args = args
            .with("resource", self.resource(about.resource.as_ref()))
            .with("cohort", about.cohort.unwrap_or_default().to_owned())
            .with("activity", self.activity(about.activity))
            .with("before", about.before.unwrap_or_default().to_owned());
        let args = match about.span {
            Some(span) => args.with("span", self.span(span)),
            None => args,
        };
        i18n::text(self.language, key, &args)
    }

    /// The key of the text, and what is said besides whom it is about.
    fn key_and_args(&self, change: &Change) -> (&'static str, Args) {
        let args = Args::new();
        match change {
            Change::AddInterpreter { interpreter } => {
                let names = interpreter.languages.iter();
                let names: Vec<String> = names
                    .map(|tag| i18n::language_name(self.language, tag))
                    .collect();
                let args = args.with("languages", names.join(", "));
                ("change-add-interpreter", args)
            }
            Change::AddStaff { staff } => {
                let args = args.with("skills", staff.skills.join(", "));
                ("change-add-staff", args)
            }
            Change::AddRoom { room } => {
                let args = args.with("kind", self.room(&room.kind));
                ("change-add-room", args.with("seats", room.seats))
            }
            Change::AddVehicle { vehicle } => {
                ("change-add-vehicle", args.with("seats", vehicle.seats))
            }
            Change::AddCompany { company } => {
                ("change-add-company", args.with("seats", company.max_group))
            }
            Change::AddOpening { .. } => ("change-add-opening", args),
            Change::AddAbsence { .. } => ("change-add-absence", args),
            Change::RemoveResource { .. } => ("change-remove-resource", args),
            Change::Resize { resource, seats } => {
                let key = match resource.kind {
                    ResourceKind::Vehicle => "change-resize-vehicle",
                    ResourceKind::Company => "change-resize-company",
                    _ => "change-resize-room",
                };
                (key, args.with("seats", *seats))
            }
            Change::SetCompanyPlaces { places, .. } => {
                ("change-set-company-places", args.with("places", *places))
            }
            Change::OfferCompany { .. } => ("change-offer-company", args),
            Change::AddSkill { skill, .. } => {
                ("change-add-skill", args.with("skills", skill.clone()))
            }
            Change::OpenCentre { .. } => ("change-open-centre", args),
            Change::SetStaffCaps {
                per_day, per_week, ..
            } => {
                let args = args.with("day", self.limit(*per_day));
                let args = args.with("week", self.limit(*per_week));
                ("change-set-staff-caps", args)
            }
            _ => self.of_programme(change),
        }
    }

    fn of_programme(&self, change: &Change) -> (&'static str, Args) {
        let args = Args::new();
        match change {
            Change::ExtendDue { days, .. } => ("change-extend-due", args.with("days", *days)),
            Change::AdvanceRelease { days, .. } => {
                ("change-advance-release", args.with("days", *days))
            }
            Change::ResizeCohort { participants, .. } => {
                let args = args.with("participants", *participants);
                ("change-resize-cohort", args)
            }
            Change::SetDayCap { minutes, .. } => match minutes {
                Some(minutes) => ("change-set-day-cap", args.with("minutes", *minutes)),
                None => ("change-set-day-cap-none", args),
            },
            Change::SetCohortHours {
                earliest, latest, ..
            } => {
                let args = args.with("span", self.hours(*earliest, *latest));
                ("change-set-cohort-hours", args)
            }
            Change::SetLunch { lunch, .. } => match lunch {
                Some(lunch) => {
                    let args = args.with("minutes", lunch.minutes);
                    let args = args.with("span", self.hours(lunch.from, lunch.until));
                    ("change-set-lunch", args)
                }
                None => ("change-set-lunch-none", args),
            },
            Change::SetGap {
                min_gap_minutes,
                min_gap_days,
                max_gap_days,
                ..
            } => {
                let args = args.with("days", *min_gap_days);
                let args = args.with("minutes", *min_gap_minutes);
                (
                    "change-set-gap",
                    args.with("most", self.limit(*max_gap_days)),
                )
            }
            Change::DropPrecedence { .. } => ("change-drop-precedence", args),
            Change::Unpin { .. } => ("change-unpin", args),
            _ => ("change-drop-activity", args),
        }
    }

    fn limit(&self, limit: Option<u16>) -> String {
        let none = || i18n::plain(self.language, "change-no-limit");
        limit.map_or_else(none, |limit| limit.to_string())
    }

    fn room(&self, kind: &str) -> String {
        let key = format!("change-room-{}", kind.to_lowercase());
        i18n::try_text(self.language, &key, &Args::new()).unwrap_or_else(|| kind.to_owned())
    }

    fn resource(&self, resource: Option<&ResourceRef>) -> String {
        let Some(resource) = resource else {
            return String::new();
        };
        let key = match resource.kind {
            ResourceKind::Room => "change-resource-room",
            ResourceKind::Staff => "change-resource-staff",
            ResourceKind::Interpreter => "change-resource-interpreter",
            ResourceKind::Vehicle => "change-resource-vehicle",
            ResourceKind::Company => "change-resource-company",
            ResourceKind::Participant => "change-resource-participant",
        };
        let args = Args::new().with("key", resource.key.clone());
        i18n::text(self.language, key, &args)
    }

    /// An activity as people call it, with its key.
    fn activity(&self, key: Option<&str>) -> String {
        let Some(key) = key else {
            return String::new();
        };
        let Some(name) = self.activity else {
            return key.to_owned();
        };
        let title = match (&name.titles, self.language) {
            (Some((danish, _)), Language::Da) => danish.clone(),
            (Some((_, english)), Language::En) => english.clone(),
            (None, _) => i18n::plain(self.language, kind_key(name.kind)),
        };
        let args = Args::new().with("title", title).with("key", key.to_owned());
        i18n::text(self.language, "change-activity", &args)
    }

    fn hours(&self, from: u16, until: u16) -> String {
        let time = |minute: u16| {
            let seconds = u32::from(minute) * 60;
            NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default()
        };
        dates::clock_span(self.language, time(from), time(until))
    }

    fn span(&self, span: Span) -> String {
        // It is on the wall clock already.
        let instant = |moment| {
            naive(moment).map(|local| DateTime::<Utc>::from_naive_utc_and_offset(local, Utc))
        };
        match (instant(span.from), instant(span.until)) {
            (Some(from), Some(until)) => dates::interval(self.language, Tz::UTC, from, until),
            _ => String::new(),
        }
    }
}

const fn kind_key(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Lesson => "label-session-lesson",
        ActivityKind::DanishLesson => "label-session-danish-lesson",
        ActivityKind::CompetencyInterview => "label-session-competency-interview",
        ActivityKind::CompanyVisit => "label-session-company-visit",
    }
}
