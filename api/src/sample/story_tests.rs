//! The demonstration's story could have happened: in order, to people who exist, within the budget.

use std::collections::BTreeSet;

use super::load;
use super::story::Deed;
use super::tests::{municipalities, people};

/// An amount of kroner with two decimals, in øre.
fn ore(amount: &str) -> i64 {
    let (kroner, rest) = amount.split_once('.').unwrap();
    assert_eq!(rest.len(), 2);
    kroner.parse::<i64>().unwrap() * 100 + rest.parse::<i64>().unwrap()
}

fn deeds() -> Vec<Deed> {
    let story = load(super::AVNSTRUP).unwrap().story.unwrap();
    story.steps.into_iter().map(|step| step.deed).collect()
}

#[test]
fn the_story_goes_forward_and_nobody_decides_ahead_of_time() {
    let centre = load(super::AVNSTRUP).unwrap();
    let people = people(&centre);
    let story = centre.story.unwrap();
    assert!(story.steps.is_sorted_by_key(|step| step.at));
    assert!(story.steps[0].at >= story.begins_at);
    assert!(
        story
            .attendance
            .iter()
            .all(|pattern| people.contains_key(&pattern.participant))
    );
    for step in &story.steps {
        let on = match &step.deed {
            Deed::RecordOutcome { decided_on, .. } | Deed::RecordPlacement { decided_on, .. } => {
                decided_on
            }
            Deed::RecordStay { from, .. } => from,
            Deed::PostCost { posted_on, .. } => posted_on,
            _ => continue,
        };
        assert!(*on <= step.at.date(), "{step:?}");
    }
}

#[test]
fn costs_add_up_to_the_budget() {
    let centre = load(super::AVNSTRUP).unwrap();
    let mut spent = 0;
    for deed in deeds() {
        if let Deed::PostCost { amount, period, .. } = deed {
            spent += ore(&amount);
            assert!(
                centre
                    .partnership
                    .periods
                    .iter()
                    .any(|known| known.key == period)
            );
        }
    }
    assert_eq!(spent, ore(&centre.partnership.budget));
}

#[test]
fn one_in_five_is_refused_and_only_the_granted_are_placed_and_handed_off() {
    let people = people(&load(super::AVNSTRUP).unwrap());
    let mut granted = BTreeSet::new();
    let mut refused = BTreeSet::new();
    let mut placed = BTreeSet::new();
    let mut announced = BTreeSet::new();
    for deed in deeds() {
        match deed {
            Deed::RecordOutcome {
                participants, kind, ..
            } => {
                assert!(participants.iter().all(|key| people.contains_key(key)));
                match kind.as_str() {
                    "GRANTED" => granted.extend(participants),
                    "REFUSED" => refused.extend(participants),
                    _ => {}
                }
            }
            Deed::RecordPlacement {
                participants,
                municipality,
                ..
            } => {
                assert!(municipalities().contains(&municipality));
                assert!(participants.iter().all(|key| granted.contains(key)));
                placed.extend(participants);
            }
            Deed::SendHandoff { participants } => {
                assert!(participants.iter().all(|key| placed.contains(key)));
                announced.extend(participants);
            }
            Deed::AcceptHandoff { participants } => {
                assert!(participants.iter().all(|key| announced.contains(key)));
            }
            _ => {}
        }
    }
    assert_eq!((granted.len(), refused.len()), (20, 5));
}

#[test]
fn families_are_decided_together() {
    let centre = load(super::AVNSTRUP).unwrap();
    let people = people(&centre);
    for step in centre.story.unwrap().steps {
        if let Deed::RecordOutcome { participants, .. } = step.deed {
            let families: BTreeSet<&String> = participants
                .iter()
                .filter_map(|key| people[key].family.as_ref())
                .collect();
            let members = people.iter().filter(|(_, p)| {
                p.family
                    .as_ref()
                    .is_some_and(|family| families.contains(family))
            });
            assert!(
                members
                    .into_iter()
                    .all(|(key, _)| participants.contains(key))
            );
        }
    }
}
