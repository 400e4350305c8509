//! What if: what is only imagined, and what it would change.

use async_graphql::connection::{Connection, EmptyFields};
use async_graphql::{ComplexObject, SimpleObject};
use chrono::NaiveDateTime;
use entities::columns;
use entities::plan_scenario;

use super::plan::RuleScore;
use super::plan_report::PlanSessionCount;
use super::scenario_change::local;
use super::{ScenarioChange, count};
use crate::error::Result;
use crate::graphql::page::Page;
use crate::graphql::weight;
use crate::i18n::Language;
use crate::vocabulary::{Amount, PlanVerdictName};

/// What makes a plan one of a scenario: it is never published.
#[derive(SimpleObject)]
pub struct PlanScenario {
    pub name: String,
    /// What is otherwise, in this order.
    pub changes: Vec<ScenarioChange>,
    /// What the changes cost by themselves: interpreters by their price terms, everything else by
    /// flat estimates.
    pub price: Amount,
    /// How many participants, staff, interpreters and companies the changes ask for something else.
    pub n_persons: i32,
    /// The plan without the changes and the plan with them; null until both are solved.
    pub comparison: Option<ScenarioComparison>,
}

/// Two plans of the same moment, seed and effort, side by side.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ScenarioComparison {
    /// Without the changes.
    pub base: ScenarioAnswer,
    /// With them.
    pub changed: ScenarioAnswer,
    /// What the changed plan costs more than the other, in the unit of the weights (by default
    /// øre); negative: less.
    pub cost: i64,
    /// The same by soft rule; rules that do not change are left out.
    pub score: Vec<RuleScore>,
    /// What interpreters are paid more than without the changes; negative: less.
    pub interpreter_cost: Amount,
    /// Keys of activities that find a place without the changes alone.
    pub lost: Vec<String>,
    /// Keys of activities that find a place, or are not asked for any more, with the changes alone.
    pub gained: Vec<String>,
    /// How many sessions are not the same.
    pub n_sessions: i32,
    #[graphql(skip)]
    sessions: Vec<columns::ScenarioSession>,
}

#[ComplexObject]
impl ScenarioComparison {
    /// Each session that is not the same, by activity key.
    #[graphql(complexity = "weight::page(first, child_complexity)")]
    #[expect(clippy::unused_async, reason = "the macro takes async functions only")]
    async fn sessions(
        &self,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<Connection<String, ScenarioSession, EmptyFields, EmptyFields>> {
        let page = Page::new(first, after)?;
        let rows = self.sessions.clone();
        page.of(rows, |row| row.activity_key.clone(), Into::into)
    }
}

/// What a plan comes to.
#[derive(SimpleObject)]
pub struct ScenarioAnswer {
    pub verdict: PlanVerdictName,
    /// SHA-256 of the answer in hexadecimal.
    pub plan_hash: String,
    pub cost: i64,
    /// The cost by rule; every soft rule, those without cost included.
    pub score: Vec<RuleScore>,
    pub session_counts: Vec<PlanSessionCount>,
    /// Keys of the activities without a place.
    pub unassigned: Vec<String>,
    /// What all interpreters together are paid by their price terms.
    pub interpreter_cost: Amount,
}

/// A session that is not the same without the changes and with them.
#[derive(SimpleObject)]
pub struct ScenarioSession {
    pub activity_key: String,
    /// Null: it has no place, or is not asked for.
    pub base: Option<ScenarioPlace>,
    /// Null: it has no place, or is not asked for.
    pub changed: Option<ScenarioPlace>,
}

/// When a session is, and what it takes besides its participants.
#[derive(SimpleObject)]
pub struct ScenarioPlace {
    /// By the centre's own clock.
    pub starts_at_local: Option<NaiveDateTime>,
    /// As kind and key: `ROOM/class-1`. What is only imagined has a key such as
    /// `interpreter/extra-1`.
    pub resources: Vec<String>,
}

impl PlanScenario {
    /// # Errors
    /// Inner ones.
    pub(super) fn told(row: plan_scenario::Model, language: Language) -> Result<Self> {
        Ok(Self {
            name: row.name,
            changes: ScenarioChange::told(&row.changes.0, language)?,
            price: Amount::from_ore(row.price_ore),
            n_persons: row.n_persons,
            comparison: row.comparison.map(Into::into),
        })
    }
}

impl From<columns::ScenarioComparison> for ScenarioComparison {
    fn from(found: columns::ScenarioComparison) -> Self {
        let (base, changed) = (found.base, found.changed);
        let of = |answer: &columns::ScenarioAnswer, rule: &String| {
            answer.score.0.get(rule).copied().unwrap_or_default()
        };
        let rules = changed.score.0.keys().map(|rule| {
            let (then, now) = (of(&changed, rule), of(&base, rule));
            RuleScore {
                rule: rule.clone(),
                units: then.units - now.units,
                cost: then.cost - now.cost,
            }
        });
        let only = |one: &columns::ScenarioAnswer, other: &columns::ScenarioAnswer| {
            let keys = one.unassigned.iter();
            keys.filter(|key| !other.unassigned.contains(key))
                .cloned()
                .collect()
        };
        Self {
            cost: changed.cost - base.cost,
            score: rules
                .filter(|rule| rule.units != 0 || rule.cost != 0)
                .collect(),
            interpreter_cost: Amount::from_ore(changed.interpreters_ore - base.interpreters_ore),
            lost: only(&changed, &base),
            gained: only(&base, &changed),
            n_sessions: count(found.sessions.len()),
            sessions: found.sessions,
            base: base.into(),
            changed: changed.into(),
        }
    }
}

impl From<columns::ScenarioAnswer> for ScenarioAnswer {
    fn from(answer: columns::ScenarioAnswer) -> Self {
        Self {
            verdict: answer.verdict.into(),
            plan_hash: answer.plan_hash,
            cost: answer.cost,
            score: answer.score.0.into_iter().map(Into::into).collect(),
            session_counts: answer.session_counts.into_iter().map(Into::into).collect(),
            unassigned: answer.unassigned,
            interpreter_cost: Amount::from_ore(answer.interpreters_ore),
        }
    }
}

impl From<columns::ScenarioSession> for ScenarioSession {
    fn from(session: columns::ScenarioSession) -> Self {
        Self {
            activity_key: session.activity_key,
            base: session.base.map(Into::into),
            changed: session.changed.map(Into::into),
        }
    }
}

impl From<columns::ScenarioPlace> for ScenarioPlace {
    fn from(place: columns::ScenarioPlace) -> Self {
        Self {
            starts_at_local: local(&place.starts_at_local),
            resources: place.resources,
        }
    }
}
