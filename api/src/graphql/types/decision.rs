//! Decisions, consents and stays, and what they bring about.

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use entities::id::{
    CentreId, CohortId, ConsentId, MunicipalityId, OutcomeId, ParticipantId, PlacementId,
    SessionId, StayId,
};
use entities::{consent, outcome, placement, session, stay};

use super::centre::{centre_of, municipality_of};
use super::{Centre, Enrolment, Handoff, Municipality};
use crate::domain::takeover::Takeover;
use crate::error::Result;
use crate::usecases::leaving;
use crate::vocabulary::{
    ConsentPurposeName, ConsentRecipientKindName, CourseEndName, DecisionWarningCode, IdOf,
    OutcomeKindName, PlacementKindName, PlacementStateName,
};

/// The answer to an application for asylum.
#[derive(SimpleObject)]
pub struct Outcome {
    pub id: IdOf<OutcomeId>,
    pub participant_id: IdOf<ParticipantId>,
    pub kind: OutcomeKindName,
    pub decided_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
    /// The record that was wrong.
    pub corrects_id: Option<IdOf<OutcomeId>>,
    pub correction_reason: Option<String>,
}

impl From<outcome::Model> for Outcome {
    fn from(row: outcome::Model) -> Self {
        Self {
            id: IdOf(row.id),
            participant_id: IdOf(row.participant_id),
            kind: row.kind.into(),
            decided_on: row.decided_on,
            recorded_at: row.recorded_at,
            corrects_id: row.corrects_id.map(IdOf),
            correction_reason: row.correction_reason,
        }
    }
}

/// A municipality decision, and the takeover day that follows from it.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Placement {
    pub id: IdOf<PlacementId>,
    pub participant_id: IdOf<ParticipantId>,
    pub kind: PlacementKindName,
    pub decided_on: NaiveDate,
    pub cpr_registered_on: Option<NaiveDate>,
    pub agreed_on: Option<NaiveDate>,
    /// The day on which the municipality takes over.
    pub takeover_on: NaiveDate,
    /// The version of the rule that gave the day.
    pub rule_version: String,
    pub state: PlacementStateName,
    /// What was chosen for a course that the takeover day falls into; null: nothing yet.
    pub course_end: Option<CourseEndName>,
    pub recorded_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub ended_reason: Option<String>,
    #[graphql(skip)]
    pub municipality_id: MunicipalityId,
}

#[ComplexObject]
impl Placement {
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Option<Municipality>> {
        municipality_of(ctx, self.municipality_id).await
    }
}

impl From<placement::Model> for Placement {
    fn from(row: placement::Model) -> Self {
        Self {
            id: IdOf(row.id),
            participant_id: IdOf(row.participant_id),
            kind: row.kind.into(),
            decided_on: row.decided_on,
            cpr_registered_on: row.cpr_registered_on,
            agreed_on: row.agreed_on,
            takeover_on: row.takeover_on,
            rule_version: row.rule_version,
            state: row.state.into(),
            course_end: row.course_end.map(Into::into),
            recorded_at: row.recorded_at,
            ended_at: row.ended_at,
            ended_reason: row.ended_reason,
            municipality_id: row.municipality_id,
        }
    }
}

/// A takeover date and the way to it.
#[derive(SimpleObject)]
pub struct TakeoverDate {
    pub date: NaiveDate,
    /// The version of the rule that gave it.
    pub rule_version: String,
    /// The days on the way, the last being the date itself.
    pub steps: Vec<TakeoverStep>,
}

/// One day on the way to the takeover date.
#[derive(SimpleObject)]
pub struct TakeoverStep {
    /// `PLACEMENT_DECIDED`, `FIRST_WHOLE_MONTH`, `MONTH_ENDED`, `MOVED_TO_WORKING_DAY`,
    /// `CPR_REGISTERED` or `AGREED_EARLIER`.
    pub code: String,
    pub on: NaiveDate,
}

impl From<crate::domain::takeover::Step> for TakeoverStep {
    fn from(step: crate::domain::takeover::Step) -> Self {
        Self {
            code: step.code.code().to_owned(),
            on: step.on,
        }
    }
}

impl From<Takeover> for TakeoverDate {
    fn from(takeover: Takeover) -> Self {
        Self {
            date: takeover.on,
            rule_version: takeover.rule_version.to_owned(),
            steps: takeover.steps.into_iter().map(Into::into).collect(),
        }
    }
}

/// A session that a decision concerns.
#[derive(SimpleObject)]
pub struct ConcernedSession {
    pub id: IdOf<SessionId>,
    pub cohort_id: IdOf<CohortId>,
    pub title_da: String,
    pub title_en: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

impl From<session::Model> for ConcernedSession {
    fn from(row: session::Model) -> Self {
        Self {
            id: IdOf(row.id),
            cohort_id: IdOf(row.cohort_id),
            title_da: row.title_da,
            title_en: row.title_en,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        }
    }
}

/// A participant's time at a centre.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Stay {
    pub id: IdOf<StayId>,
    pub participant_id: IdOf<ParticipantId>,
    pub from: NaiveDate,
    /// The first day no longer there; null: there now.
    pub until: Option<NaiveDate>,
    #[graphql(skip)]
    pub centre_id: CentreId,
}

#[ComplexObject]
impl Stay {
    /// Null when you do not see it.
    async fn centre(&self, ctx: &Context<'_>) -> Result<Option<Centre>> {
        centre_of(ctx, self.centre_id).await
    }
}

impl From<stay::Model> for Stay {
    fn from(row: stay::Model) -> Self {
        Self {
            id: IdOf(row.id),
            participant_id: IdOf(row.participant_id),
            from: row.from_on,
            until: row.until_on,
            centre_id: row.centre_id,
        }
    }
}

/// A consent of a participant.
#[derive(SimpleObject)]
pub struct Consent {
    pub id: IdOf<ConsentId>,
    pub participant_id: IdOf<ParticipantId>,
    pub purpose: Option<ConsentPurposeName>,
    pub recipient_kind: ConsentRecipientKindName,
    /// Which wording was agreed to.
    pub text_version: String,
    pub given_on: NaiveDate,
    pub withdrawn_on: Option<NaiveDate>,
}

impl From<consent::Model> for Consent {
    fn from(row: consent::Model) -> Self {
        let purpose = row.purpose.parse::<crate::domain::consent::Purpose>();
        Self {
            id: IdOf(row.id),
            participant_id: IdOf(row.participant_id),
            purpose: purpose.ok().map(Into::into),
            recipient_kind: row.recipient_kind.into(),
            text_version: row.text_version,
            given_on: row.given_on,
            withdrawn_on: row.withdrawn_on,
        }
    }
}

/// All that a decision has brought about beside itself, in the same transaction.
#[derive(SimpleObject)]
pub struct Consequences {
    pub enrolments_ended: Vec<Enrolment>,
    /// Who got a place that became free.
    pub enrolments_promoted: Vec<Enrolment>,
    pub placements_ended: Vec<Placement>,
    pub handoffs_retracted: Vec<Handoff>,
    /// Sessions that go on without those who left.
    pub sessions_left: Vec<IdOf<SessionId>>,
    /// Sessions that nobody is left for: they are cancelled, and their people told.
    pub sessions_cancelled: Vec<IdOf<SessionId>>,
    pub warnings: Vec<DecisionWarning>,
}

impl From<leaving::Consequences> for Consequences {
    fn from(all: leaving::Consequences) -> Self {
        let enrolments = |rows: Vec<entities::enrolment::Model>| -> Vec<Enrolment> {
            rows.into_iter().map(Into::into).collect()
        };
        let placements = all.placements_ended.into_iter();
        let handoffs = all.handoffs_retracted.into_iter();
        Self {
            enrolments_ended: enrolments(all.enrolments_ended),
            enrolments_promoted: enrolments(all.enrolments_promoted),
            placements_ended: placements.map(Into::into).collect(),
            handoffs_retracted: handoffs.map(Into::into).collect(),
            sessions_left: all.sessions_left.into_iter().map(IdOf).collect(),
            sessions_cancelled: all.sessions_cancelled.into_iter().map(IdOf).collect(),
            warnings: all.warnings.into_iter().map(Into::into).collect(),
        }
    }
}

/// Something that somebody should look at.
#[derive(SimpleObject)]
pub struct DecisionWarning {
    pub code: DecisionWarningCode,
    pub participant_id: Option<IdOf<ParticipantId>>,
    pub session_id: Option<IdOf<SessionId>>,
    /// BCP 47 tag.
    pub language: Option<String>,
    pub on: Option<NaiveDate>,
}

impl From<leaving::Warning> for DecisionWarning {
    fn from(warning: leaving::Warning) -> Self {
        Self {
            code: warning.code.into(),
            participant_id: warning.participant_id.map(IdOf),
            session_id: warning.session_id.map(IdOf),
            language: warning.language,
            on: warning.on,
        }
    }
}
