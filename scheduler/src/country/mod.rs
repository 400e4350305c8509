//! Many centres at once: each plans for itself, and they share interpreters and companies.
//!
//! Neighbours that are open at the same hours are planned as one problem, a handful to a
//! [`cluster`]: that is what makes the best of an interpreter whom several of them need on a day.
//! Clusters are many and small, so what planning a centre costs does not grow with their number. Of
//! what is shared each is offered a share in proportion to its need: interpreters of its languages,
//! companies of all sectors, neighbours in a ring with some overlap. First every cluster makes a plan
//! around those before it. Then come rounds. In a round every free hour of something shared belongs
//! to one cluster, which alone may use it; what the others have booked stays theirs until they give
//! it up. So any plans that clusters come to in the same round stand together, and rounds may be
//! walked on any number of threads. Whose an hour is changes from round to round.

mod cluster;
mod field;
mod offer;
mod rounds;
mod shared;
mod side_by_side;

use crate::problem::{Company, Interpreter, Key, Problem, ProblemFault, ResourceKind};
use crate::search::{Control, Effort, Progress, Solution};
use std::collections::BTreeSet;

/// Centres that share interpreters and companies.
#[derive(Clone, Debug)]
pub struct Country {
    /// One problem a centre. All have the same first date, days and grid; a centre may have
    /// interpreters and companies of its own besides.
    pub centres: Vec<Problem>,
    /// Interpreters whom any centre may book. Their keys are none that a centre uses itself.
    pub interpreters: Vec<Interpreter>,
    /// Companies that any centre may visit. Their keys are none that a centre uses itself.
    pub companies: Vec<Company>,
}

/// Why a country cannot be planned.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CountryFault {
    /// A centre's problem is not sound.
    #[error("centre {centre}: {fault}")]
    Centre {
        /// Which one, counted from 0.
        centre: usize,
        /// What is wrong with it.
        fault: ProblemFault,
    },
    /// A centre has another first date, number of days or grid than the first centre.
    #[error("centre {centre} has another horizon than the first")]
    Horizon {
        /// Which one, counted from 0.
        centre: usize,
    },
    /// Something shared has a key that is taken, in a centre or among what is shared.
    #[error("the key {key} of something shared is taken")]
    KeyTaken {
        /// The key.
        key: Key,
    },
}

/// Plans every centre. The answers are in the order of the centres; each is what [`crate::solve`]
/// answers for a problem, with the interpreters and companies that were offered to it, except that
/// an interpreter whom two centres call on the same day is paid for in both scores.
///
/// `steps` are shared by all centres. The answer depends on the country, the seed and the steps, not
/// on `threads`; a search that is stopped keeps what stands at the end of the round.
///
/// # Errors
/// Every fault of the centres and of what is shared.
pub fn solve_country(
    country: &Country,
    effort: &Effort,
    threads: usize,
    progress: &mut (dyn FnMut(&Progress) -> Control + Send),
) -> Result<Vec<Solution>, Vec<CountryFault>> {
    let order = offer::order(country);
    let clusters = cluster::clusters(country, &order);
    let problems = offer::offer(country, &clusters);
    let faults = faults(country, &problems);
    if !faults.is_empty() {
        return Err(faults);
    }
    let country = rounds::Divided::new(country, &order, &clusters, &problems);
    Ok(country.solve(effort, threads.max(1), progress))
}

fn faults(country: &Country, problems: &[Problem]) -> Vec<CountryFault> {
    let mut faults = Vec::new();
    let mut keys: BTreeSet<(ResourceKind, &Key)> = BTreeSet::new();
    for problem in &country.centres {
        let interpreters = problem.interpreters.iter();
        keys.extend(interpreters.map(|one| (ResourceKind::Interpreter, &one.key)));
        let companies = problem.companies.iter();
        keys.extend(companies.map(|one| (ResourceKind::Company, &one.key)));
    }
    let interpreters = country.interpreters.iter();
    let shared = interpreters
        .map(|one| (ResourceKind::Interpreter, &one.key))
        .chain(
            country
                .companies
                .iter()
                .map(|one| (ResourceKind::Company, &one.key)),
        );
    for (kind, key) in shared {
        if !keys.insert((kind, key)) {
            faults.push(CountryFault::KeyTaken { key: key.clone() });
        }
    }
    for (centre, problem) in problems.iter().enumerate() {
        let (one, first) = (&problem.horizon, &problems[0].horizon);
        if (one.first_date, one.days, one.grid_minutes)
            != (first.first_date, first.days, first.grid_minutes)
        {
            faults.push(CountryFault::Horizon { centre });
        }
        if let Err(found) = problem.validate() {
            faults.extend(
                found
                    .into_iter()
                    .map(|fault| CountryFault::Centre { centre, fault }),
            );
        }
    }
    faults
}
