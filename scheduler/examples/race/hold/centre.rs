//! One centre of several, with what is published: what the others have booked stays theirs.

use super::{Absence, Adapter, Answer, Task};
use scheduler::Timetable;
use scheduler::problem::{Booking, Problem, ResourceKind, ResourceRef};
use std::collections::{BTreeMap, BTreeSet};

impl Adapter<'_> {
    /// The centres, by name.
    pub(crate) fn centres(&self) -> BTreeSet<&str> {
        let cohorts = self.instance.cohorts.iter();
        cohorts.map(|one| one.centre.as_str()).collect()
    }

    /// Everything that is published.
    pub(crate) fn published(&self, base: &Answer) -> Timetable {
        let mut timetable = Timetable::default();
        for task in &self.instance.activities {
            if let Some(stand) = base.activities.get(&task.id) {
                let assignment = self.assignment(task, stand);
                timetable.assignments.insert(task.id.clone(), assignment);
            }
        }
        timetable
    }

    /// A centre's problem around what the others do.
    pub(crate) fn centre_published(
        &self,
        centre: &str,
        base: &Answer,
        away: &[Absence],
    ) -> Result<Problem, String> {
        let mut problem = self.of_centre(centre, Some(base), away)?;
        self.shared_things(&mut problem, away);
        let of_cohort: BTreeMap<&str, &str> = (self.instance.cohorts.iter())
            .map(|one| (one.id.as_str(), one.centre.as_str()))
            .collect();
        let is_elsewhere = |task: &&Task| of_cohort.get(task.cohort.as_str()) != Some(&centre);
        for task in self.instance.activities.iter().filter(is_elsewhere) {
            let Some(stand) = base.activities.get(&task.id) else {
                continue;
            };
            let interpreters = stand.interpreters.iter();
            let booked = interpreters
                .map(|key| ResourceRef::new(ResourceKind::Interpreter, key.as_str()))
                .chain(
                    stand
                        .company
                        .iter()
                        .map(|key| ResourceRef::new(ResourceKind::Company, key.as_str())),
                );
            let span = self.span(stand.start, stand.start + task.dur);
            problem.bookings.extend(booked.map(|resource| Booking {
                resource,
                span,
                places: 1,
            }));
        }
        Ok(problem)
    }
}
