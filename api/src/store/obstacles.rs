//! What takes people's time beside sessions: busy times of their own, and of their Danish groups.

use chrono::{DateTime, Utc};
use entities::id::{DanishGroupId, ParticipantId, ResourceId};
use entities::{busy_time, danish_group_member};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

/// Somebody's time that something outside the timetable takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy {
    pub resource: ResourceId,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// Whether it keeps lessons away too, not only interviews and visits.
    pub blocking: bool,
}

/// The busy times of `resources` that touch the span.
pub async fn busy(
    db: &impl ConnectionTrait,
    resources: &[ResourceId],
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Vec<Busy>, DbErr> {
    let people = resources.iter().map(|id| ParticipantId::of_resource(*id));
    let members = danish_group_member::Entity::find()
        .filter(danish_group_member::Column::ParticipantId.is_in(people))
        .order_by_asc(danish_group_member::Column::ParticipantId)
        .all(db)
        .await?;
    let groups: Vec<DanishGroupId> = members.iter().map(|row| row.danish_group_id).collect();
    let owner = Condition::any()
        .add(busy_time::Column::ResourceId.is_in(resources.iter().copied()))
        .add(busy_time::Column::DanishGroupId.is_in(groups));
    let rows = busy_time::Entity::find()
        .filter(owner)
        .filter(busy_time::Column::FromAt.lt(until))
        .filter(busy_time::Column::UntilAt.gt(from))
        .order_by_asc(busy_time::Column::FromAt)
        .order_by_asc(busy_time::Column::Id)
        .all(db)
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let of = |resource| Busy {
            resource,
            from: row.from_at,
            until: row.until_at,
            blocking: row.blocking,
        };
        found.extend(row.resource_id.map(of));
        let in_group = members
            .iter()
            .filter(|member| Some(member.danish_group_id) == row.danish_group_id);
        found.extend(in_group.map(|member| of(member.participant_id.into())));
    }
    Ok(found)
}
