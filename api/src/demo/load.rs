//! Saves everything that a sample centre has, in the order in which a coordinator would.

use std::collections::BTreeMap;
use std::sync::Arc;

use entities::id::{AccountId, CentreId, ParticipantId, PartnershipId, ResourceId};

use super::convert::{self, word};
use super::programme;
use crate::error::{Error, Result};
use crate::i18n::Language;
use crate::op::{Ground, Op};
use crate::sample::{Account, SampleCentre};
use crate::usecases::accounts::{GrantRoleInput, NewAccount};
use crate::usecases::municipalities::SaveMailboxesInput;
use crate::usecases::participants::ImportParticipantsInput;
use crate::usecases::resources::Resource;
use crate::usecases::{accounts, centres, municipalities, participants, partnerships, resources};
use crate::vocabulary::{IdOf, LanguageName};

/// What was saved, by the keys of the sample files.
#[derive(Debug)]
pub struct Loaded {
    pub centre: CentreId,
    pub partnership: PartnershipId,
    pub participants: BTreeMap<String, ParticipantId>,
    /// Rooms, staff, interpreters, vehicles and companies.
    pub resources: BTreeMap<String, ResourceId>,
}

/// Saves a sample centre.
///
/// # Errors
/// What the use cases refuse, when a sample file is wrong.
pub async fn load(ground: &Arc<Ground>, sample: &SampleCentre) -> Result<Loaded> {
    let op = Op::of_machine(ground, Language::En);
    let centre = centres::save(&op, convert::centre(&sample.centre))
        .await?
        .id;
    let partnership = partnerships::save(&op, convert::partnership(centre, &sample.partnership)?)
        .await?
        .id;
    for mailboxes in &sample.partnership.mailboxes {
        let input = SaveMailboxesInput {
            municipality_code: mailboxes.municipality.clone(),
            handoff_mailbox: Some(mailboxes.handoff.clone()),
            finance_mailbox: Some(mailboxes.finance.clone()),
        };
        municipalities::save_mailboxes(&op, input).await?;
    }
    let resources = save_resources(&op, centre, sample).await?;
    let participants = import(&op, centre, sample).await?;
    for account in &sample.accounts {
        open_account(&op, account, &resources).await?;
    }
    let loaded = Loaded {
        centre,
        partnership,
        participants,
        resources,
    };
    programme::save(&op, &loaded, sample).await?;
    Ok(loaded)
}

/// Finds a sample centre that was saved before.
///
/// # Errors
/// NOT_FOUND when it was not.
pub async fn find(ground: &Arc<Ground>, sample: &SampleCentre) -> Result<Loaded> {
    let op = Op::of_machine(ground, Language::En);
    let centre = centres::find_by_key(&op, &sample.centre.key).await?.id;
    let partnerships = partnerships::of_centre(&op, centre).await?;
    let partnership = partnerships
        .iter()
        .find(|row| row.key == sample.partnership.key);
    let resources = resources::of_centre(&op, centre).await?.into_iter();
    Ok(Loaded {
        centre,
        partnership: partnership.ok_or_else(Error::not_found)?.id,
        participants: participants::ids_by_key(&op, centre).await?,
        resources: resources
            .map(|resource| (resource.row.key, resource.row.id))
            .collect(),
    })
}

async fn save_resources(
    op: &Op,
    centre: CentreId,
    sample: &SampleCentre,
) -> Result<BTreeMap<String, ResourceId>> {
    let mut saved: Vec<Resource> = Vec::new();
    for room in &sample.rooms {
        saved.push(resources::save_room(op, convert::room(centre, room)?).await?);
    }
    for staff in &sample.staff {
        let input = convert::staff_member(centre, staff)?;
        saved.push(resources::save_staff_member(op, input).await?);
    }
    for interpreter in &sample.interpreters {
        let input = convert::interpreter(centre, interpreter)?;
        saved.push(resources::save_interpreter(op, input).await?);
    }
    for vehicle in &sample.vehicles {
        saved.push(resources::save_vehicle(op, convert::vehicle(centre, vehicle)).await?);
    }
    for company in &sample.companies {
        saved.push(resources::save_company(op, convert::company(centre, company)).await?);
    }
    Ok(saved
        .into_iter()
        .map(|resource| (resource.row.key, resource.row.id))
        .collect())
}

async fn import(
    op: &Op,
    centre: CentreId,
    sample: &SampleCentre,
) -> Result<BTreeMap<String, ParticipantId>> {
    let input = ImportParticipantsInput {
        centre_id: IdOf(centre),
        csv: String::from_utf8(sample.participants_csv.to_vec()).map_err(Error::internal)?,
        dry_run: false,
        stays_from: None,
        idempotency_key: None,
    };
    let report = participants::import(op, input).await?;
    if let Some(row) = report.rows.iter().find(|row| !row.faults.is_empty()) {
        return Err(Error::internal(format!(
            "line {}: {:?}",
            row.line, row.faults
        )));
    }
    participants::ids_by_key(op, centre).await
}

async fn open_account(
    op: &Op,
    sample: &Account,
    resources: &BTreeMap<String, ResourceId>,
) -> Result<AccountId> {
    let staff = sample
        .staff_member
        .as_ref()
        .and_then(|key| resources.get(key));
    let language: LanguageName = word(&sample.language)?;
    let new = NewAccount {
        key: sample.key.clone(),
        display_name: sample.display_name.clone(),
        language: language.into(),
        staff_member_id: staff.map(|id| entities::id::StaffMemberId::of_resource(*id)),
    };
    let id = accounts::create(op, new).await?;
    for grant in &sample.roles {
        let input = GrantRoleInput {
            account_key: sample.key.clone(),
            role: word(&grant.role)?,
            centre_key: grant.centre.clone(),
            municipality_code: grant.municipality.clone(),
            from: None,
            until: None,
        };
        accounts::grant(op, input).await?;
    }
    Ok(id)
}
