//! What the destination municipality must do by when, counted from the takeover date, and when the
//! centre's hand-off package is due.
//!
//! Sources: Integration Act (*integrationsloven*) § 16 (programme within one month), § 19
//! (contract within one month), § 21 (Danish), § 23 (company-oriented offers), § 15 d
//! (health assessment), § 20 (follow-up).
//! Periods of months end on the same day of the month, or on the month's last day when there is no
//! such day. A deadline on a weekend or holiday is not moved: the municipality may not count on it.

use chrono::{Days, Months, NaiveDate};

use crate::domain::code::codes;
use crate::domain::effective::{Dated, day, in_force};
use crate::domain::period::Period;

codes! {
    /// What is due.
    pub enum DeadlineKind {
        /// The first company-oriented offer, as early as it ideally comes.
        CompanyOfferIdeal = "COMPANY_OFFER_IDEAL",
        /// The integration contract is concluded.
        Contract = "CONTRACT",
        /// The introduction programme has begun.
        ProgrammeStart = "PROGRAMME_START",
        /// Danish lessons have begun.
        DanishStart = "DANISH_START",
        /// The first company-oriented offer, at the latest.
        CompanyOffer = "COMPANY_OFFER",
        /// A health assessment has been offered.
        HealthAssessmentOffer = "HEALTH_ASSESSMENT_OFFER",
        /// So many follow-up conversations have been held.
        FollowUps = "FOLLOW_UPS",
    }
}

/// One thing that is due on or before a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
    pub kind: DeadlineKind,
    /// How often it must have happened by then.
    pub times: u32,
    /// `false` for a recommendation that nobody is late on.
    pub is_binding: bool,
    /// The minister has suspended deadlines on the due day.
    pub is_suspended: bool,
}

/// The periods that apply to takeovers from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct DeadlineRules {
    company_offer_ideal_days: u64,
    start_months: u32,
    health_months: u32,
    follow_ups: u32,
    follow_up_months: u32,
}

const SINCE_2016: DeadlineRules = DeadlineRules {
    company_offer_ideal_days: 14,
    start_months: 1,
    health_months: 6,
    follow_ups: 4,
    follow_up_months: 6,
};

/// Health assessments came with the Act of 2013, within 3 months, in force 1 July 2013; since
/// 1 July 2016 (Act no. 665 of 8 June 2016) the offer is due within 6 months.
const RULES: [Dated<DeadlineRules>; 2] = [
    Dated {
        valid_from: day(2013, 7, 1),
        value: DeadlineRules {
            health_months: 3,
            ..SINCE_2016
        },
    },
    Dated {
        valid_from: day(2016, 7, 1),
        value: SINCE_2016,
    },
];

/// Days from the placement decision until the centre's package is due.
const HANDOFF_DAYS: [Dated<u64>; 1] = [Dated {
    valid_from: day(1999, 1, 1),
    value: 10,
}];

/// No rules are known for takeovers on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no deadlines are known for {0}")]
pub struct NoRuleForDay(pub NaiveDate);

/// The municipality's deadlines after a takeover, earliest first. A deadline whose due day lies in
/// one of `suspensions` is marked, not left out: it comes back when the minister shortens the
/// suspension.
pub fn deadlines(
    takeover_on: NaiveDate,
    suspensions: &[Period],
) -> Result<Vec<Deadline>, NoRuleForDay> {
    let refusal = NoRuleForDay(takeover_on);
    let rules = in_force(&RULES, takeover_on).ok_or(refusal)?;
    let months = |n| {
        takeover_on
            .checked_add_months(Months::new(n))
            .ok_or(refusal)
    };
    let ideal = takeover_on.checked_add_days(Days::new(rules.company_offer_ideal_days));
    let start = months(rules.start_months)?;
    let due = |kind, due_on, times| Deadline {
        due_on,
        kind,
        times,
        is_binding: kind != DeadlineKind::CompanyOfferIdeal,
        is_suspended: suspensions.iter().any(|period| period.contains(due_on)),
    };
    let mut deadlines = vec![
        due(DeadlineKind::CompanyOfferIdeal, ideal.ok_or(refusal)?, 1),
        due(DeadlineKind::Contract, start, 1),
        due(DeadlineKind::ProgrammeStart, start, 1),
        due(DeadlineKind::DanishStart, start, 1),
        due(DeadlineKind::CompanyOffer, start, 1),
        due(
            DeadlineKind::HealthAssessmentOffer,
            months(rules.health_months)?,
            1,
        ),
        due(
            DeadlineKind::FollowUps,
            months(rules.follow_up_months)?,
            rules.follow_ups,
        ),
    ];
    deadlines.sort();
    Ok(deadlines)
}

/// The last day on which the centre sends the hand-off package in time.
///
/// The law names no day. The policy: ten days after the placement decision, so that the
/// municipality has at least two weeks of the ordinary four to nine with it; when the takeover
/// comes sooner, the day before the takeover; never before the decision itself.
pub fn handoff_due_on(
    decided_on: NaiveDate,
    takeover_on: NaiveDate,
) -> Result<NaiveDate, NoRuleForDay> {
    let refusal = NoRuleForDay(decided_on);
    let days = in_force(&HANDOFF_DAYS, decided_on).ok_or(refusal)?;
    let by_policy = decided_on
        .checked_add_days(Days::new(*days))
        .ok_or(refusal)?;
    let day_before = takeover_on.checked_sub_days(Days::new(1)).ok_or(refusal)?;
    Ok(by_policy.min(day_before).max(decided_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_are_counted_from_the_takeover() {
        let found = deadlines(day(2017, 4, 3), &[]).unwrap();
        let seen: Vec<_> = found.iter().map(|d| (d.kind, d.due_on, d.times)).collect();
        assert_eq!(
            seen,
            [
                (DeadlineKind::CompanyOfferIdeal, day(2017, 4, 17), 1),
                (DeadlineKind::Contract, day(2017, 5, 3), 1),
                (DeadlineKind::ProgrammeStart, day(2017, 5, 3), 1),
                (DeadlineKind::DanishStart, day(2017, 5, 3), 1),
                (DeadlineKind::CompanyOffer, day(2017, 5, 3), 1),
                (DeadlineKind::HealthAssessmentOffer, day(2017, 10, 3), 1),
                (DeadlineKind::FollowUps, day(2017, 10, 3), 4),
            ]
        );
        assert!(
            found
                .iter()
                .all(|d| d.is_binding == (d.kind != DeadlineKind::CompanyOfferIdeal))
        );
    }

    #[test]
    fn the_health_assessment_follows_the_rules_of_its_time() {
        for (takeover_on, due_on) in [
            (day(2013, 7, 1), day(2013, 10, 1)),
            (day(2016, 6, 30), day(2016, 9, 30)),
            (day(2016, 7, 1), day(2017, 1, 1)),
            (day(2016, 8, 31), day(2017, 2, 28)),
        ] {
            let found = deadlines(takeover_on, &[]).unwrap();
            let health = found
                .iter()
                .find(|d| d.kind == DeadlineKind::HealthAssessmentOffer);
            assert_eq!(health.map(|d| d.due_on), Some(due_on), "{takeover_on}");
        }
        assert_eq!(
            deadlines(day(2013, 6, 30), &[]),
            Err(NoRuleForDay(day(2013, 6, 30)))
        );
        assert!(deadlines(NaiveDate::MAX, &[]).is_err());
    }

    #[test]
    fn a_suspended_deadline_is_marked() {
        let may = Period::new(day(2017, 5, 1), day(2017, 6, 1)).unwrap();
        let found = deadlines(day(2017, 4, 3), &[may]).unwrap();
        let suspended = found.iter().filter(|d| d.is_suspended);
        assert_eq!(
            suspended.map(|d| d.due_on).collect::<Vec<_>>(),
            [day(2017, 5, 3); 4]
        );
    }

    #[test]
    fn the_package_is_due_ten_days_after_the_decision_and_before_the_takeover() {
        let decided_on = day(2017, 2, 3);
        for (takeover_on, due_on) in [
            (day(2017, 4, 3), day(2017, 2, 13)),
            (day(2017, 2, 14), day(2017, 2, 13)),
            (day(2017, 2, 10), day(2017, 2, 9)),
            (day(2017, 2, 4), day(2017, 2, 3)),
            (day(2017, 1, 1), day(2017, 2, 3)),
        ] {
            assert_eq!(
                handoff_due_on(decided_on, takeover_on),
                Ok(due_on),
                "{takeover_on}"
            );
        }
    }
}
