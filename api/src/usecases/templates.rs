//! Templates of programmes: drafts that may change, and published versions that never do.

use async_graphql::InputObject;
use entities::columns::TemplateState;
use entities::id::{CentreId, TemplateId};
use entities::template;
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::facts::{self, Fact};
use super::{lookup, rules};
use crate::domain::policy::Action;
use crate::domain::template::{Definition, Fault as Reason};
use crate::error::{Code, Error, Fault, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::vocabulary::{IdOf, TemplateDefinition};

/// A draft of a template, made or changed by its key at a centre.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveTemplateInput {
    pub centre_id: IdOf<CentreId>,
    /// Chosen once: lower-case letters, digits and `-`. When its newest version is published, a
    /// new draft is made with the next number.
    pub key: String,
    pub title_da: String,
    pub title_en: String,
    pub definition: TemplateDefinition,
    /// The version of the draft you read, when you change one: a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// A draft that is to become immutable.
#[derive(Clone, Debug, InputObject, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublishTemplateInput {
    pub template_id: IdOf<TemplateId>,
    /// The version of the draft you read; a stale one gets CONFLICT.
    pub version: Option<i32>,
}

/// Saves a draft.
///
/// # Errors
/// VALIDATION with every wrong field; CONFLICT when `version` is stale.
pub async fn save(op: &Op, input: SaveTemplateInput) -> Result<template::Model> {
    let tx = op.begin().await?;
    let centre = lookup::centre(op, &tx, input.centre_id.0, Action::SaveTemplate).await?;
    store::centres::lock(&tx, centre.id).await?;
    let definition = checked(&input)?;
    let newest = store::templates::newest(&tx, centre.id, &input.key).await?;
    let mut row = filled(&input, &definition)?;
    let row = match newest {
        Some(draft) if draft.state == TemplateState::Draft => {
            if input
                .version
                .is_some_and(|version| version != draft.version)
            {
                return Err(Error::stale(draft.version));
            }
            row.id = Set(draft.id);
            row.version = Set(draft.version + 1);
            store::templates::update(&tx, row).await?
        }
        newest => {
            row.id = Set(op.new_id());
            row.centre_id = Set(centre.id);
            row.key = Set(input.key.clone());
            row.number = Set(newest.map_or(0, |newest| newest.number) + 1);
            row.state = Set(TemplateState::Draft);
            row.created_at = Set(op.now);
            row.version = Set(1);
            store::templates::insert(&tx, row).await?
        }
    };
    note(op, &tx, "TEMPLATE_SAVED", &row).await?;
    tx.commit().await?;
    Ok(row)
}

/// Publishes a draft: from now on it never changes, and cohorts can use it.
///
/// # Errors
/// TEMPLATE_INVALID with every reason; ILLEGAL_TRANSITION when it is published already.
pub async fn publish(op: &Op, input: PublishTemplateInput) -> Result<template::Model> {
    let tx = op.begin().await?;
    let seen = lookup::template(op, &tx, input.template_id.0, Action::SaveTemplate).await?;
    store::centres::lock(&tx, seen.centre_id).await?;
    let draft = lookup::template(op, &tx, seen.id, Action::SaveTemplate).await?;
    if draft.state != TemplateState::Draft {
        let none: [&str; 0] = [];
        return Err(Error::illegal_transition(draft.state, &none));
    }
    if input
        .version
        .is_some_and(|version| version != draft.version)
    {
        return Err(Error::stale(draft.version));
    }
    if let Err(reasons) = definition_of(&draft)?.validate() {
        let faults = reasons.into_iter().map(fault).collect();
        return Err(Error::refused(Code::TemplateInvalid).faults(faults).into());
    }
    let row = template::ActiveModel {
        id: Set(draft.id),
        state: Set(TemplateState::Published),
        published_at: Set(Some(op.now)),
        version: Set(draft.version + 1),
        ..Default::default()
    };
    let row = store::templates::update(&tx, row).await?;
    note(op, &tx, "TEMPLATE_PUBLISHED", &row).await?;
    tx.commit().await?;
    Ok(row)
}

/// The typed definition of a stored version.
pub(crate) fn definition_of(row: &template::Model) -> Result<Definition> {
    Ok(Definition::deserialize(&row.definition)?)
}

/// The versions of a centre's templates, by key, the newest first.
pub async fn of_centre(op: &Op, centre: CentreId) -> Result<Vec<template::Model>> {
    lookup::centre(op, op.reader(), centre, Action::ReadCohorts).await?;
    Ok(store::templates::of_centre(op.reader(), centre).await?)
}

/// One version.
pub async fn find(op: &Op, id: TemplateId) -> Result<template::Model> {
    let row = lookup::template(op, op.reader(), id, Action::ReadCohorts).await?;
    Ok(row.into_row())
}

/// Those of `ids` that the actor may see.
pub async fn by_ids(op: &Op, ids: &[TemplateId]) -> Result<Vec<template::Model>> {
    let reach = op.reach(Action::ReadCohorts);
    Ok(store::templates::by_ids(op.reader(), &reach, ids).await?)
}

fn checked(input: &SaveTemplateInput) -> Result<Definition> {
    let mut faults = Faults::default();
    rules::key(&mut faults, "input.key", &input.key);
    rules::text(&mut faults, "input.titleDa", &input.title_da, 120);
    rules::text(&mut faults, "input.titleEn", &input.title_en, 120);
    match Definition::deserialize(&input.definition.0) {
        Ok(definition) => {
            faults.done()?;
            Ok(definition)
        }
        Err(reason) => {
            let fault = Fault::new("input.definition", "BAD_DEFINITION");
            faults.add(fault.with("detail", reason));
            Err(Error::refused(Code::Validation)
                .faults(faults.into_vec())
                .into())
        }
    }
}

fn filled(input: &SaveTemplateInput, definition: &Definition) -> Result<template::ActiveModel> {
    let canonical = serde_json_canonicalizer::to_vec(definition)?;
    Ok(template::ActiveModel {
        title_da: Set(input.title_da.trim().to_owned()),
        title_en: Set(input.title_en.trim().to_owned()),
        definition: Set(serde_json::to_value(definition)?),
        content_hash: Set(Sha256::digest(&canonical).to_vec()),
        ..Default::default()
    })
}

async fn note(
    op: &Op,
    tx: &impl ConnectionTrait,
    kind: &'static str,
    row: &template::Model,
) -> Result<()> {
    let fact =
        Fact::new(kind, "template", row.id).with(json!({ "key": row.key, "number": row.number }));
    facts::append(op, tx, fact).await
}

/// A reason of the domain as a fault of a field: `modules[2].after[0]` reads
/// `definition.modules.2.after.0`.
fn fault(reason: Reason) -> Fault {
    let path = reason.path.replace('[', ".").replace(']', "");
    let fault = Fault::new(format!("definition.{path}"), reason.code.as_str());
    reason
        .details
        .into_iter()
        .fold(fault, |fault, (name, value)| {
            fault.with(name, words(&value))
        })
}

fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
