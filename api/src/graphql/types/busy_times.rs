//! Danish groups, and what an import of busy times did.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::danish_group;
use entities::id::DanishGroupId;

use super::{Participant, RowFault};
use crate::error::Result;
use crate::graphql::loaders::{GroupMembersOf, Loaders, ParticipantOf, own};
use crate::graphql::weight;
use crate::usecases::busy_times;
use crate::vocabulary::IdOf;

/// Participants who are taught Danish together, by others than the course.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct DanishGroup {
    pub id: IdOf<DanishGroupId>,
    /// Chosen once.
    pub key: String,
    pub name: String,
}

#[ComplexObject]
impl DanishGroup {
    /// Who belongs to it, in the order of their registration.
    #[graphql(complexity = "weight::times(20, child_complexity)")]
    async fn participants(&self, ctx: &Context<'_>) -> Result<Vec<Participant>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let members = loaders
            .load_one(GroupMembersOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        let keys = members.unwrap_or_default().into_iter().map(ParticipantOf);
        let found = loaders.load_many(keys).await.map_err(|e| own(&e))?;
        let mut found: Vec<Participant> = found.into_values().map(Into::into).collect();
        found.sort_by_key(|one| one.id);
        Ok(found)
    }
}

impl From<danish_group::Model> for DanishGroup {
    fn from(row: danish_group::Model) -> Self {
        Self {
            id: IdOf(row.id),
            key: row.key,
            name: row.name,
        }
    }
}

/// What an import of busy times did, row by row.
#[derive(SimpleObject)]
pub struct ImportBusyTimesPayload {
    /// How many intervals the good rows stand for.
    pub n_times: i32,
    /// How many intervals of an earlier import they take the place of.
    pub n_replaced: i32,
    /// How many rows have something wrong.
    pub n_faulty: i32,
    pub is_dry_run: bool,
    /// The idempotency key was used before with this input: nothing was done again, and the
    /// answer is that of the first call.
    pub is_repeated: bool,
    pub rows: Vec<BusyTimesRow>,
}

/// One line of the file, or one event of the calendar.
#[derive(SimpleObject)]
pub struct BusyTimesRow {
    /// Line in the file, counted from 1; for an event the line on which it begins.
    pub line: i32,
    /// How many intervals it stands for: none when it was called off, many for a series.
    pub n_times: i32,
    pub n_replaced: i32,
    pub faults: Vec<RowFault>,
}

impl From<busy_times::BusyTimesReport> for ImportBusyTimesPayload {
    fn from(report: busy_times::BusyTimesReport) -> Self {
        let rows = &report.rows;
        Self {
            n_times: count(rows.iter().map(|row| row.n_times).sum()),
            n_replaced: count(rows.iter().map(|row| row.n_replaced).sum()),
            n_faulty: count(rows.iter().filter(|row| !row.faults.is_empty()).count()),
            is_dry_run: report.is_dry_run,
            is_repeated: report.is_repeated,
            rows: report.rows.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<busy_times::BusyTimesRow> for BusyTimesRow {
    fn from(row: busy_times::BusyTimesRow) -> Self {
        Self {
            line: i32::try_from(row.line).unwrap_or(i32::MAX),
            n_times: count(row.n_times),
            n_replaced: count(row.n_replaced),
            faults: row.faults.into_iter().map(Into::into).collect(),
        }
    }
}

fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
