//! Registers participants: one by hand, or many from a file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::columns::{Language, ResourceKind, SpokenLanguage, SpokenLanguages, TextList};
use entities::id::{CentreId, FamilyId, MunicipalityId, ParticipantId};
use entities::{centre, family, participant, person_details, resource, stay};
use sea_orm::{ConnectionTrait, Set};
use serde_json::json;

use super::details::{alien_number_index, name_birth_index, seal};
use super::inputs::RegisterParticipantInput;
use crate::domain::person::Person;
use crate::domain::policy::{Action, Permitted};
use crate::error::{Code, Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{idempotency, lookup, rules, zone_of};

/// A new participant, and who might be the same person.
#[derive(Clone, Debug)]
pub struct Registered {
    pub participant: participant::Model,
    /// Participants at this centre with the same name and birth date.
    pub possible_duplicates: Vec<ParticipantId>,
}

/// A checked participant, not yet stored.
#[derive(Clone, Debug)]
pub(super) struct Newcomer {
    pub person: Person,
    pub languages: Vec<SpokenLanguage>,
    pub interpreter_language: Option<String>,
    pub education: Option<String>,
    pub sectors: Vec<String>,
    pub wishes: Vec<String>,
    pub preferred_municipality_id: Option<MunicipalityId>,
    pub expected_leaving_on: Option<NaiveDate>,
    pub family_key: Option<String>,
    pub notice_language: Language,
    pub stays_from: NaiveDate,
    /// Chosen by the centre; none: the next number.
    pub key: Option<String>,
}

/// Registers one participant, whose stay begins.
///
/// # Errors
/// VALIDATION with every wrong field; DUPLICATE when somebody who stays at this centre has the
/// same udlændingenummer (a match elsewhere says nothing).
pub async fn register(op: &Op, input: RegisterParticipantInput) -> Result<Registered> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::SaveParticipant).await?;
    let key = input.idempotency_key.as_deref();
    let (earlier, once) = idempotency::earlier(op, &tx, "registerParticipant", key, &input).await?;
    if let Some(id) = earlier {
        let participant = store::participants::by_id(&tx, id.into()).await?;
        let participant = participant.ok_or_else(Error::not_found)?;
        return Ok(Registered {
            participant,
            possible_duplicates: Vec::new(),
        });
    }
    let newcomer = checked(op, &tx, &centre, &input).await?;
    let mut taken = Taken::among(op, &tx, centre.id, std::slice::from_ref(&newcomer)).await?;
    if taken.has_number_of(op, &newcomer) {
        let fault = Fault::new("input.alienNumber", "ALIEN_NUMBER_TAKEN");
        return Err(Error::refused(Code::Duplicate).fault(fault).into());
    }
    let possible_duplicates = taken.namesakes_of(op, &newcomer);
    let ids = store_all(op, &tx, &centre, vec![newcomer]).await?;
    once.made(op, &tx, ids[0]).await?;
    let participant = store::participants::by_id(&tx, ids[0])
        .await?
        .ok_or_else(Error::not_found)?;
    tx.commit().await?;
    Ok(Registered {
        participant,
        possible_duplicates,
    })
}

async fn checked(
    op: &Op,
    tx: &impl ConnectionTrait,
    centre: &centre::Model,
    input: &RegisterParticipantInput,
) -> Result<Newcomer> {
    let today = op.today(zone_of(centre)?);
    let mut faults = faults_of(input, today);
    let code = input.preferred_municipality_code.as_deref();
    let preferred =
        rules::known_municipality(tx, &mut faults, "input.preferredMunicipalityCode", code).await?;
    faults.done()?;
    Ok(Newcomer {
        person: Person {
            first_name: input.first_name.trim().to_owned(),
            last_name: input.last_name.trim().to_owned(),
            birth_date: input.birth_date,
            alien_number: input.alien_number.clone(),
            email: input.email.clone(),
            phone: input.phone.clone(),
            protected_until: input.protected_until,
        },
        languages: spoken(&input.languages),
        interpreter_language: input.interpreter_language.clone(),
        education: input.education.clone(),
        sectors: input.sectors.clone(),
        wishes: input.wishes.clone(),
        preferred_municipality_id: preferred,
        expected_leaving_on: input.expected_leaving.map(rules::first_of_month),
        family_key: input.family_key.clone(),
        notice_language: input.language.map_or(Language::En, Into::into),
        stays_from: input.stays_from.unwrap_or(today),
        key: None,
    })
}

fn faults_of(input: &RegisterParticipantInput, today: NaiveDate) -> Faults {
    let mut faults = Faults::default();
    rules::text(&mut faults, "input.firstName", &input.first_name, 100);
    rules::text(&mut faults, "input.lastName", &input.last_name, 100);
    rules::birth_date(&mut faults, "input.birthDate", input.birth_date, today);
    rules::optional_text(
        &mut faults,
        "input.alienNumber",
        input.alien_number.as_deref(),
        40,
    );
    rules::email(&mut faults, "input.email", input.email.as_deref());
    rules::optional_text(&mut faults, "input.phone", input.phone.as_deref(), 40);
    faults.demand(
        !input.languages.is_empty(),
        "input.languages",
        "NO_LANGUAGE",
    );
    for (i, language) in input.languages.iter().enumerate() {
        rules::language(
            &mut faults,
            &format!("input.languages.{i}.tag"),
            &language.tag,
        );
        rules::text(
            &mut faults,
            &format!("input.languages.{i}.level"),
            &language.level,
            20,
        );
    }
    if let Some(tag) = &input.interpreter_language {
        rules::language(&mut faults, "input.interpreterLanguage", tag);
    }
    rules::optional_text(
        &mut faults,
        "input.education",
        input.education.as_deref(),
        200,
    );
    rules::slugs(&mut faults, "input.sectors", &input.sectors);
    rules::slugs(&mut faults, "input.wishes", &input.wishes);
    if let Some(key) = &input.family_key {
        rules::key(&mut faults, "input.familyKey", key);
    }
    faults
}

pub(super) fn spoken(languages: &[super::SpokenLanguageInput]) -> Vec<SpokenLanguage> {
    let one = |language: &super::SpokenLanguageInput| SpokenLanguage {
        tag: language.tag.clone(),
        level: language.level.clone(),
    };
    languages.iter().map(one).collect()
}

/// Who at the centre has one of the newcomers' numbers, or name and birth date.
pub(super) struct Taken {
    numbers: Vec<Vec<u8>>,
    names: Vec<(Vec<u8>, ParticipantId)>,
}

impl Taken {
    pub(super) async fn among(
        op: &Op,
        tx: &impl ConnectionTrait,
        centre: CentreId,
        newcomers: &[Newcomer],
    ) -> Result<Self> {
        let sealer = &op.ground.sealer;
        let numbers: Vec<Vec<u8>> = newcomers
            .iter()
            .filter_map(|newcomer| newcomer.person.alien_number.as_deref())
            .map(|number| alien_number_index(sealer, number))
            .collect();
        let names: Vec<Vec<u8>> = newcomers
            .iter()
            .map(|newcomer| name_birth_index(sealer, &newcomer.person))
            .collect();
        let with_number =
            store::person_details::at_centre_with_alien_number(tx, centre, &numbers).await?;
        let with_name =
            store::person_details::at_centre_with_name_and_birth(tx, centre, &names).await?;
        Ok(Self {
            numbers: with_number
                .into_iter()
                .filter_map(|row| row.alien_number_index)
                .collect(),
            names: with_name
                .into_iter()
                .map(|row: person_details::Model| (row.name_birth_index, row.participant_id))
                .collect(),
        })
    }

    /// Whether the number is taken; from now on it is.
    pub(super) fn has_number_of(&mut self, op: &Op, newcomer: &Newcomer) -> bool {
        let Some(number) = newcomer.person.alien_number.as_deref() else {
            return false;
        };
        let index = alien_number_index(&op.ground.sealer, number);
        let is_taken = self.numbers.contains(&index);
        self.numbers.push(index);
        is_taken
    }

    pub(super) fn namesakes_of(&self, op: &Op, newcomer: &Newcomer) -> Vec<ParticipantId> {
        let index = name_birth_index(&op.ground.sealer, &newcomer.person);
        self.names
            .iter()
            .filter(|(name, _)| *name == index)
            .map(|(_, id)| *id)
            .collect()
    }
}

/// Stores newcomers: a resource, a sealed row, a participant and a stay each.
pub(super) async fn store_all(
    op: &Op,
    tx: &impl ConnectionTrait,
    centre: &Permitted<centre::Model>,
    newcomers: Vec<Newcomer>,
) -> Result<Vec<ParticipantId>> {
    store::centres::lock(tx, centre.id).await?;
    let standing =
        store::resources::count_of_kind(tx, centre.id, ResourceKind::Participant).await?;
    let families = families_of(op, tx, centre.id, &newcomers).await?;
    let mut resources = Vec::new();
    let mut participants = Vec::new();
    let mut details = Vec::new();
    let mut stays = Vec::new();
    let mut ids = Vec::new();
    for (number, newcomer) in (standing + 1..).zip(newcomers) {
        let id: ParticipantId = op.new_id();
        ids.push(id);
        details.push(seal(
            &op.ground.sealer,
            id,
            &newcomer.person,
            op.ground.clock.real(),
        )?);
        resources.push(resource::ActiveModel {
            id: Set(id.into()),
            kind: Set(ResourceKind::Participant),
            centre_id: Set(centre.id),
            key: Set(newcomer
                .key
                .clone()
                .unwrap_or_else(|| format!("p{number:05}"))),
            revision: Set(0),
            retired_on: Set(None),
            version: Set(1),
        });
        stays.push(stay::ActiveModel {
            id: Set(op.new_id()),
            participant_id: Set(id),
            centre_id: Set(centre.id),
            from_on: Set(newcomer.stays_from),
            until_on: Set(None),
            reason: Set(None),
            recorded_at: Set(op.now),
        });
        participants.push(row_of(op, id, newcomer, &families));
    }
    store::resources::insert_all(tx, resources).await?;
    store::participants::insert_all(tx, participants).await?;
    store::person_details::insert_all(tx, details).await?;
    store::stays::insert_all(tx, stays).await?;
    let fact = Fact::new("PARTICIPANTS_REGISTERED", "centre", centre.id)
        .with(json!({ "participants": ids }));
    facts::append(op, tx, fact).await?;
    Ok(ids)
}

fn row_of(
    op: &Op,
    id: ParticipantId,
    newcomer: Newcomer,
    families: &BTreeMap<String, FamilyId>,
) -> participant::ActiveModel {
    let family = newcomer
        .family_key
        .as_ref()
        .and_then(|key| families.get(&family_index(op, key)))
        .copied();
    participant::ActiveModel {
        id: Set(id),
        family_id: Set(family),
        languages: Set(SpokenLanguages(newcomer.languages)),
        interpreter_language: Set(newcomer.interpreter_language),
        education: Set(newcomer.education),
        sectors: Set(TextList(newcomer.sectors)),
        wishes: Set(TextList(newcomer.wishes)),
        preferred_municipality_id: Set(newcomer.preferred_municipality_id),
        expected_leaving_on: Set(newcomer.expected_leaving_on),
        notice_language: Set(newcomer.notice_language),
        registered_at: Set(op.now),
        version: Set(1),
    }
}

/// A family's key as it is stored: people name families by their surname.
fn family_index(op: &Op, key: &str) -> String {
    hex::encode(op.ground.sealer.blind_index("family", key))
}

/// The families named, those that are new made.
async fn families_of(
    op: &Op,
    tx: &impl ConnectionTrait,
    centre: CentreId,
    newcomers: &[Newcomer],
) -> Result<BTreeMap<String, FamilyId>> {
    let mut keys: Vec<String> = newcomers
        .iter()
        .filter_map(|one| one.family_key.as_deref())
        .map(|key| family_index(op, key))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let standing = store::families::by_keys(tx, centre, &keys).await?;
    let mut families: BTreeMap<String, FamilyId> =
        standing.into_iter().map(|row| (row.key, row.id)).collect();
    let mut rows = Vec::new();
    for key in keys {
        families.entry(key).or_insert_with_key(|key| {
            let id: FamilyId = op.new_id();
            rows.push(family::ActiveModel {
                id: Set(id),
                centre_id: Set(centre),
                key: Set(key.clone()),
            });
            id
        });
    }
    store::families::insert_all(tx, rows).await?;
    Ok(families)
}
