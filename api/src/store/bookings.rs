//! Bookings: which resource is busy when, for which session.

use entities::booking::{Column, Entity};
use entities::id::{ResourceId, SessionId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};

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
