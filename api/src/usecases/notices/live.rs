//! How things stand now, for a batch of notices: a constant number of statements, whatever the
//! batch. Text and addresses are found here and kept nowhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;
use entities::columns::{NoticeKind, NoticeRecipientKind};
use entities::id::{CentreId, CohortId, PlanId, ResourceId};
use entities::{centre, cohort, notice, template, told_session};
use lettre::Address;
use lettre::message::Mailbox;
use sea_orm::DatabaseTransaction;

use super::cases::Cases;
use super::people::People;
use super::sessions::Sessions;
use crate::domain::policy::Action;
use crate::error::Result;
use crate::i18n::Language;
use crate::mail::CentreCard;
use crate::op::Op;
use crate::store;
use crate::usecases::zone_of;

pub(super) struct Live {
    pub(super) sessions: Sessions,
    pub(super) people: People,
    pub(super) cases: Cases,
    pub(super) cohorts: BTreeMap<CohortId, (cohort::Model, template::Model)>,
    /// The cohorts of each plan.
    pub(super) plans: BTreeMap<PlanId, BTreeSet<CohortId>>,
    centres: BTreeMap<CentreId, centre::Model>,
}

impl Live {
    pub(super) async fn load(op: &Op, batch: &[notice::Model]) -> Result<Self> {
        let tx = op.begin_read().await?;
        let plans: BTreeSet<PlanId> = batch.iter().filter_map(|one| one.plan_id).collect();
        let plans: Vec<PlanId> = plans.into_iter().collect();
        let mut cohorts_of: BTreeMap<PlanId, BTreeSet<CohortId>> = BTreeMap::new();
        for row in store::letters::cohorts_of_plans(&tx, &plans).await? {
            cohorts_of
                .entry(row.plan_id)
                .or_default()
                .insert(row.cohort_id);
        }
        let sessions = Sessions::load(op, &tx, batch).await?;
        let cohorts: BTreeSet<CohortId> = batch
            .iter()
            .filter_map(|one| one.cohort_id)
            .chain(sessions.cohorts())
            .chain(cohorts_of.values().flatten().copied())
            .collect();
        let centres: BTreeSet<CentreId> = batch.iter().map(|one| one.centre_id).collect();
        let live = Self {
            people: People::load(op, &tx, batch, &sessions.places()).await?,
            cases: Cases::load(&tx, batch).await?,
            cohorts: cohorts_by_id(&tx, cohorts).await?,
            plans: cohorts_of,
            centres: store::centres::by_ids(
                &tx,
                &op.reach(Action::ReadNotices),
                &centres.into_iter().collect::<Vec<_>>(),
            )
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect(),
            sessions,
        };
        tx.commit().await?;
        Ok(live)
    }

    /// What has just been said: the next notice of the batch may have nothing to add.
    pub(super) fn note(&mut self, told: &[told_session::Model]) {
        self.sessions.note(told);
    }

    /// Where answers to a centre's mails go.
    pub(super) fn mailbox_of(&self, id: CentreId) -> Option<Mailbox> {
        let centre = self.centres.get(&id)?;
        let address: Address = centre.contact_email.as_deref()?.parse().ok()?;
        Some(Mailbox::new(Some(centre.name.clone()), address))
    }

    pub(super) fn centre_name(&self, id: CentreId) -> &str {
        self.centres.get(&id).map_or("", |row| &row.name)
    }

    pub(super) fn card(&self, id: CentreId) -> Result<CentreCard> {
        let centre = self.centres.get(&id);
        let zone = centre.map_or(Ok(Tz::UTC), zone_of)?;
        let contact = centre.and_then(|row| {
            let parts = [&row.contact_name, &row.contact_phone, &row.contact_email];
            let parts: Vec<&str> = parts
                .into_iter()
                .filter_map(|part| part.as_deref())
                .collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        });
        Ok(CentreCard {
            name: self.centre_name(id).to_owned(),
            zone,
            contact,
        })
    }

    /// The title of a cohort's programme.
    pub(super) fn programme(&self, cohort: CohortId, language: Language) -> String {
        self.cohorts
            .get(&cohort)
            .map(|(_, template)| match language {
                Language::Da => template.title_da.clone(),
                Language::En => template.title_en.clone(),
            })
            .unwrap_or_default()
    }
}

async fn cohorts_by_id(
    tx: &DatabaseTransaction,
    ids: BTreeSet<CohortId>,
) -> Result<BTreeMap<CohortId, (cohort::Model, template::Model)>> {
    let ids: Vec<CohortId> = ids.into_iter().collect();
    let rows = store::letters::cohorts(tx, &ids).await?;
    Ok(rows.into_iter().map(|row| (row.0.id, row)).collect())
}

/// The recipients of one kind.
pub(super) fn recipients(batch: &[notice::Model], kind: NoticeRecipientKind) -> Vec<ResourceId> {
    let ids: BTreeSet<ResourceId> = batch
        .iter()
        .filter(|one| one.recipient_kind == kind)
        .map(|one| one.recipient_id.into())
        .collect();
    ids.into_iter().collect()
}

/// Those who get a whole timetable.
pub(super) fn of_timetables(batch: &[notice::Model]) -> Vec<ResourceId> {
    let ids: BTreeSet<ResourceId> = batch
        .iter()
        .filter(|one| one.kind == NoticeKind::TimetablePublished)
        .map(|one| one.recipient_id.into())
        .collect();
    ids.into_iter().collect()
}
