//! Makes and changes rooms, staff, interpreters and vehicles.

use entities::columns::{
    InterpretingMode, Language as NoticeLanguage, LanguageTags, ResourceKind, StaffRoles, TextList,
};
use entities::id::{CentreId, InterpreterId, RoomId, StaffMemberId, VehicleId};
use entities::{interpreter, opening, resource, room, staff_member, vehicle};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Set};
use serde_json::json;

use super::inputs::{SaveInterpreterInput, SaveRoomInput, SaveStaffMemberInput, SaveVehicleInput};
use super::{Facts, Resource};
use crate::domain::money::Money;
use crate::domain::policy::Action;
use crate::error::{Error, Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::facts::{self, Fact};
use crate::usecases::{lookup, rules};
use crate::vocabulary::{Amount, WeekSpanInput};

/// Makes or changes a room.
///
/// # Errors
/// VALIDATION with every wrong field; CONFLICT when `version` is stale.
pub async fn save_room(op: &Op, input: SaveRoomInput) -> Result<Resource> {
    let mut faults = Faults::default();
    check(&mut faults, &input.key, &input.name, &input.openings);
    rules::within(&mut faults, "input.seats", input.seats.into(), 1, 1000);
    rules::within(
        &mut faults,
        "input.setupMinutes",
        input.setup_minutes.into(),
        0,
        240,
    );
    let tx = op.begin().await?;
    let head = Head::new(
        ResourceKind::Room,
        input.centre_id.0,
        &input.key,
        input.version,
    );
    let (row, is_new) = save_head(op, &tx, head, faults).await?;
    let facts = room::Model {
        id: RoomId::of_resource(row.id),
        name: input.name.trim().to_owned(),
        room_kind: input.kind.into(),
        seats: input.seats,
        setup_minutes: input.setup_minutes,
    };
    put::<room::Entity, _>(&tx, facts.clone(), is_new).await?;
    finish(op, tx, row, &input.openings, Facts::Room(facts)).await
}

/// Makes or changes a staff member.
///
/// # Errors
/// VALIDATION with every wrong field; CONFLICT when `version` is stale.
pub async fn save_staff_member(op: &Op, input: SaveStaffMemberInput) -> Result<Resource> {
    let mut faults = Faults::default();
    check(&mut faults, &input.key, &input.name, &input.openings);
    rules::email(&mut faults, "input.email", input.email.as_deref());
    rules::slugs(&mut faults, "input.skills", &input.skills);
    rules::languages(&mut faults, "input.languages", &input.languages);
    faults.demand(!input.roles.is_empty(), "input.roles", "REQUIRED");
    let caps = [
        ("input.maxMinutesADay", input.max_minutes_a_day, 24 * 60),
        (
            "input.maxMinutesAWeek",
            input.max_minutes_a_week,
            7 * 24 * 60,
        ),
    ];
    for (path, cap, most) in caps {
        if let Some(cap) = cap {
            rules::within(&mut faults, path, cap.into(), 1, most);
        }
    }
    let tx = op.begin().await?;
    let head = Head::new(
        ResourceKind::StaffMember,
        input.centre_id.0,
        &input.key,
        input.version,
    );
    let (row, is_new) = save_head(op, &tx, head, faults).await?;
    let facts = staff_member::Model {
        id: StaffMemberId::of_resource(row.id),
        name: input.name.trim().to_owned(),
        email: input.email,
        roles: StaffRoles(input.roles.into_iter().map(Into::into).collect()),
        skills: TextList(input.skills),
        languages: LanguageTags(input.languages),
        max_minutes_day: input.max_minutes_a_day,
        max_minutes_week: input.max_minutes_a_week,
        notice_language: input.language.map_or(NoticeLanguage::Da, Into::into),
    };
    put::<staff_member::Entity, _>(&tx, facts.clone(), is_new).await?;
    finish(op, tx, row, &input.openings, Facts::StaffMember(facts)).await
}

/// A million kroner, for an hour or a journey: the engine adds thousands of them.
const MOST_OF_A_PRICE: Money = Money::from_oere(100_000_000);

/// Makes or changes an interpreter.
///
/// # Errors
/// VALIDATION with every wrong field; CONFLICT when `version` is stale.
pub async fn save_interpreter(op: &Op, input: SaveInterpreterInput) -> Result<Resource> {
    let mut faults = Faults::default();
    check(&mut faults, &input.key, &input.name, &input.openings);
    rules::email(&mut faults, "input.email", input.email.as_deref());
    rules::optional_text(&mut faults, "input.agency", input.agency.as_deref(), 120);
    faults.demand(!input.languages.is_empty(), "input.languages", "REQUIRED");
    rules::languages(&mut faults, "input.languages", &input.languages);
    faults.demand(input.hour_price.ore() >= 0, "input.hourPrice", "NEGATIVE");
    let transport_ore = input.transport_price.map_or(0, Amount::ore);
    faults.demand(transport_ore >= 0, "input.transportPrice", "NEGATIVE");
    let prices = [
        ("input.hourPrice", Some(input.hour_price)),
        ("input.transportPrice", input.transport_price),
    ];
    for (path, price) in prices {
        let price = price.map_or(Money::ZERO, |price| price.0);
        rules::amount(&mut faults, path, price, MOST_OF_A_PRICE);
    }
    rules::within(
        &mut faults,
        "input.minimumMinutes",
        input.minimum_minutes.into(),
        0,
        600,
    );
    rules::within(
        &mut faults,
        "input.travelMinutes",
        input.travel_minutes.into(),
        0,
        240,
    );
    let tx = op.begin().await?;
    let head = Head::new(
        ResourceKind::Interpreter,
        input.centre_id.0,
        &input.key,
        input.version,
    );
    let (row, is_new) = save_head(op, &tx, head, faults).await?;
    let facts = interpreter::Model {
        id: InterpreterId::of_resource(row.id),
        name: input.name.trim().to_owned(),
        agency: input.agency,
        email: input.email,
        languages: LanguageTags(input.languages),
        mode: InterpretingMode::from(input.mode),
        hour_ore: input.hour_price.ore(),
        minimum_minutes: input.minimum_minutes,
        transport_ore,
        travel_minutes: input.travel_minutes,
    };
    put::<interpreter::Entity, _>(&tx, facts.clone(), is_new).await?;
    finish(op, tx, row, &input.openings, Facts::Interpreter(facts)).await
}

/// Makes or changes a vehicle.
///
/// # Errors
/// VALIDATION with every wrong field; CONFLICT when `version` is stale.
pub async fn save_vehicle(op: &Op, input: SaveVehicleInput) -> Result<Resource> {
    let mut faults = Faults::default();
    check(&mut faults, &input.key, &input.name, &input.openings);
    rules::within(&mut faults, "input.seats", input.seats.into(), 1, 200);
    let tx = op.begin().await?;
    let head = Head::new(
        ResourceKind::Vehicle,
        input.centre_id.0,
        &input.key,
        input.version,
    );
    let (row, is_new) = save_head(op, &tx, head, faults).await?;
    let name = input.name.trim().to_owned();
    let facts = vehicle::Model {
        id: VehicleId::of_resource(row.id),
        name,
        seats: input.seats,
    };
    put::<vehicle::Entity, _>(&tx, facts.clone(), is_new).await?;
    finish(op, tx, row, &input.openings, Facts::Vehicle(facts)).await
}

pub(super) fn check(faults: &mut Faults, key: &str, name: &str, openings: &[WeekSpanInput]) {
    rules::key(faults, "input.key", key);
    rules::text(faults, "input.name", name, 120);
    rules::week_spans(faults, "input.openings", openings);
}

/// What every kind of resource has in common.
pub(super) struct Head<'a> {
    kind: ResourceKind,
    centre: CentreId,
    key: &'a str,
    version: Option<i32>,
}

impl<'a> Head<'a> {
    pub(super) fn new(
        kind: ResourceKind,
        centre: CentreId,
        key: &'a str,
        version: Option<i32>,
    ) -> Self {
        Self {
            kind,
            centre,
            key,
            version,
        }
    }
}

/// Finds or makes the row that all kinds share; says whether it is new.
pub(super) async fn save_head(
    op: &Op,
    tx: &impl ConnectionTrait,
    head: Head<'_>,
    faults: Faults,
) -> Result<(resource::Model, bool)> {
    lookup::centre(op, tx, head.centre, Action::SaveResource).await?;
    faults.done()?;
    let earlier = store::resources::by_key(tx, head.centre, head.kind, head.key).await?;
    if let Some(mut row) = earlier {
        if head.version.is_some_and(|version| version != row.version) {
            return Err(Error::stale(row.version));
        }
        store::resources::touch(tx, row.id).await?;
        row.version += 1;
        return Ok((row, false));
    }
    let row = resource::Model {
        id: op.new_id(),
        kind: head.kind,
        centre_id: head.centre,
        key: head.key.to_owned(),
        revision: 0,
        retired_on: None,
        version: 1,
    };
    store::resources::insert(tx, row.clone().into_active_model()).await?;
    Ok((row, true))
}

/// Writes the facts of one kind.
pub(super) async fn put<E, M>(tx: &impl ConnectionTrait, facts: M, is_new: bool) -> Result<()>
where
    E: EntityTrait,
    M: IntoActiveModel<E::ActiveModel> + Send,
    E::ActiveModel: sea_orm::ActiveModelTrait<Entity = E> + Send,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let row = facts.into_active_model();
    if is_new {
        E::insert(row).exec_without_returning(tx).await?;
    } else {
        E::update(sea_orm::ActiveModelTrait::reset_all(row))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Openings, the fact, the commit.
pub(super) async fn finish(
    op: &Op,
    tx: DatabaseTransaction,
    row: resource::Model,
    openings: &[WeekSpanInput],
    facts: Facts,
) -> Result<Resource> {
    let rows = openings.iter().map(|span| opening::ActiveModel {
        id: Set(op.new_id()),
        resource_id: Set(row.id),
        weekday: Set(span.weekday),
        from_minute: Set(span.from.minute),
        until_minute: Set(span.until.minute),
        valid_from_on: Set(None),
        valid_until_on: Set(None),
    });
    store::resources::set_openings(&tx, row.id, rows.collect()).await?;
    let fact = Fact::new("RESOURCE_SAVED", "resource", row.id)
        .with(json!({ "key": row.key, "kind": row.kind.to_string() }));
    facts::append(op, &tx, fact).await?;
    tx.commit().await?;
    Ok(Resource { row, facts })
}
