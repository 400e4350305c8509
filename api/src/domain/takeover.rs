//! The day on which a municipality takes over the responsibility for a person, from the facts.
//!
//! Integration Act (*integrationsloven*) § 4: responsibility passes at the end of the first whole
//! month after the placement decision, that is on the 1st of the second month after it; when that
//! day is a Saturday, Sunday or public holiday, on the first weekday after it that is neither.
//! Resettlement refugees and family-reunified persons pass on the day of their CPR registration,
//! and with the person's consent the municipality may take over earlier than the ordinary day.

use chrono::{Datelike, Months, NaiveDate};
use entities::columns::PlacementKind;

use crate::domain::calendar::working_day_from;
use crate::domain::code::codes;
use crate::domain::effective::{Dated, day, in_force};

codes! {
    /// Which rule of § 4 applies to the person.
    pub enum TakeoverKind {
        Ordinary = "ORDINARY",
        Quota = "QUOTA",
        FamilyReunified = "FAMILY_REUNIFIED",
        EarlyByConsent = "EARLY_BY_CONSENT",
    }
}

impl From<PlacementKind> for TakeoverKind {
    fn from(kind: PlacementKind) -> Self {
        match kind {
            PlacementKind::Ordinary => Self::Ordinary,
            PlacementKind::Quota => Self::Quota,
            PlacementKind::FamilyReunified => Self::FamilyReunified,
            PlacementKind::EarlyByConsent => Self::EarlyByConsent,
        }
    }
}

/// What is known about a person; each kind needs its own part of it and ignores the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakeoverFacts {
    pub kind: TakeoverKind,
    /// The day of the placement decision.
    pub decided_on: Option<NaiveDate>,
    /// The day of registration in the civil registration system.
    pub cpr_registered_on: Option<NaiveDate>,
    /// The day of takeover on which person and municipality agreed.
    pub agreed_on: Option<NaiveDate>,
}

/// The takeover date and how it was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Takeover {
    pub on: NaiveDate,
    /// Version of the rule that gave the date; it is stored beside the date.
    pub rule_version: &'static str,
    /// The way to the date, in order; the last step's day is the date itself.
    pub steps: Vec<Step>,
}

/// One day on the way to the takeover date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub code: StepCode,
    pub on: NaiveDate,
}

codes! {
    /// What a step's day is.
    pub enum StepCode {
        /// The placement decision was made.
        PlacementDecided = "PLACEMENT_DECIDED",
        /// The first whole month after the decision begins.
        FirstWholeMonth = "FIRST_WHOLE_MONTH",
        /// The first whole month has ended: the day counted by the month rule.
        MonthEnded = "MONTH_ENDED",
        /// That day is no working day; the first one after it.
        MovedToWorkingDay = "MOVED_TO_WORKING_DAY",
        /// The person was registered in the civil registration system.
        CprRegistered = "CPR_REGISTERED",
        /// Person and municipality agreed on an earlier day.
        AgreedEarlier = "AGREED_EARLIER",
    }
}

/// One thing that keeps the date from being found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakeoverFault {
    /// The field of [`TakeoverFacts`] to mend.
    pub field: FactField,
    pub code: TakeoverFaultCode,
}

codes! {
    pub enum FactField {
        DecidedOn = "decidedOn",
        CprRegisteredOn = "cprRegisteredOn",
        AgreedOn = "agreedOn",
    }
}

codes! {
    pub enum TakeoverFaultCode {
        /// The kind needs this fact.
        Missing = "MISSING",
        /// No rule is known for this day: before the Act, or past the end of the calendar.
        NoRuleForDay = "NO_RULE_FOR_DAY",
        /// An agreed day lies after the placement decision.
        AgreedNotAfterDecision = "AGREED_NOT_AFTER_DECISION",
        /// An agreed day lies no later than the ordinary one.
        AgreedAfterOrdinary = "AGREED_AFTER_ORDINARY",
    }
}

/// How a decision made exactly on the 1st is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DecisionOnTheFirst {
    /// The month of the decision is not whole; the first whole month is the next one.
    MonthIsNotWhole,
}

struct TakeoverRule {
    version: &'static str,
    decision_on_the_first: DecisionOnTheFirst,
}

/// The rules by the day of the deciding fact. The Act came into force on 1 January 1999.
///
/// Neither the Act nor its guidance says whether a decision on the 1st leaves its month whole. The
/// policy is that it does not: some hours of the month had passed, and the later date never asks a
/// municipality to be ready before it must.
const RULES: [Dated<TakeoverRule>; 1] = [Dated {
    valid_from: day(1999, 1, 1),
    value: TakeoverRule {
        version: "INTEGRATIONSLOVEN_4/1",
        decision_on_the_first: DecisionOnTheFirst::MonthIsNotWhole,
    },
}];

type Found<T> = Result<T, Vec<TakeoverFault>>;

/// The takeover date, or everything that is missing or contradictory at once.
pub fn takeover(facts: &TakeoverFacts) -> Found<Takeover> {
    match facts.kind {
        TakeoverKind::Ordinary => ordinary(need(facts.decided_on, FactField::DecidedOn)?),
        TakeoverKind::Quota | TakeoverKind::FamilyReunified => {
            // The decision gives no day here, but it was made by some rule.
            if let Some(decided_on) = facts.decided_on {
                rule_on(decided_on, FactField::DecidedOn)?;
            }
            by_registration(need(facts.cpr_registered_on, FactField::CprRegisteredOn)?)
        }
        TakeoverKind::EarlyByConsent => early(facts),
    }
}

fn ordinary(decided_on: NaiveDate) -> Found<Takeover> {
    let rule = rule_on(decided_on, FactField::DecidedOn)?;
    let out_of_range = || fault(FactField::DecidedOn, TakeoverFaultCode::NoRuleForDay);
    let first_whole_month = first_whole_month(rule, decided_on).ok_or_else(out_of_range)?;
    let month_ended = first_whole_month
        .checked_add_months(Months::new(1))
        .ok_or_else(out_of_range)?;
    let on = working_day_from(month_ended).ok_or_else(out_of_range)?;
    let mut steps = vec![
        Step {
            code: StepCode::PlacementDecided,
            on: decided_on,
        },
        Step {
            code: StepCode::FirstWholeMonth,
            on: first_whole_month,
        },
        Step {
            code: StepCode::MonthEnded,
            on: month_ended,
        },
    ];
    if on != month_ended {
        steps.push(Step {
            code: StepCode::MovedToWorkingDay,
            on,
        });
    }
    Ok(Takeover {
        on,
        rule_version: rule.version,
        steps,
    })
}

fn first_whole_month(rule: &TakeoverRule, decided_on: NaiveDate) -> Option<NaiveDate> {
    match rule.decision_on_the_first {
        DecisionOnTheFirst::MonthIsNotWhole => {
            decided_on.with_day(1)?.checked_add_months(Months::new(1))
        }
    }
}

/// The day of registration stands as it is: it is a fact, not a counted day.
fn by_registration(registered_on: NaiveDate) -> Found<Takeover> {
    let rule = rule_on(registered_on, FactField::CprRegisteredOn)?;
    let steps = vec![Step {
        code: StepCode::CprRegistered,
        on: registered_on,
    }];
    Ok(Takeover {
        on: registered_on,
        rule_version: rule.version,
        steps,
    })
}

/// The agreed day stands as it is, also on a weekend: those who agreed can meet on it. It lies
/// after the decision, and no later than the day that would have come without an agreement.
fn early(facts: &TakeoverFacts) -> Found<Takeover> {
    let (decided_on, agreed_on) = match (
        need(facts.decided_on, FactField::DecidedOn),
        need(facts.agreed_on, FactField::AgreedOn),
    ) {
        (Ok(decided_on), Ok(agreed_on)) => (decided_on, agreed_on),
        (decided_on, agreed_on) => {
            let missing = [decided_on.err(), agreed_on.err()];
            return Err(missing.into_iter().flatten().flatten().collect());
        }
    };
    if agreed_on <= decided_on {
        return Err(fault(
            FactField::AgreedOn,
            TakeoverFaultCode::AgreedNotAfterDecision,
        ));
    }
    let mut takeover = ordinary(decided_on)?;
    if agreed_on > takeover.on {
        return Err(fault(
            FactField::AgreedOn,
            TakeoverFaultCode::AgreedAfterOrdinary,
        ));
    }
    takeover.on = agreed_on;
    takeover.steps.push(Step {
        code: StepCode::AgreedEarlier,
        on: agreed_on,
    });
    Ok(takeover)
}

fn rule_on(day: NaiveDate, field: FactField) -> Found<&'static TakeoverRule> {
    in_force(&RULES, day).ok_or_else(|| fault(field, TakeoverFaultCode::NoRuleForDay))
}

fn need(fact: Option<NaiveDate>, field: FactField) -> Found<NaiveDate> {
    fact.ok_or_else(|| fault(field, TakeoverFaultCode::Missing))
}

fn fault(field: FactField, code: TakeoverFaultCode) -> Vec<TakeoverFault> {
    vec![TakeoverFault { field, code }]
}

#[cfg(test)]
#[path = "takeover_tests.rs"]
mod tests;
