//! Changes a participant's facts.

use entities::columns::{SpokenLanguages, TextList};
use entities::participant;
use sea_orm::{ConnectionTrait, Set};

use super::details::{open_all, seal};
use super::inputs::UpdateParticipantInput;
use super::register::spoken;
use crate::domain::person::Person;
use crate::domain::policy::Action;
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{counting, lookup, rules};

/// Changes what is given, and leaves the rest.
///
/// # Errors
/// VALIDATION with every wrong field; CONFLICT when `version` is stale.
pub async fn update(op: &Op, input: UpdateParticipantInput) -> Result<participant::Model> {
    let tx = op.begin().await?;
    let id = input.participant_id.0;
    let row = lookup::participant(op, &tx, id, Action::SaveParticipant).await?;
    if row.version != input.version {
        return Err(Error::stale(row.version));
    }
    let mut faults = Faults::default();
    let planned = planned(&tx, &mut faults, &row, &input).await?;
    let person = open_all(op, &tx, &[id])
        .await?
        .remove(&id)
        .ok_or_else(Error::not_found)?;
    let person = identified(&mut faults, person, &input, op.now.date_naive());
    faults.done()?;
    let details = seal(&op.ground.sealer, id, &person, op.ground.clock.real())?;
    store::person_details::update(&tx, details).await?;
    let row = store::participants::update(&tx, planned).await?;
    if input.preferred_municipality_code.is_some() {
        let since = counting::Since::day(op.now.date_naive());
        counting::planned(op, &tx, &[id], since).await?;
    }
    facts::append(op, &tx, Fact::new("PARTICIPANT_UPDATED", "participant", id)).await?;
    tx.commit().await?;
    Ok(row)
}

async fn planned(
    tx: &impl ConnectionTrait,
    faults: &mut Faults,
    row: &participant::Model,
    input: &UpdateParticipantInput,
) -> Result<participant::ActiveModel> {
    let mut changed = participant::ActiveModel {
        id: Set(row.id),
        version: Set(row.version + 1),
        ..Default::default()
    };
    if let Some(languages) = &input.languages {
        faults.demand(!languages.is_empty(), "input.languages", "NO_LANGUAGE");
        for (i, language) in languages.iter().enumerate() {
            rules::language(faults, &format!("input.languages.{i}.tag"), &language.tag);
        }
        changed.languages = Set(SpokenLanguages(spoken(languages)));
    }
    if let Some(tag) = &input.interpreter_language {
        rules::language(faults, "input.interpreterLanguage", tag);
        faults.demand(
            !input.needs_no_interpreter,
            "input.needsNoInterpreter",
            "CONTRADICTION",
        );
        changed.interpreter_language = Set(Some(tag.clone()));
    } else if input.needs_no_interpreter {
        changed.interpreter_language = Set(None);
    }
    if let Some(education) = &input.education {
        rules::text(faults, "input.education", education, 200);
        changed.education = Set(Some(education.clone()));
    }
    if let Some(sectors) = &input.sectors {
        rules::slugs(faults, "input.sectors", sectors);
        changed.sectors = Set(TextList(sectors.clone()));
    }
    if let Some(wishes) = &input.wishes {
        rules::slugs(faults, "input.wishes", wishes);
        changed.wishes = Set(TextList(wishes.clone()));
    }
    if let Some(code) = input.preferred_municipality_code.as_deref() {
        let path = "input.preferredMunicipalityCode";
        let known = rules::known_municipality(tx, faults, path, Some(code)).await?;
        changed.preferred_municipality_id = Set(known);
    }
    if let Some(day) = input.expected_leaving {
        changed.expected_leaving_on = Set(Some(rules::first_of_month(day)));
    }
    if let Some(language) = input.language {
        changed.notice_language = Set(language.into());
    }
    Ok(changed)
}

fn identified(
    faults: &mut Faults,
    mut person: Person,
    input: &UpdateParticipantInput,
    today: chrono::NaiveDate,
) -> Person {
    if let Some(name) = &input.first_name {
        rules::text(faults, "input.firstName", name, 100);
        name.trim().clone_into(&mut person.first_name);
    }
    if let Some(name) = &input.last_name {
        rules::text(faults, "input.lastName", name, 100);
        name.trim().clone_into(&mut person.last_name);
    }
    if let Some(born) = input.birth_date {
        rules::birth_date(faults, "input.birthDate", born, today);
        person.birth_date = born;
    }
    rules::email(faults, "input.email", input.email.as_deref());
    person.alien_number = input.alien_number.clone().or(person.alien_number);
    person.email = input.email.clone().or(person.email);
    person.phone = input.phone.clone().or(person.phone);
    person.protected_until = input.protected_until.or(person.protected_until);
    person
}
