//! Loaders: the children of many rows in one statement, by way of use cases.

mod destination;
mod money;
mod organisation;
mod plans;
mod programme;
mod timetable;

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Request;
use async_graphql::dataloader::{DataLoader, Loader};
use entities::id::{CentreId, MunicipalityId, ParticipantId, PartnershipId};
use entities::{accounting_period, centre, municipality};

pub use self::destination::{
    ContactOf, DestinationOf, HouseholdOf, IdentityOf, ItemsOf, LatestCohortOf,
};
pub use self::money::{LinesOf, MunicipalityByCode};
pub use self::organisation::{PartnershipOf, PartnershipsOf, ResourcesOf};
pub use self::plans::{AssignmentsOf, BillOf, PlannedBy, ReportOf, ScenarioOf, WaysOutOf};
pub use self::programme::{
    CohortOf, EnrolledIn, EnrolmentsOf, FiguresOf, GroupMembersOf, ParticipantOf, TemplateOf,
};
use crate::error::{Error, Result};
use crate::op::Op;
use crate::usecases;
use crate::usecases::participants::Details;

pub use self::timetable::{AttendanceIn, AttendanceOf, BookedIn, NameIn};

/// Loads on behalf of one op.
pub struct ForOp(Op);

pub type Loaders = DataLoader<ForOp>;

/// What an error in a batch is to everybody who waits for it.
type Shared = Arc<Error>;

/// The request with its op and its loaders.
#[must_use]
pub fn with_op(request: Request, op: Op) -> Request {
    request.data(of(op.clone())).data(op)
}

/// Loaders for one op.
#[must_use]
pub fn of(op: Op) -> Loaders {
    DataLoader::new(ForOp(op), spawn)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a batch lives no longer than its request"
)]
fn spawn<F>(future: F) -> tokio::task::JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    tokio::spawn(future)
}

/// A shared error as one caller's.
pub(super) fn own(error: &Shared) -> Error {
    match error.as_ref() {
        Error::Refused(refusal) => Error::Refused(refusal.clone()),
        Error::Internal(inner) => Error::internal(inner.to_string()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CentreOf(pub CentreId);

impl Loader<CentreOf> for ForOp {
    type Value = centre::Model;
    type Error = Shared;

    async fn load(&self, keys: &[CentreOf]) -> Result<HashMap<CentreOf, Self::Value>, Shared> {
        let ids: Vec<CentreId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::centres::by_ids(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        Ok(rows
            .into_iter()
            .map(|row| (CentreOf(row.id), row))
            .collect())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MunicipalityOf(pub MunicipalityId);

impl Loader<MunicipalityOf> for ForOp {
    type Value = municipality::Model;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[MunicipalityOf],
    ) -> Result<HashMap<MunicipalityOf, Self::Value>, Shared> {
        let ids: Vec<MunicipalityId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::municipalities::by_ids(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        Ok(rows
            .into_iter()
            .map(|row| (MunicipalityOf(row.id), row))
            .collect())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MembersOf(pub PartnershipId);

impl Loader<MembersOf> for ForOp {
    type Value = Vec<MunicipalityId>;
    type Error = Shared;

    async fn load(&self, keys: &[MembersOf]) -> Result<HashMap<MembersOf, Self::Value>, Shared> {
        let ids: Vec<PartnershipId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::partnerships::members(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let mut members: HashMap<MembersOf, Vec<MunicipalityId>> = HashMap::new();
        for row in rows {
            members
                .entry(MembersOf(row.partnership_id))
                .or_default()
                .push(row.municipality_id);
        }
        Ok(members)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PeriodsOf(pub PartnershipId);

impl Loader<PeriodsOf> for ForOp {
    type Value = Vec<accounting_period::Model>;
    type Error = Shared;

    async fn load(&self, keys: &[PeriodsOf]) -> Result<HashMap<PeriodsOf, Self::Value>, Shared> {
        let ids: Vec<PartnershipId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::partnerships::periods(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let mut periods: HashMap<PeriodsOf, Self::Value> = HashMap::new();
        for row in rows {
            periods
                .entry(PeriodsOf(row.partnership_id))
                .or_default()
                .push(row);
        }
        Ok(periods)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DetailsOf(pub ParticipantId);

impl Loader<DetailsOf> for ForOp {
    type Value = Details;
    type Error = Shared;

    async fn load(&self, keys: &[DetailsOf]) -> Result<HashMap<DetailsOf, Details>, Shared> {
        let ids: Vec<ParticipantId> = keys.iter().map(|key| key.0).collect();
        let found = usecases::participants::details(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        Ok(found
            .into_iter()
            .map(|(id, details)| (DetailsOf(id), details))
            .collect())
    }
}
