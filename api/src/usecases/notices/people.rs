//! To whom a batch of notices goes: addresses as they are now, opened for the moment of sending.

use std::collections::BTreeMap;

use entities::columns::{InterpretingMode, Language as ChosenLanguage, NoticeRecipientKind};
use entities::id::{MunicipalityId, ParticipantId, ResourceId};
use entities::{municipality, notice};
use sea_orm::DatabaseTransaction;

use super::live::recipients;
use crate::error::Result;
use crate::i18n::Language;
use crate::mail::content::Place;
use crate::mail::{Audience, Recipient as Reader};
use crate::op::Op;
use crate::store;
use crate::usecases::outbox::Recipient;
use crate::usecases::participants::open_all;

pub(super) struct People {
    readers: BTreeMap<Recipient, Reader>,
    modes: BTreeMap<ResourceId, InterpretingMode>,
    places: BTreeMap<ResourceId, Place>,
}

impl People {
    pub(super) async fn load(
        op: &Op,
        tx: &DatabaseTransaction,
        batch: &[notice::Model],
        places: &[ResourceId],
    ) -> Result<Self> {
        let mut people = Self {
            readers: BTreeMap::new(),
            modes: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        people.add_participants(op, tx, batch).await?;
        people.add_staff(tx, batch).await?;
        people.add_interpreters(tx, batch).await?;
        people.add_companies(tx, batch, places).await?;
        people.add_municipalities(tx, batch).await?;
        Ok(people)
    }

    /// The recipient with address; none: there is no way to reach him or her by mail.
    pub(super) fn reader(&self, notice: &notice::Model) -> Option<&Reader> {
        self.readers.get(&Recipient {
            kind: notice.recipient_kind,
            id: notice.recipient_id,
        })
    }

    pub(super) fn mode_of(&self, interpreter: ResourceId) -> InterpretingMode {
        let mode = self.modes.get(&interpreter).copied();
        mode.unwrap_or(InterpretingMode::OnSite)
    }

    pub(super) fn place(&self, id: ResourceId) -> Option<&Place> {
        self.places.get(&id)
    }

    fn add(&mut self, to: Recipient, audience: Audience, address: Option<String>, name: String) {
        if let Some(address) = address {
            let reader = Reader {
                audience,
                address,
                name: (!name.is_empty()).then_some(name),
                language: audience.language(None),
            };
            self.readers.insert(to, reader);
        }
    }

    /// A protected address is still the person's own: mail goes there, and nothing tells it.
    async fn add_participants(
        &mut self,
        op: &Op,
        tx: &DatabaseTransaction,
        batch: &[notice::Model],
    ) -> Result<()> {
        let ids = recipients(batch, NoticeRecipientKind::Participant);
        let ids: Vec<ParticipantId> = ids.into_iter().map(ParticipantId::of_resource).collect();
        let persons = open_all(op, tx, &ids).await?;
        for row in store::participants::by_ids(tx, &ids).await? {
            let address = persons.get(&row.id).and_then(|person| person.email.clone());
            let to = Recipient::participant(row.id);
            self.add(to, Audience::Participant, address, String::new());
            if let Some(reader) = self.readers.get_mut(&to) {
                reader.language = language(row.notice_language);
            }
        }
        Ok(())
    }

    async fn add_staff(&mut self, tx: &DatabaseTransaction, batch: &[notice::Model]) -> Result<()> {
        let ids = recipients(batch, NoticeRecipientKind::StaffMember);
        for row in store::resources::staff(tx, &ids).await? {
            let to = Recipient::staff_member(row.id);
            self.add(to, Audience::Staff, row.email, row.name);
            if let Some(reader) = self.readers.get_mut(&to) {
                reader.language = language(row.notice_language);
            }
        }
        Ok(())
    }

    async fn add_interpreters(
        &mut self,
        tx: &DatabaseTransaction,
        batch: &[notice::Model],
    ) -> Result<()> {
        let ids = recipients(batch, NoticeRecipientKind::Interpreter);
        for row in store::resources::interpreters(tx, &ids).await? {
            self.modes.insert(row.id.into(), row.mode);
            let to = Recipient::interpreter(row.id);
            self.add(to, Audience::Interpreter, row.email, row.name);
        }
        Ok(())
    }

    async fn add_companies(
        &mut self,
        tx: &DatabaseTransaction,
        batch: &[notice::Model],
        places: &[ResourceId],
    ) -> Result<()> {
        for row in store::resources::rooms(tx, places).await? {
            self.places.insert(row.id.into(), Place::Room(row.name));
        }
        let mut ids = recipients(batch, NoticeRecipientKind::Company);
        ids.extend(places);
        for row in store::resources::companies(tx, &ids).await? {
            let place = Place::Company {
                name: row.name.clone(),
                address: row.address,
            };
            self.places.insert(row.id.into(), place);
            let name = row.contact_name.unwrap_or(row.name);
            let to = Recipient::company(row.id);
            self.add(to, Audience::Company, row.contact_email, name);
        }
        Ok(())
    }

    async fn add_municipalities(
        &mut self,
        tx: &DatabaseTransaction,
        batch: &[notice::Model],
    ) -> Result<()> {
        let mut ids = recipients(batch, NoticeRecipientKind::MunicipalityHandoff);
        ids.extend(recipients(batch, NoticeRecipientKind::MunicipalityFinance));
        let ids: Vec<MunicipalityId> = ids
            .into_iter()
            .map(|id| MunicipalityId::from_uuid(id.uuid()))
            .collect();
        for row in store::municipalities::by_ids(tx, &ids).await? {
            let municipality::Model { id, name, .. } = row;
            let mailboxes = [
                (Recipient::handoffs_of(id), row.handoff_mailbox),
                (Recipient::finance_of(id), row.finance_mailbox),
            ];
            for (to, address) in mailboxes {
                self.add(to, Audience::Municipality, address, name.clone());
            }
        }
        Ok(())
    }
}

fn language(chosen: ChosenLanguage) -> Language {
    match chosen {
        ChosenLanguage::Da => Language::Da,
        ChosenLanguage::En => Language::En,
    }
}
