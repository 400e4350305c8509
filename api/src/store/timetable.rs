//! The live timetable: whose sessions lie where, and what each books by name.

use chrono::{DateTime, Utc};
use entities::columns::{ResourceKind, SessionState};
use entities::id::{CentreId, CohortId, ResourceId, SessionId};
use entities::{
    booking, centre, cohort, company, interpreter, resource, room, session, staff_member, vehicle,
};
use sea_orm::sea_query::{Expr, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select,
};

/// Whose sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Cohort(CohortId),
    Resource(ResourceId),
    Centre(CentreId),
}

/// A session with the centre it belongs to, and the zone whose wall clock that lives by.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Placed {
    #[sea_orm(nested)]
    pub session: session::Model,
    pub centre_id: CentreId,
    pub zone: String,
}

/// A booking with what it books; participants have no name here.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Booked {
    #[sea_orm(nested)]
    pub booking: booking::Model,
    pub resource_kind: ResourceKind,
    pub resource_key: String,
    pub resource_name: Option<String>,
}

fn placed() -> Select<session::Entity> {
    session::Entity::find()
        .join(JoinType::InnerJoin, session::Relation::Cohort.def())
        .join(JoinType::InnerJoin, cohort::Relation::Centre.def())
        .column_as(centre::Column::Id, "centre_id")
        .column_as(centre::Column::Zone, "zone")
        .order_by_asc(session::Column::StartsAt)
        .order_by_asc(session::Column::Id)
}

/// The sessions of `of` that begin in the span, by time; where `own` is given, only those that
/// book it.
pub async fn sessions_of(
    db: &impl ConnectionTrait,
    of: Of,
    own: Option<ResourceId>,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Placed>, DbErr> {
    let mut query = placed()
        .filter(session::Column::StartsAt.gte(from))
        .filter(session::Column::StartsAt.lt(until));
    query = match of {
        Of::Cohort(id) => query.filter(session::Column::CohortId.eq(id)),
        Of::Centre(id) => query.filter(cohort::Column::CentreId.eq(id)),
        Of::Resource(id) => query.filter(session::Column::Id.in_subquery(booking_of(id))),
    };
    if let Some(own) = own {
        query = query.filter(session::Column::Id.in_subquery(booking_of(own)));
    }
    query.into_model().all(db).await
}

/// The sessions that book a resource.
fn booking_of(id: ResourceId) -> SelectStatement {
    Query::select()
        .column(booking::Column::SessionId)
        .from(booking::Entity)
        .and_where(booking::Column::ResourceId.eq(id))
        .and_where(booking::Column::EndedAt.is_null())
        .take()
}

/// Whether there is a session that books both.
pub async fn is_shared(
    db: &impl ConnectionTrait,
    one: ResourceId,
    other: ResourceId,
) -> Result<bool, DbErr> {
    let found = booking::Entity::find()
        .filter(booking::Column::ResourceId.eq(one))
        .filter(booking::Column::SessionId.in_subquery(booking_of(other)))
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Those of `ids` that book a resource.
pub async fn sessions_that_book(
    db: &impl ConnectionTrait,
    ids: &[SessionId],
    resource: ResourceId,
) -> Result<Vec<SessionId>, DbErr> {
    booking::Entity::find()
        .select_only()
        .column(booking::Column::SessionId)
        .distinct()
        .filter(booking::Column::SessionId.is_in(ids.iter().copied()))
        .filter(booking::Column::ResourceId.eq(resource))
        .filter(booking::Column::EndedAt.is_null())
        .into_tuple()
        .all(db)
        .await
}

pub async fn placed_by_ids(
    db: &impl ConnectionTrait,
    ids: &[SessionId],
) -> Result<Vec<Placed>, DbErr> {
    placed()
        .filter(session::Column::Id.is_in(ids.iter().copied()))
        .into_model()
        .all(db)
        .await
}

/// The standing bookings of `sessions` with what they book: one statement, whatever the kinds.
pub async fn booked(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<Booked>, DbErr> {
    let name = Func::coalesce([
        Expr::col((room::Entity, room::Column::Name)),
        Expr::col((staff_member::Entity, staff_member::Column::Name)),
        Expr::col((interpreter::Entity, interpreter::Column::Name)),
        Expr::col((vehicle::Entity, vehicle::Column::Name)),
        Expr::col((company::Entity, company::Column::Name)),
    ]);
    booking::Entity::find()
        .join(JoinType::InnerJoin, booking::Relation::Resource.def())
        .join(JoinType::LeftJoin, room::Relation::Resource.def().rev())
        .join(
            JoinType::LeftJoin,
            staff_member::Relation::Resource.def().rev(),
        )
        .join(
            JoinType::LeftJoin,
            interpreter::Relation::Resource.def().rev(),
        )
        .join(JoinType::LeftJoin, vehicle::Relation::Resource.def().rev())
        .join(JoinType::LeftJoin, company::Relation::Resource.def().rev())
        .column_as(resource::Column::Kind, "resource_kind")
        .column_as(resource::Column::Key, "resource_key")
        .column_as(Expr::expr(name), "resource_name")
        .filter(booking::Column::SessionId.is_in(sessions.iter().copied()))
        .filter(booking::Column::EndedAt.is_null())
        .order_by_asc(booking::Column::SessionId)
        .order_by_asc(booking::Column::Role)
        .order_by_asc(resource::Column::Key)
        .order_by_asc(booking::Column::Id)
        .into_model()
        .all(db)
        .await
}

/// The published sessions that begin at or after `from` and book one of `resources`; of one
/// cohort, where one is given.
pub async fn future_sessions_of(
    db: &impl ConnectionTrait,
    resources: &[ResourceId],
    from: DateTime<Utc>,
    cohort: Option<CohortId>,
) -> Result<Vec<SessionId>, DbErr> {
    let mut query = session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .distinct()
        .join(JoinType::InnerJoin, booking::Relation::Session.def().rev())
        .filter(booking::Column::ResourceId.is_in(resources.iter().copied()))
        .filter(booking::Column::EndedAt.is_null())
        .filter(session::Column::State.eq(SessionState::Published))
        .filter(session::Column::StartsAt.gte(from))
        .order_by_asc(session::Column::Id);
    if let Some(cohort) = cohort {
        query = query.filter(session::Column::CohortId.eq(cohort));
    }
    query.into_tuple().all(db).await
}

/// The published sessions for which a resource is taken at some moment of the span.
pub async fn published_within(
    db: &impl ConnectionTrait,
    resource: ResourceId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Placed>, DbErr> {
    let taken = booking_of(resource)
        .and_where(booking::Column::BusyFromAt.lt(until))
        .and_where(booking::Column::BusyUntilAt.gt(from))
        .take();
    placed()
        .filter(session::Column::State.eq(SessionState::Published))
        .filter(session::Column::Id.in_subquery(taken))
        .into_model()
        .all(db)
        .await
}

/// Cancels `ids`: the state, the reason, one more in the sequence.
pub async fn cancel(
    db: &impl ConnectionTrait,
    ids: &[SessionId],
    reason: &str,
) -> Result<(), DbErr> {
    let raised = |column: session::Column| Expr::col(column).add(1);
    session::Entity::update_many()
        .col_expr(session::Column::State, Expr::value(SessionState::Cancelled))
        .col_expr(session::Column::CancelReason, Expr::value(reason))
        .col_expr(session::Column::Sequence, raised(session::Column::Sequence))
        .col_expr(session::Column::Version, raised(session::Column::Version))
        .filter(session::Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}

/// Raises the version of sessions whose bookings change.
pub async fn touch(db: &impl ConnectionTrait, ids: &[SessionId]) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(
            session::Column::Version,
            Expr::col(session::Column::Version).add(1),
        )
        .filter(session::Column::Id.is_in(ids.iter().copied()))
        .exec(db)
        .await
        .map(|_| ())
}

/// Makes every published session HELD that has ended by `now`; says how many.
pub async fn hold_ended(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let held = session::Entity::update_many()
        .col_expr(session::Column::State, Expr::value(SessionState::Held))
        .col_expr(
            session::Column::Version,
            Expr::col(session::Column::Version).add(1),
        )
        .filter(session::Column::State.eq(SessionState::Published))
        .filter(session::Column::EndsAt.lte(now))
        .exec(db)
        .await?;
    Ok(held.rows_affected)
}
