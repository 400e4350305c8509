//! Records placement decisions, with the takeover day and all that follows from it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::columns::PlacementKind;
use entities::id::{ConsentId, MunicipalityId, ParticipantId};
use entities::{handoff, placement, session};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::takeover::{TakeoverDateInput, calculated};
use crate::domain::consent::{self, Purpose};
use crate::domain::journey::{OutcomeState, PlacementState, may_be_placed};
use crate::domain::leaving::WarningCode;
use crate::domain::policy::Action;
use crate::domain::state::State;
use crate::domain::takeover::{Step, Takeover};
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::concerned::{Concerned, illegal, start_of, uncorrected};
use crate::usecases::facts::{self, Fact};
use crate::usecases::leaving::{Consequences, Warning};
use crate::usecases::outcomes::{CorrectionInput, check_correction, check_day};
use crate::usecases::{counting, handoffs, rules};
use crate::vocabulary::{IdOf, PlacementKindName};

/// A placement decision; one decision often covers a family.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordPlacementInput {
    /// 1 to 50 participants, all of them or none.
    pub participant_ids: Vec<IdOf<ParticipantId>>,
    /// Four-digit code of the municipality that receives them; one outside the partnership is
    /// allowed, with a warning.
    pub municipality_code: String,
    pub kind: PlacementKindName,
    /// The day of the decision, not after today.
    pub decided_on: NaiveDate,
    /// The day of CPR registration; QUOTA and FAMILY_REUNIFIED need it.
    pub cpr_registered_on: Option<NaiveDate>,
    /// The day of takeover that was agreed on; EARLY_BY_CONSENT needs it.
    pub agreed_on: Option<NaiveDate>,
    /// The consent to an earlier takeover, of one of the participants; EARLY_BY_CONSENT needs it.
    pub consent_id: Option<IdOf<ConsentId>>,
    /// Why an earlier decision was wrong; without it, a second decision is refused.
    pub correction: Option<CorrectionInput>,
}

/// The placements and what they brought about.
#[derive(Clone, Debug)]
pub struct PlacementsRecorded {
    pub placed: Vec<Placed>,
    pub rule_version: &'static str,
    /// The way to the takeover day.
    pub steps: Vec<Step>,
    pub consequences: Consequences,
}

/// One participant's placement.
#[derive(Clone, Debug)]
pub struct Placed {
    pub placement: placement::Model,
    pub handoff: handoff::Model,
    /// Sessions that he or she is booked for on or after the takeover day, by time.
    pub sessions_after: Vec<session::Model>,
}

/// Records a placement decision for several participants, atomically.
///
/// # Errors
/// VALIDATION with every wrong field: a future day, what the kind needs and is missing, an earlier
/// takeover without consent. ILLEGAL_TRANSITION for who has not been GRANTED, or is placed already
/// and there is no `correction`.
pub async fn record(op: &Op, input: RecordPlacementInput) -> Result<PlacementsRecorded> {
    let tx = op.begin().await?;
    let people = Concerned::load(op, &tx, &input.participant_ids, Action::RecordDecision).await?;
    let (takeover, municipality) = checked(&tx, &people, &input).await?;
    judge(&tx, &people, &input).await?;
    let mut consequences = super::supersede(op, &tx, &people.ids, "PLACEMENT_CORRECTED").await?;
    let on = input.decided_on;
    counting::decided(op, &tx, &people.ids, municipality, on).await?;
    let mut placed = Vec::new();
    for id in &people.ids {
        let row = row_of(op, *id, municipality, (&takeover, &input));
        let placement = store::placements::insert(&tx, row).await?;
        let fact = Fact::new("PLACEMENT_RECORDED", "participant", *id).with(json!({
            "placement": placement.id, "municipality": municipality,
            "takeoverOn": takeover.on, "correction": input.correction,
        }));
        facts::append(op, &tx, fact).await?;
        let centre = people.centre_of(*id)?;
        let handoff = handoffs::draft(op, &tx, &placement, centre).await?;
        let from = start_of(takeover.on, people.zone).max(op.now);
        let booked = [(*id).into()];
        let sessions = store::timetable::future_sessions_of(&tx, &booked, from, None).await?;
        let sessions_after = store::sessions::by_ids(&tx, &sessions).await?;
        placed.push(Placed {
            placement,
            handoff,
            sessions_after,
        });
    }
    let warnings = warnings(&tx, &people, municipality, takeover.on).await?;
    consequences.warnings.extend(warnings);
    tx.commit().await?;
    Ok(PlacementsRecorded {
        placed,
        rule_version: takeover.rule_version,
        steps: takeover.steps,
        consequences,
    })
}

async fn checked(
    tx: &impl ConnectionTrait,
    people: &Concerned,
    input: &RecordPlacementInput,
) -> Result<(Takeover, MunicipalityId)> {
    let mut faults = Faults::default();
    check_day(&mut faults, "input.decidedOn", input.decided_on, people);
    if let Some(day) = input.cpr_registered_on {
        check_day(&mut faults, "input.cprRegisteredOn", day, people);
    }
    check_correction(&mut faults, input.correction.as_ref());
    let code = Some(input.municipality_code.as_str());
    let path = "input.municipalityCode";
    let municipality = rules::known_municipality(tx, &mut faults, path, code).await?;
    let facts = TakeoverDateInput {
        kind: input.kind,
        decided_on: Some(input.decided_on),
        cpr_registered_on: input.cpr_registered_on,
        agreed_on: input.agreed_on,
    };
    let takeover = calculated(&mut faults, &facts);
    if input.kind == PlacementKindName::EarlyByConsent {
        check_consent(tx, &mut faults, people, (municipality, input)).await?;
    }
    faults.done()?;
    takeover
        .zip(municipality)
        .ok_or_else(|| Error::invalid("input", "REQUIRED"))
}

async fn check_consent(
    tx: &impl ConnectionTrait,
    faults: &mut Faults,
    people: &Concerned,
    (municipality, input): (Option<MunicipalityId>, &RecordPlacementInput),
) -> Result<()> {
    let path = "input.consentId";
    let Some(id) = input.consent_id else {
        faults.demand(false, path, "REQUIRED");
        return Ok(());
    };
    let consents = store::consents::of_participants(tx, &people.ids).await?;
    let covers = consents.iter().any(|row| {
        let covers = |to| consent::covers(row, Purpose::EarlyTakeover, to, people.today);
        row.id == id.0 && municipality.is_none_or(covers)
    });
    faults.demand(covers, path, "NO_SUCH_CONSENT");
    Ok(())
}

async fn judge(
    tx: &impl ConnectionTrait,
    people: &Concerned,
    input: &RecordPlacementInput,
) -> Result<()> {
    let outcomes = store::outcomes::current_of(tx, &people.ids).await?;
    for id in &people.ids {
        let outcome = outcomes
            .get(id)
            .map_or(OutcomeState::Pending, |row| row.kind.into());
        may_be_placed(outcome).map_err(|refusal| illegal(&refusal, id))?;
    }
    if input.correction.is_some() {
        return Ok(());
    }
    let active = store::placements::active_of(tx, &people.ids).await?;
    if let Some(id) = active.keys().next() {
        let again = PlacementState::Active.advance_to(PlacementState::Active);
        again.map_err(|refusal| uncorrected(&refusal, id))?;
    }
    Ok(())
}

fn row_of(
    op: &Op,
    id: ParticipantId,
    municipality: MunicipalityId,
    (takeover, input): (&Takeover, &RecordPlacementInput),
) -> placement::ActiveModel {
    let kind = PlacementKind::from(input.kind);
    let is_early = kind == PlacementKind::EarlyByConsent;
    placement::ActiveModel {
        id: Set(op.new_id()),
        participant_id: Set(id),
        municipality_id: Set(municipality),
        kind: Set(kind),
        decided_on: Set(input.decided_on),
        cpr_registered_on: Set(input.cpr_registered_on),
        agreed_on: Set(input.agreed_on.filter(|_| is_early)),
        consent_id: Set(input.consent_id.filter(|_| is_early).map(|id| id.0)),
        takeover_on: Set(takeover.on),
        rule_version: Set(takeover.rule_version.to_owned()),
        state: Set(entities::columns::PlacementState::Active),
        recorded_at: Set(op.now),
        recorded_by: Set(op.account_id()),
        ended_at: Set(None),
        ended_reason: Set(None),
        course_end: Set(None),
    }
}

async fn warnings(
    tx: &impl ConnectionTrait,
    people: &Concerned,
    municipality: MunicipalityId,
    takeover_on: NaiveDate,
) -> Result<Vec<Warning>> {
    let mut warnings = Vec::new();
    let about = |code, id: ParticipantId| Warning {
        municipality_id: Some(municipality),
        on: Some(takeover_on),
        ..Warning::about(code, id)
    };
    let mut partners: BTreeMap<_, Vec<MunicipalityId>> = BTreeMap::new();
    for id in &people.ids {
        let centre = people.centre_of(*id)?;
        if let Entry::Vacant(entry) = partners.entry(centre) {
            let found = store::partnerships::municipalities_of_centre(tx, centre).await?;
            entry.insert(found);
        }
        let is_partner = partners.get(&centre);
        if !is_partner.is_some_and(|codes| codes.contains(&municipality)) {
            warnings.push(about(WarningCode::OutsidePartnership, *id));
        }
        if takeover_on <= people.today {
            warnings.push(about(WarningCode::TakeoverPassed, *id));
        }
    }
    let until = takeover_on + chrono::Days::new(1);
    let during = store::enrolments::alive_between(tx, &people.ids, takeover_on, until).await?;
    let during = during.into_iter().map(|row| row.participant_id);
    warnings.extend(during.map(|id| about(WarningCode::TakeoverDuringCourse, id)));
    Ok(warnings)
}
