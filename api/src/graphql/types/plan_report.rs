//! What is told of a plan besides its answer: session counts, unmet wishes, ways out.

use async_graphql::{InputObject, SimpleObject};
use chrono::NaiveDateTime;
use entities::columns;
use entities::plan_ways_out;

use super::ScenarioChange;
use crate::error::Result;
use crate::i18n::Language;
use crate::vocabulary::{ActivityKindName, Amount, WaysOutStateName};

/// The sessions of one kind that a plan has for a cohort: `nDemanded` is `nPast`, `nPlanned` and
/// `nMissing` together.
#[derive(SimpleObject)]
pub struct PlanSessionCount {
    /// Key of the cohort.
    pub cohort_key: String,
    pub kind: ActivityKindName,
    /// What programme and enrolments ask for.
    pub n_demanded: i32,
    /// Held or begun before the plan was made.
    pub n_past: i32,
    pub n_planned: i32,
    /// Without a place.
    pub n_missing: i32,
    pub minutes_demanded: i64,
    pub minutes_planned: i64,
}

/// A wish that a plan does not meet. All of them together cost what the plan costs.
#[derive(SimpleObject)]
pub struct UnmetWish {
    /// The soft rule, named by its fault: `idle_gap`.
    pub rule: String,
    /// The rule in words.
    pub text: String,
    /// The activities concerned, by key.
    pub activities: Vec<String>,
    /// Whom or what it concerns, as kind and key: `PARTICIPANT/av-07`.
    pub resources: Vec<String>,
    /// By the centre's own clock; midnight where a whole day is meant.
    pub at: Option<NaiveDateTime>,
    /// How often or how much, in the rule's own unit.
    pub units: i64,
    /// Units times weight, in the unit of the weights (by default øre).
    pub cost: i64,
}

/// Which unmet wishes of a plan.
#[derive(Clone, Debug, Default, InputObject)]
pub struct UnmetWishesFilter {
    /// Of one soft rule, by its name.
    pub rule: Option<String>,
    /// That concern this activity.
    pub activity_key: Option<String>,
}

/// Ways out of what a plan could not place.
#[derive(SimpleObject)]
pub struct PlanWaysOut {
    /// A worker looks for them once the plan is solved; ask again until it is DONE.
    pub state: WaysOutStateName,
    /// At most five, the best first: by price and cost of the plan, then by people affected. None,
    /// though it is DONE: a bounded number of trials has found none.
    pub ways: Vec<WayOut>,
    /// How long was looked for them, in milliseconds.
    pub search_millis: Option<i64>,
}

/// Changes with which everything has a place. It has been tried: with them a complete plan was made
/// that breaks no hard rule. `requestScenario` takes such changes, and compares.
#[derive(SimpleObject)]
pub struct WayOut {
    /// 1 is the best.
    pub rank: i32,
    /// What would have to change; all of it together. Empty: nothing, a larger `effort` alone finds
    /// a place for everything.
    pub changes: Vec<ScenarioChange>,
    /// What the changes cost by themselves: interpreters by their price terms, everything else by
    /// flat estimates that serve to rank.
    pub price: Amount,
    /// How many participants, staff, interpreters and companies are asked for something else than
    /// they were.
    pub n_persons: i32,
    /// What the plan then costs, in the unit of the weights (by default øre).
    pub plan_cost: i64,
}

impl From<columns::SessionCount> for PlanSessionCount {
    fn from(count: columns::SessionCount) -> Self {
        Self {
            cohort_key: count.cohort,
            kind: count.kind.into(),
            n_demanded: count.demanded,
            n_past: count.past,
            n_planned: count.planned,
            n_missing: count.missing,
            minutes_demanded: count.demanded_minutes,
            minutes_planned: count.planned_minutes,
        }
    }
}

impl UnmetWish {
    pub(super) fn told(wish: columns::UnmetWish, language: Language) -> Self {
        Self {
            text: super::scenario_change::rule_text(&wish.rule, language),
            rule: wish.rule,
            activities: wish.activities,
            resources: wish.resources,
            at: wish.at.as_deref().and_then(super::scenario_change::local),
            units: wish.units,
            cost: wish.cost,
        }
    }
}

impl UnmetWishesFilter {
    pub(super) fn wants(&self, wish: &columns::UnmetWish) -> bool {
        let of_rule = self.rule.as_ref().is_none_or(|rule| wish.rule == *rule);
        let activity = self.activity_key.as_ref();
        of_rule && activity.is_none_or(|key| wish.activities.contains(key))
    }
}

impl PlanWaysOut {
    /// # Errors
    /// Inner ones.
    pub(super) fn told(row: plan_ways_out::Model, language: Language) -> Result<Self> {
        let ways = row.ways.unwrap_or_default().0.into_iter();
        let ways = (1..).zip(ways).map(|(rank, way)| {
            Ok(WayOut {
                rank,
                changes: ScenarioChange::told(&way.changes, language)?,
                price: Amount::from_ore(way.price_ore),
                n_persons: way.n_persons,
                plan_cost: way.cost,
            })
        });
        Ok(Self {
            state: row.state.into(),
            ways: ways.collect::<Result<_>>()?,
            search_millis: row.search_millis,
        })
    }
}
