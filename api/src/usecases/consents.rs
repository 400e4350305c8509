//! Consents: given, and withdrawn with everything that rested on them.

use async_graphql::InputObject;
use chrono::NaiveDate;
use entities::columns::{ConsentRecipientKind, HandoffItemState};
use entities::id::{CompanyId, ConsentId, HandoffId, MunicipalityId, ParticipantId};
use entities::{consent, handoff, handoff_item};
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::concerned::{Concerned, illegal};
use super::facts::{self, Fact};
use super::leaving::Warning;
use super::outcomes::check_day;
use super::{lookup, rules};
use crate::domain::consent::Purpose;
use crate::domain::leaving::WarningCode;
use crate::domain::policy::Action;
use crate::domain::state::IllegalTransition;
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::{ConsentPurposeName, ConsentRecipientKindName, IdOf};

/// A consent of one participant to one purpose and one recipient.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordConsentInput {
    pub participant_id: IdOf<ParticipantId>,
    pub purpose: ConsentPurposeName,
    pub recipient_kind: ConsentRecipientKindName,
    /// Four-digit code; none: whichever municipality receives the participant.
    pub municipality_code: Option<String>,
    pub company_id: Option<IdOf<CompanyId>>,
    /// Which wording was agreed to, as in `2017-1`.
    pub text_version: String,
    /// Not after today.
    pub given_on: NaiveDate,
}

/// Appends a consent.
///
/// # Errors
/// VALIDATION with every wrong field.
pub async fn record(op: &Op, input: RecordConsentInput) -> Result<consent::Model> {
    let tx = op.begin().await?;
    let ids = [input.participant_id];
    let people = Concerned::load(op, &tx, &ids, Action::RecordConsent).await?;
    let recipient = checked(op, &tx, &people, &input).await?;
    let row = consent::ActiveModel {
        id: Set(op.new_id()),
        participant_id: Set(input.participant_id.0),
        purpose: Set(Purpose::from(input.purpose).code().to_owned()),
        recipient_kind: Set(input.recipient_kind.into()),
        recipient_id: Set(recipient),
        text_version: Set(input.text_version.trim().to_owned()),
        given_on: Set(input.given_on),
        withdrawn_on: Set(None),
        recorded_at: Set(op.now),
        recorded_by: Set(op.account_id()),
        withdrawn_at: Set(None),
    };
    let row = store::consents::insert(&tx, row).await?;
    let fact = Fact::new("CONSENT_RECORDED", "participant", row.participant_id)
        .with(json!({ "consent": row.id, "purpose": row.purpose }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(row)
}

async fn checked(
    op: &Op,
    tx: &impl ConnectionTrait,
    people: &Concerned,
    input: &RecordConsentInput,
) -> Result<Option<uuid::Uuid>> {
    let mut faults = Faults::default();
    check_day(&mut faults, "input.givenOn", input.given_on, people);
    rules::text(&mut faults, "input.textVersion", &input.text_version, 60);
    let kind = ConsentRecipientKind::from(input.recipient_kind);
    let code = input.municipality_code.as_deref();
    let path = "input.municipalityCode";
    let municipality = rules::known_municipality(tx, &mut faults, path, code).await?;
    let names_municipality = kind == ConsentRecipientKind::Municipality;
    faults.demand(code.is_none() || names_municipality, path, "CONTRADICTION");
    let path = "input.companyId";
    let names_company = kind == ConsentRecipientKind::Company;
    faults.demand(input.company_id.is_some() == names_company, path, {
        if names_company {
            "REQUIRED"
        } else {
            "CONTRADICTION"
        }
    });
    faults.done()?;
    if let Some(company) = input.company_id {
        let row = lookup::resource(op, tx, company.0.into(), Action::ReadResources).await?;
        return Ok(Some(row.id.uuid()));
    }
    Ok(municipality.map(MunicipalityId::uuid))
}

/// A consent that no longer stands.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithdrawConsentInput {
    pub consent_id: IdOf<ConsentId>,
    /// By default today, never later.
    pub withdrawn_on: Option<NaiveDate>,
}

/// The consent and what it took along.
#[derive(Clone, Debug)]
pub struct ConsentWithdrawn {
    pub consent: consent::Model,
    pub items_retracted: Vec<handoff_item::Model>,
    pub warnings: Vec<Warning>,
}

/// Withdraws a consent: hand-off items that rested on it are retracted at once, and nothing of
/// them is left; an earlier takeover that rested on it is flagged.
///
/// # Errors
/// VALIDATION for a future day; ILLEGAL_TRANSITION when it was withdrawn before.
pub async fn withdraw(op: &Op, input: WithdrawConsentInput) -> Result<ConsentWithdrawn> {
    op.demand_sign_in()?;
    let tx = op.begin().await?;
    let row = lookup::consent(op, &tx, input.consent_id.0, Action::RecordConsent).await?;
    let ids = [IdOf(row.participant_id)];
    let people = Concerned::load(op, &tx, &ids, Action::RecordConsent).await?;
    // Read again behind the lock: two who withdraw at once are one after the other.
    let row = store::consents::by_id(&tx, row.id).await?;
    let row = row.ok_or_else(Error::not_found)?;
    if row.withdrawn_at.is_some() {
        return Err(illegal(&withdrawn_before(), row.id));
    }
    let on = input.withdrawn_on.unwrap_or(people.today);
    let mut faults = Faults::default();
    check_day(&mut faults, "input.withdrawnOn", on, &people);
    faults.demand(on >= row.given_on, "input.withdrawnOn", "EMPTY_INTERVAL");
    faults.done()?;
    let changed = consent::ActiveModel {
        id: Set(row.id),
        withdrawn_on: Set(Some(on)),
        withdrawn_at: Set(Some(op.now)),
        ..Default::default()
    };
    let row = store::consents::update(&tx, changed).await?;
    let items_retracted = retract_items(&tx, row.id).await?;
    let warnings = flag_placements(&tx, row.id).await?;
    let retracted: Vec<_> = items_retracted.iter().map(|item| item.id).collect();
    let fact = Fact::new("CONSENT_WITHDRAWN", "participant", row.participant_id)
        .with(json!({ "consent": row.id, "items": retracted }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(ConsentWithdrawn {
        consent: row,
        items_retracted,
        warnings,
    })
}

fn withdrawn_before() -> IllegalTransition {
    IllegalTransition {
        machine: "consent",
        from: "WITHDRAWN",
        to: "WITHDRAWN",
        allowed: Vec::new(),
        by_correction: Vec::new(),
    }
}

async fn retract_items(
    tx: &impl ConnectionTrait,
    consent: ConsentId,
) -> Result<Vec<handoff_item::Model>> {
    let mut retracted = Vec::new();
    for item in store::handoffs::items_resting_on(tx, consent).await? {
        let changed = handoff_item::ActiveModel {
            id: Set(item.id),
            state: Set(HandoffItemState::Retracted),
            content: Set(json!({})),
            ..Default::default()
        };
        retracted.push(store::handoffs::update_item(tx, changed).await?);
    }
    Ok(retracted)
}

async fn flag_placements(tx: &impl ConnectionTrait, consent: ConsentId) -> Result<Vec<Warning>> {
    let placements = store::placements::resting_on(tx, consent).await?;
    let ids: Vec<_> = placements.iter().map(|row| row.id).collect();
    let handoffs = store::handoffs::of_placements(tx, &ids).await?;
    let handoffs: Vec<HandoffId> = handoffs.iter().map(|row| row.id).collect();
    let flagged = handoff::ActiveModel {
        flagged: Set(true),
        ..Default::default()
    };
    store::handoffs::update_all(tx, &handoffs, flagged).await?;
    let warning = |row: entities::placement::Model| Warning {
        municipality_id: Some(row.municipality_id),
        on: Some(row.takeover_on),
        ..Warning::about(WarningCode::EarlyTakeoverWithoutConsent, row.participant_id)
    };
    Ok(placements.into_iter().map(warning).collect())
}

/// Every consent of a participant, the oldest first.
pub async fn of_participant(op: &Op, id: ParticipantId) -> Result<Vec<consent::Model>> {
    lookup::participant(op, op.reader(), id, Action::RecordConsent).await?;
    Ok(store::consents::of_participants(op.reader(), &[id]).await?)
}
