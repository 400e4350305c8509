//! The published vectors of the takeover date, and its laws.

use proptest::prelude::*;

use super::*;
use crate::domain::calendar::is_working_day;

fn facts(kind: TakeoverKind) -> TakeoverFacts {
    TakeoverFacts {
        kind,
        decided_on: None,
        cpr_registered_on: None,
        agreed_on: None,
    }
}

fn decided(on: NaiveDate) -> TakeoverFacts {
    TakeoverFacts {
        decided_on: Some(on),
        ..facts(TakeoverKind::Ordinary)
    }
}

fn agreed(decided_on: NaiveDate, agreed_on: NaiveDate) -> TakeoverFacts {
    TakeoverFacts {
        decided_on: Some(decided_on),
        agreed_on: Some(agreed_on),
        ..facts(TakeoverKind::EarlyByConsent)
    }
}

fn only_fault(facts: &TakeoverFacts) -> (FactField, TakeoverFaultCode) {
    let faults = takeover(facts).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    (faults[0].field, faults[0].code)
}

#[test]
fn the_published_vectors_hold() {
    for (decided_on, on) in [
        (day(2016, 10, 28), day(2016, 12, 1)),
        (day(2016, 11, 10), day(2017, 1, 2)),
        (day(2016, 12, 22), day(2017, 2, 1)),
        (day(2017, 2, 3), day(2017, 4, 3)),
        (day(2018, 2, 10), day(2018, 4, 3)),
        (day(2026, 11, 22), day(2027, 1, 4)),
        (day(2019, 5, 15), day(2019, 7, 1)),
    ] {
        let found = takeover(&decided(decided_on)).unwrap();
        assert_eq!(found.on, on, "{decided_on}");
        assert_eq!(found.rule_version, "INTEGRATIONSLOVEN_4/1");
    }
}

#[test]
fn the_published_month_rule_holds_in_every_year_before_the_weekend_rule() {
    for year in 2000..2040 {
        for (decided_on, counted) in [
            (day(year, 10, 28), day(year, 12, 1)),
            (day(year, 5, 15), day(year, 7, 1)),
        ] {
            let steps = takeover(&decided(decided_on)).unwrap().steps;
            assert_eq!(
                steps[2],
                Step {
                    code: StepCode::MonthEnded,
                    on: counted
                }
            );
        }
    }
}

#[test]
fn the_steps_tell_the_way() {
    let found = takeover(&decided(day(2018, 2, 10))).unwrap();
    assert_eq!(
        found.steps,
        [
            Step {
                code: StepCode::PlacementDecided,
                on: day(2018, 2, 10)
            },
            Step {
                code: StepCode::FirstWholeMonth,
                on: day(2018, 3, 1)
            },
            Step {
                code: StepCode::MonthEnded,
                on: day(2018, 4, 1)
            },
            Step {
                code: StepCode::MovedToWorkingDay,
                on: day(2018, 4, 3)
            },
        ]
    );
}

#[test]
fn a_decision_on_the_first_leaves_its_month_not_whole() {
    assert_eq!(
        takeover(&decided(day(2017, 3, 1))).unwrap().on,
        day(2017, 5, 1)
    );
    assert_eq!(
        takeover(&decided(day(2017, 2, 28))).unwrap().on,
        day(2017, 4, 3)
    );
}

#[test]
fn quota_and_family_pass_on_the_day_of_registration() {
    for kind in [TakeoverKind::Quota, TakeoverKind::FamilyReunified] {
        let saturday = day(2017, 4, 1);
        let known = TakeoverFacts {
            cpr_registered_on: Some(saturday),
            ..facts(kind)
        };
        let found = takeover(&known).unwrap();
        assert_eq!(found.on, saturday);
        assert_eq!(
            found.steps,
            [Step {
                code: StepCode::CprRegistered,
                on: saturday
            }]
        );
        assert_eq!(
            only_fault(&facts(kind)),
            (FactField::CprRegisteredOn, TakeoverFaultCode::Missing)
        );
    }
}

#[test]
fn an_agreed_day_lies_between_decision_and_ordinary_day() {
    let decided_on = day(2017, 2, 3);
    let refused = |on| only_fault(&agreed(decided_on, on));
    let field = FactField::AgreedOn;
    assert_eq!(
        refused(day(2017, 2, 2)),
        (field, TakeoverFaultCode::AgreedNotAfterDecision)
    );
    assert_eq!(
        refused(decided_on),
        (field, TakeoverFaultCode::AgreedNotAfterDecision)
    );
    assert_eq!(
        refused(day(2017, 4, 4)),
        (field, TakeoverFaultCode::AgreedAfterOrdinary)
    );
    for on in [day(2017, 2, 4), day(2017, 3, 5), day(2017, 4, 3)] {
        let found = takeover(&agreed(decided_on, on)).unwrap();
        assert_eq!(found.on, on);
        assert_eq!(
            found.steps.last(),
            Some(&Step {
                code: StepCode::AgreedEarlier,
                on
            })
        );
    }
}

#[test]
fn everything_missing_is_named_at_once() {
    assert_eq!(
        takeover(&facts(TakeoverKind::EarlyByConsent)).unwrap_err(),
        [FactField::DecidedOn, FactField::AgreedOn].map(|field| TakeoverFault {
            field,
            code: TakeoverFaultCode::Missing
        })
    );
    assert_eq!(
        only_fault(&facts(TakeoverKind::Ordinary)),
        (FactField::DecidedOn, TakeoverFaultCode::Missing)
    );
}

#[test]
fn there_is_no_rule_before_the_act_nor_past_the_calendar() {
    let refusal = (FactField::DecidedOn, TakeoverFaultCode::NoRuleForDay);
    assert_eq!(only_fault(&decided(day(1998, 12, 31))), refusal);
    assert_eq!(only_fault(&decided(NaiveDate::MAX)), refusal);
    for kind in [TakeoverKind::Quota, TakeoverKind::FamilyReunified] {
        let registered = TakeoverFacts {
            decided_on: Some(day(1998, 12, 31)),
            cpr_registered_on: Some(day(2017, 2, 1)),
            ..facts(kind)
        };
        assert_eq!(only_fault(&registered), refusal);
    }
}

proptest! {
    #[test]
    fn the_ordinary_day_is_a_working_day_four_to_ten_weeks_after_the_decision(
        offset in 0_u64..30_000,
    ) {
        let decided_on = day(1999, 1, 1) + chrono::Days::new(offset);
        let found = takeover(&decided(decided_on)).unwrap();
        let weeks = (found.on - decided_on).num_days() / 7;
        prop_assert!(is_working_day(found.on));
        prop_assert!((4..=9).contains(&weeks), "{} weeks", weeks);
        prop_assert_eq!(found.steps.last().map(|step| step.on), Some(found.on));
        prop_assert!(found.steps.is_sorted_by_key(|step| step.on));
    }

    #[test]
    fn a_later_decision_never_brings_an_earlier_takeover(offset in 0_u64..30_000) {
        let decided_on = day(1999, 1, 1) + chrono::Days::new(offset);
        let first = takeover(&decided(decided_on)).unwrap().on;
        let second = takeover(&decided(decided_on + chrono::Days::new(1))).unwrap().on;
        prop_assert!(first <= second);
    }
}
