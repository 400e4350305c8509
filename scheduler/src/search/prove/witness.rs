//! A plan that is at hand: each activity to the first start that is free. Where that works, no
//! argument is looked for.

use super::relax::Rules;
use super::scene::{Budget, Scene, Start};
use crate::dense::Model;

/// Starts that are looked at for one activity at most.
const MOST_STARTS: u32 = 1_500;

/// Whether everything can be placed so, in the order that precedences ask for.
pub(super) fn is_at_hand(model: &Model, passed: Rules, budget: &mut Budget) -> bool {
    if !super::pinned_faults(model).is_empty() {
        return false;
    }
    let scene = Scene::bare(model, passed);
    let mut state = crate::dense::state::State::new(model);
    for at in sequence(model) {
        let mut looked_at = 0;
        let mut found = None;
        'sites: for site in &model.activities[at].sites {
            for slot in &site.starts {
                looked_at += 1;
                if looked_at > MOST_STARTS {
                    break 'sites;
                }
                let start = Start {
                    slot: *slot,
                    company: site.company,
                };
                if !scene.is_free(&state, at, &start.bare()) {
                    continue;
                }
                scene.equip(&state, at, start, &mut |place| {
                    found = Some(place);
                    false
                });
                if found.is_some() {
                    break 'sites;
                }
            }
        }
        budget.take(u64::from(looked_at));
        let Some(place) = found else {
            return false;
        };
        state.put(at, place);
    }
    true
}

/// What is free, each after all that must precede it; of these, what has the fewest starts first.
fn sequence(model: &Model) -> Vec<usize> {
    let n = model.activities.len();
    let mut depth = vec![0_usize; n];
    // A circle is cut after as many rounds as there are activities.
    for _ in 0..n {
        let mut has_changed = false;
        for at in 0..n {
            let source = &model.activities[at];
            let before = source.before.iter().map(|link| link.other);
            let deepest = before.chain(source.interviews.iter().copied());
            let below = deepest.map(|other| depth[other] + 1).max().unwrap_or(0);
            if below > depth[at] {
                depth[at] = below;
                has_changed = true;
            }
        }
        if !has_changed {
            break;
        }
    }
    let mut free: Vec<usize> = (0..n)
        .filter(|at| model.activities[*at].is_free())
        .collect();
    free.sort_by_key(|at| {
        let sites = model.activities[*at].sites.iter();
        let starts: usize = sites.map(|site| site.starts.len()).sum();
        (depth[*at], starts, *at)
    });
    free
}
