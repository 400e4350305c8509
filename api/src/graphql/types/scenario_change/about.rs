//! What a change is about, in data.

use scheduler::calendar::Span;
use scheduler::problem::{ResourceKind, ResourceRef};
use scheduler::scenario::Change;

/// What a change is about.
#[derive(Default)]
pub(super) struct About<'c> {
    pub(super) resource: Option<ResourceRef>,
    pub(super) cohort: Option<&'c str>,
    pub(super) activity: Option<&'c str>,
    pub(super) before: Option<&'c str>,
    pub(super) span: Option<Span>,
    pub(super) number: Option<i32>,
}

impl<'c> About<'c> {
    pub(super) fn of(change: &'c Change) -> Self {
        let nothing = Self::default();
        match change {
            Change::AddInterpreter { interpreter } => {
                Self::added(ResourceKind::Interpreter, &interpreter.key, None)
            }
            Change::AddStaff { staff } => Self::added(ResourceKind::Staff, &staff.key, None),
            Change::AddRoom { room } => {
                Self::added(ResourceKind::Room, &room.key, Some(room.seats))
            }
            Change::AddVehicle { vehicle } => {
                Self::added(ResourceKind::Vehicle, &vehicle.key, Some(vehicle.seats))
            }
            Change::AddCompany { company } => {
                Self::added(ResourceKind::Company, &company.key, Some(company.max_group))
            }
            Change::AddOpening { resource, span } | Change::AddAbsence { resource, span } => Self {
                resource: Some(resource.clone()),
                span: Some(*span),
                ..nothing
            },
            Change::RemoveResource { resource } => Self {
                resource: Some(resource.clone()),
                ..nothing
            },
            Change::Resize { resource, seats } => Self {
                resource: Some(resource.clone()),
                number: Some((*seats).into()),
                ..nothing
            },
            Change::SetCompanyPlaces { company, places } => {
                Self::added(ResourceKind::Company, company, Some(*places))
            }
            Change::OfferCompany { activity, company } => Self {
                activity: Some(activity),
                ..Self::added(ResourceKind::Company, company, None)
            },
            Change::AddSkill { staff, .. } | Change::SetStaffCaps { staff, .. } => {
                Self::added(ResourceKind::Staff, staff, None)
            }
            Change::OpenCentre { span } => Self {
                span: Some(*span),
                ..nothing
            },
            _ => Self::of_programme(change),
        }
    }

    fn of_programme(change: &'c Change) -> Self {
        let nothing = Self::default();
        match change {
            Change::ExtendDue { activity, days } | Change::AdvanceRelease { activity, days } => {
                Self {
                    activity: Some(activity),
                    number: Some((*days).into()),
                    ..nothing
                }
            }
            Change::ResizeCohort {
                cohort,
                participants,
                ..
            } => Self::cohort(cohort, Some(*participants)),
            Change::SetDayCap { cohort, minutes } => Self::cohort(cohort, *minutes),
            Change::SetCohortHours { cohort, .. } => Self::cohort(cohort, None),
            Change::SetLunch { cohort, lunch } => {
                Self::cohort(cohort, lunch.map(|lunch| lunch.minutes))
            }
            Change::SetGap { before, after, .. } | Change::DropPrecedence { before, after } => {
                Self {
                    activity: Some(after),
                    before: Some(before),
                    ..nothing
                }
            }
            Change::Unpin { activity } | Change::DropActivity { activity } => Self {
                activity: Some(activity),
                ..nothing
            },
            _ => nothing,
        }
    }

    fn added(kind: ResourceKind, key: &str, number: Option<u16>) -> Self {
        Self {
            resource: Some(ResourceRef::new(kind, key)),
            number: number.map(Into::into),
            ..Self::default()
        }
    }

    fn cohort(cohort: &'c str, number: Option<u16>) -> Self {
        Self {
            cohort: Some(cohort),
            number: number.map(Into::into),
            ..Self::default()
        }
    }
}
