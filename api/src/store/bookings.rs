//! Bookings: which resource is busy when, for which session.

use entities::booking::{ActiveModel, Column, Entity, Model};
use entities::columns::BookingStatus;
use entities::id::{BookingId, ResourceId, SessionId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use super::in_chunks;
use crate::domain::occupancy::Hold;

/// Whether the resource takes part in the session.
pub async fn takes_part(
    db: &impl ConnectionTrait,
    session: SessionId,
    resource: ResourceId,
) -> Result<bool, DbErr> {
    let n = Entity::find()
        .filter(Column::SessionId.eq(session))
        .filter(Column::ResourceId.eq(resource))
        .filter(Column::EndedAt.is_null())
        .count(db)
        .await?;
    Ok(n > 0)
}

/// The bookings that hold of `sessions`, by session, role and resource.
pub async fn of_sessions(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::SessionId.is_in(sessions.iter().copied()))
        .filter(Column::EndedAt.is_null())
        .order_by_asc(Column::SessionId)
        .order_by_asc(Column::Role)
        .order_by_asc(Column::ResourceId)
        .all(db)
        .await
}

/// The bookings of other sessions than `except` that overlap one of `wanted`: one statement, over
/// the resources and the whole time that is wanted. What a third party has declined takes no time.
///
/// A company receives several groups at once, so an overlap there is not yet a conflict:
/// [`crate::domain::occupancy::without_place`] decides.
pub async fn overlaps(
    db: &impl ConnectionTrait,
    wanted: &[Hold],
    except: &[SessionId],
) -> Result<Vec<Model>, DbErr> {
    let Some(from) = wanted.iter().map(|hold| hold.from).min() else {
        return Ok(Vec::new());
    };
    let until = wanted.iter().map(|hold| hold.until).max().unwrap_or(from);
    let mut resources: Vec<ResourceId> = wanted.iter().map(|hold| hold.resource).collect();
    resources.sort_unstable();
    resources.dedup();
    let found = Entity::find()
        .filter(Column::ResourceId.is_in(resources))
        .filter(Column::EndedAt.is_null())
        .filter(Column::Status.ne(BookingStatus::Declined))
        .filter(Column::BusyFromAt.lt(until))
        .filter(Column::BusyUntilAt.gt(from))
        .order_by_asc(Column::BusyFromAt)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let overlaps = |row: &Model| {
        let held = Hold::of(row);
        !except.contains(&row.session_id) && wanted.iter().any(|hold| hold.overlaps(&held))
    };
    Ok(found.into_iter().filter(overlaps).collect())
}

pub async fn insert_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), DbErr> {
    in_chunks(rows, |chunk| async move {
        Entity::insert_many(chunk)
            .exec_without_returning(db)
            .await
            .map(|_| ())
    })
    .await
}

/// Ends every booking that holds of `sessions`; they stay as history.
pub async fn end_of_sessions(
    db: &impl ConnectionTrait,
    sessions: &[SessionId],
    at: chrono::DateTime<chrono::Utc>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(at))
        .filter(Column::SessionId.is_in(sessions.iter().copied()))
        .filter(Column::EndedAt.is_null())
        .exec(db)
        .await
        .map(|_| ())
}

/// Ends single bookings; they stay as history.
pub async fn end(
    db: &impl ConnectionTrait,
    ids: &[BookingId],
    at: chrono::DateTime<chrono::Utc>,
) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(at))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::EndedAt.is_null())
        .exec(db)
        .await
        .map(|_| ())
}

/// Writes what is set in `row`. The caller has raised the revisions of the session's resources.
pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<(), DbErr> {
    Entity::update(row).exec(db).await.map(|_| ())
}
