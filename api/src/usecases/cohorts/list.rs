//! Shows cohorts, with how many have a place or wait for one.

use std::collections::BTreeMap;

use entities::cohort;
use entities::columns::EnrolmentState;
use entities::id::{CentreId, CohortId};

use crate::domain::policy::Action;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::lookup;

/// How full a cohort is, and which interpreters it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Have a place, whether the course has begun, is under way or over.
    pub n_enrolled: i64,
    pub n_waiting: i64,
    /// Languages for which those with a place need an interpreter, with how many do, by tag.
    pub interpreter_languages: Vec<(String, i64)>,
}

/// The cohorts of a centre, the latest to begin first.
pub async fn of_centre(op: &Op, centre: CentreId) -> Result<Vec<cohort::Model>> {
    lookup::centre(op, op.reader(), centre, Action::ReadCohorts).await?;
    Ok(store::cohorts::of_centre(op.reader(), centre).await?)
}

/// One cohort by id.
pub async fn find(op: &Op, id: CohortId) -> Result<cohort::Model> {
    let row = lookup::cohort(op, op.reader(), id, Action::ReadCohorts).await?;
    Ok(row.into_row())
}

/// One cohort of a centre by key.
pub async fn find_by_key(op: &Op, centre: CentreId, key: &str) -> Result<cohort::Model> {
    op.demand_sign_in()?;
    let row = store::cohorts::by_key(op.reader(), centre, key)
        .await?
        .ok_or_else(Error::not_found)?;
    find(op, row.id).await
}

/// Those of `ids` that the actor may see.
pub async fn by_ids(op: &Op, ids: &[CohortId]) -> Result<Vec<cohort::Model>> {
    let reach = op.reach(Action::ReadCohorts);
    Ok(store::cohorts::by_ids(op.reader(), &reach, ids).await?)
}

/// The figures of `ids`: cohorts that the actor has been shown.
pub async fn figures(op: &Op, ids: &[CohortId]) -> Result<BTreeMap<CohortId, Figures>> {
    op.demand_sign_in()?;
    let db = op.reader();
    let mut figures: BTreeMap<CohortId, Figures> =
        ids.iter().map(|id| (*id, Figures::default())).collect();
    for (cohort, state, n) in store::enrolments::counts(db, ids).await? {
        let figures = figures.entry(cohort).or_default();
        if state == EnrolmentState::Waitlisted {
            figures.n_waiting += n;
        } else if store::enrolments::SEATED.contains(&state) {
            figures.n_enrolled += n;
        }
    }
    for (cohort, language, n) in store::enrolments::interpreter_languages(db, ids).await? {
        let figures = figures.entry(cohort).or_default();
        figures.interpreter_languages.push((language, n));
    }
    Ok(figures)
}
