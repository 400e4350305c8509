//! The figures of households: how many, and their ages in bands.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entities::id::{FamilyId, ParticipantId};
use entities::participant;
use sea_orm::ConnectionTrait;

use super::participants::open_all;
use crate::domain::household::{HouseholdFigures, household};
use crate::error::Result;
use crate::op::Op;
use crate::store;

/// The household of each of `people` on a day of their own, in two statements.
pub(super) async fn of(
    op: &Op,
    db: &impl ConnectionTrait,
    people: &[(participant::Model, NaiveDate)],
) -> Result<BTreeMap<ParticipantId, HouseholdFigures>> {
    let mut families: Vec<FamilyId> = people.iter().filter_map(|(row, _)| row.family_id).collect();
    families.sort_unstable();
    families.dedup();
    let members = store::participants::of_families(db, &families).await?;
    let mut ids: Vec<ParticipantId> = members.iter().map(|row| row.id).collect();
    ids.extend(people.iter().map(|(row, _)| row.id));
    ids.sort_unstable();
    ids.dedup();
    let persons = open_all(op, db, &ids).await?;
    let born = |id: &ParticipantId| persons.get(id).map(|person| person.birth_date);
    Ok(people
        .iter()
        .map(|(row, day)| {
            let births: Vec<Option<NaiveDate>> = match row.family_id {
                None => vec![born(&row.id)],
                Some(family) => members
                    .iter()
                    .filter(|member| member.family_id == Some(family))
                    .map(|member| born(&member.id))
                    .collect(),
            };
            (row.id, household(&births, *day))
        })
        .collect())
}
