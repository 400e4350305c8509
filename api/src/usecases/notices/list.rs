//! What was, is and will be sent: no text, no address.

use entities::columns::NoticeState;
use entities::id::{CentreId, MunicipalityId, NoticeId, ParticipantId, ResourceId, SessionId};
use entities::notice;
use uuid::Uuid;

use crate::domain::policy::Action;
use crate::error::{Error, Result};
use crate::op::Op;
use crate::store;
use crate::store::notices::Which;
use crate::usecases::lookup;

/// Which of a centre's notices.
#[derive(Clone, Debug, Default)]
pub struct NoticeFilter {
    pub state: Option<NoticeState>,
    pub session: Option<SessionId>,
    /// The id of a participant, a resource (staff member, interpreter, company) or a municipality.
    pub recipient: Option<String>,
}

/// One notice.
pub async fn find(op: &Op, id: NoticeId) -> Result<notice::Model> {
    let row = lookup::notice(op, op.reader(), id, Action::ReadNotices).await?;
    Ok(row.into_row())
}

/// A centre's notices, the last queued first: up to `limit` after the one that `after` names.
pub async fn list(
    op: &Op,
    centre: CentreId,
    filter: &NoticeFilter,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<notice::Model>> {
    let db = op.reader();
    lookup::centre(op, db, centre, Action::ReadNotices).await?;
    let before: Option<NoticeId> = after
        .map(str::parse)
        .transpose()
        .map_err(|_| Error::invalid("after", "BAD_CURSOR"))?;
    let which = Which {
        state: filter.state,
        session: filter.session,
        // What cannot be an id of anybody is the id of nobody.
        recipient: filter
            .recipient
            .as_deref()
            .map(|id| recipient_id(id).unwrap_or_default()),
        before,
    };
    Ok(store::notices::of_centre(db, centre, &which, limit).await?)
}

fn recipient_id(text: &str) -> Option<Uuid> {
    text.parse()
        .map(ParticipantId::uuid)
        .or_else(|_| text.parse().map(ResourceId::uuid))
        .or_else(|_| text.parse().map(MunicipalityId::uuid))
        .ok()
}
