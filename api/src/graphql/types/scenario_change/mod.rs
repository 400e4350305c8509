//! A change to what is planned, in data and in words.

mod about;
mod words;

use async_graphql::SimpleObject;
use chrono::NaiveDateTime;
use entities::columns;
use scheduler::calendar::Moment;

use self::about::About;
use self::words::Words;
use crate::error::Result;
use crate::i18n::{self, Args, Language};
use crate::planning;
use crate::vocabulary::ScenarioChangeKindName;

/// Something that is otherwise than it is: imagined in a scenario, or part of a way out.
#[derive(SimpleObject)]
pub struct ScenarioChange {
    pub kind: ScenarioChangeKindName,
    /// The change in words.
    pub text: String,
    /// Who or what it is about, as kind and key: `INTERPRETER/ti-1`; what is only imagined has a key
    /// such as `interpreter/extra-1`.
    pub resource: Option<String>,
    /// Key of the cohort that it is about.
    pub cohort_key: Option<String>,
    /// Key of the activity that it is about; of an order between two, the later one.
    pub activity_key: Option<String>,
    /// Key of the activity that comes before it.
    pub before_key: Option<String>,
    /// From when, by the centre's own clock.
    pub from: Option<NaiveDateTime>,
    /// Until when.
    pub until: Option<NaiveDateTime>,
    /// How many seats, places, days, minutes or participants.
    pub number: Option<i32>,
}

impl ScenarioChange {
    /// # Errors
    /// Inner ones.
    pub(super) fn told(kept: &[columns::ScenarioChange], language: Language) -> Result<Vec<Self>> {
        let changes = planning::scenario_changes(kept)?.into_iter().zip(kept);
        let told = changes.map(|(change, kept)| {
            let words = Words {
                language,
                activity: kept.activity.as_ref(),
            };
            let about = About::of(&change);
            Ok(Self {
                kind: serde_json::from_value(kept.change["change"].clone())?,
                text: words.change(&change, &about),
                resource: about.resource.as_ref().map(planning::name),
                cohort_key: about.cohort.map(str::to_owned),
                activity_key: about.activity.map(str::to_owned),
                before_key: about.before.map(str::to_owned),
                from: about.span.and_then(|span| naive(span.from)),
                until: about.span.and_then(|span| naive(span.until)),
                number: about.number,
            })
        });
        told.collect()
    }
}

/// A soft rule in words.
pub(super) fn rule_text(rule: &str, language: Language) -> String {
    let key = format!("console-soft-{}", rule.replace('_', "-"));
    i18n::try_text(language, &key, &Args::new()).unwrap_or_else(|| rule.to_owned())
}

/// A local moment as it is kept, `2017-03-06T08:00`.
pub(super) fn local(kept: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(kept, "%Y-%m-%dT%H:%M").ok()
}

fn naive(moment: Moment) -> Option<NaiveDateTime> {
    local(&moment.to_string())
}
