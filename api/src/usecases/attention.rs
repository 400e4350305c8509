//! What needs somebody at a centre: gathered in a fixed number of statements.

mod sessions;

use chrono::{Days, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use entities::id::{CentreId, ResourceId};
use sea_orm::ConnectionTrait;

use super::{lookup, zone_of};
use crate::domain::policy::Action;
use crate::domain::wall_clock;
use crate::error::Result;
use crate::op::Op;
use crate::store;

/// How far ahead the timetable is looked through.
const DAYS_AHEAD: i64 = 62;

/// Hand-offs are named from so many days before they are due.
const HANDOFF_DAYS: u64 = 7;

/// At most so many of each kind that does not lie in the timetable.
const MOST: u64 = 200;

/// Why something needs somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttentionKind {
    SessionLacks,
    BookingUnconfirmed,
    GrantedWithoutPlacement,
    HandoffDue,
    HandoffOverdue,
    NoticeUndeliverable,
}

/// What a session lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    Staff,
    Room,
    Interpreter,
    Company,
    Declined,
    Absent,
}

/// One thing that needs somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttentionItem {
    pub kind: AttentionKind,
    /// The id of the session, participant, hand-off or notice.
    pub subject_id: String,
    /// The local day by which, or since which, it waits.
    pub due_on: NaiveDate,
    /// With SESSION_LACKS.
    pub lack: Option<Lack>,
    /// The resource that is away, has declined or has not answered.
    pub resource_id: Option<ResourceId>,
    /// With an interpreter: for which language.
    pub language: Option<String>,
}

impl AttentionItem {
    fn new(kind: AttentionKind, subject_id: impl ToString, due_on: NaiveDate) -> Self {
        Self {
            kind,
            subject_id: subject_id.to_string(),
            due_on,
            lack: None,
            resource_id: None,
            language: None,
        }
    }

    /// The same thing keeps its cursor from page to page.
    #[must_use]
    pub fn cursor(&self) -> String {
        let resource = self.resource_id.map(|id| id.to_string());
        format!(
            "{:?}:{}:{:?}:{}:{}",
            self.kind,
            self.subject_id,
            self.lack,
            resource.unwrap_or_default(),
            self.language.as_deref().unwrap_or_default()
        )
    }
}

/// What needs somebody at the centre, the most pressing first.
pub async fn attention(op: &Op, centre: CentreId) -> Result<Vec<AttentionItem>> {
    let db = op.reader();
    let centre = lookup::centre(op, db, centre, Action::ReadAttention).await?;
    let zone = zone_of(&centre)?;
    let span = (op.now, op.now + TimeDelta::days(DAYS_AHEAD));
    let of = store::timetable::Of::Centre(centre.id);
    let placed = store::timetable::sessions_of(db, of, None, span).await?;
    let mut items = sessions::wanting(db, zone, placed, span).await?;
    items.extend(undecided(db, centre.id).await?);
    items.extend(handoffs(db, centre.id, op.today(zone)).await?);
    items.extend(notices(db, centre.id, zone).await?);
    items.sort_by(|a, b| {
        (a.due_on, a.kind, &a.subject_id, a.lack).cmp(&(b.due_on, b.kind, &b.subject_id, b.lack))
    });
    Ok(items)
}

async fn undecided(db: &impl ConnectionTrait, centre: CentreId) -> Result<Vec<AttentionItem>> {
    let rows = store::attention::granted_without_placement(db, centre, MOST).await?;
    let item = |(participant, decided_on)| {
        AttentionItem::new(
            AttentionKind::GrantedWithoutPlacement,
            participant,
            decided_on,
        )
    };
    Ok(rows.into_iter().map(item).collect())
}

async fn handoffs(
    db: &impl ConnectionTrait,
    centre: CentreId,
    today: NaiveDate,
) -> Result<Vec<AttentionItem>> {
    let before = today + Days::new(HANDOFF_DAYS);
    let rows = store::attention::handoffs_due(db, centre, before, MOST).await?;
    let item = |row: entities::handoff::Model| {
        let kind = if row.due_on < today {
            AttentionKind::HandoffOverdue
        } else {
            AttentionKind::HandoffDue
        };
        AttentionItem::new(kind, row.id, row.due_on)
    };
    Ok(rows.into_iter().map(item).collect())
}

async fn notices(
    db: &impl ConnectionTrait,
    centre: CentreId,
    zone: Tz,
) -> Result<Vec<AttentionItem>> {
    let rows = store::attention::undeliverable_notices(db, centre, MOST).await?;
    let item = |row: entities::notice::Model| {
        let since = wall_clock::local(zone, row.created_at).date();
        AttentionItem::new(AttentionKind::NoticeUndeliverable, row.id, since)
    };
    Ok(rows.into_iter().map(item).collect())
}
