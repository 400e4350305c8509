//! A template's definition as callers write it.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use serde::{Deserialize, Serialize};

/// What a programme consists of, as a JSON object. Minutes are minutes of the local day
/// (0 to 1440) where a name ends in `Minute`, lengths where it ends in `minutes`; weeks count from
/// 1, and `firstWeek` and `lastWeek` both belong to the span. Unknown fields are refused.
///
/// - `weeks`: how many weeks it lasts
/// - `days`: `[{ weekday (1 Monday … 7), earliestMinute, latestMinute }]`, when the cohort may meet
/// - `lunch`: `{ fromMinute, untilMinute, minutes }`, optional
/// - `caps`: `{ teachingMinutesADay, targetMinutesADay (optional) }`
/// - `maxInterpreterLanguages`: how many languages that need an interpreter one cohort may hold
/// - `electives`: how many of the elective modules each participant chooses, by default 0
/// - `modules`: `[{ key, titleDa, titleEn, choice (MANDATORY or ELECTIVE), parts, minutes,
///   after (keys of modules that come first), minGapDays, maxGapDays, roomKind (CLASS, INTERVIEW,
///   WORKSHOP or MEETING), skill, firstWeek, lastWeek, interpreter (true or false) }]`
/// - `danish`: `{ mode: "PLANNED", lessonsAWeek, minutes, skill, roomKind }` or
///   `{ mode: "EXTERNAL" }`, when others hold it and it arrives as busy times
/// - `interviews`: `{ perParticipant, minutes, firstWeek, lastWeek, minGapDays, roomKind, skill }`,
///   optional
/// - `visits`: `{ perParticipant, minutes, groupSize, firstWeek, lastWeek, skill,
///   preferSectors }`, optional
/// - `weights`: `{ soft rule: cost of one unit }`, optional; a rule not named keeps its usual cost
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TemplateDefinition(pub serde_json::Value);

#[Scalar(name = "TemplateDefinition")]
impl ScalarType for TemplateDefinition {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::Object(_) => Ok(Self(value.into_json()?)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::from_json(self.0.clone()).unwrap_or_default()
    }
}
