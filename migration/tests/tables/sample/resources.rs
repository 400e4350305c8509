//! Resources.

use entities::columns::{
    InterpretingMode, Language, LanguageTags, ResourceKind, RoomKind, StaffRole, StaffRoles,
    TextList,
};
use entities::id::{
    AbsenceId, AccountId, CompanyId, CompanyWindowId, InterpreterId, OpeningId, RoomId,
    StaffMemberId, VehicleId,
};
use entities::{
    absence, company, company_window, interpreter, opening, room, staff_member, vehicle,
};

use super::{ID, at, day, resource_of};

pub(crate) fn opening() -> opening::Model {
    opening::Model {
        id: OpeningId::from_uuid(ID),
        resource_id: resource_of(ResourceKind::Participant),
        weekday: 7,
        from_minute: 480,
        until_minute: 960,
        valid_from_on: Some(day(2)),
        valid_until_on: Some(day(9)),
    }
}

pub(crate) fn room() -> room::Model {
    room::Model {
        id: RoomId::of_resource(resource_of(ResourceKind::Room)),
        name: "name".to_owned(),
        room_kind: RoomKind::Class,
        seats: 3,
        setup_minutes: 3,
    }
}

pub(crate) fn staff_member() -> staff_member::Model {
    staff_member::Model {
        id: StaffMemberId::of_resource(resource_of(ResourceKind::StaffMember)),
        name: "name".to_owned(),
        email: Some("email".to_owned()),
        roles: StaffRoles(vec![StaffRole::Teacher, StaffRole::Escort]),
        skills: TextList(vec!["køkken".to_owned()]),
        languages: LanguageTags(vec!["ar".to_owned(), "ti".to_owned()]),
        max_minutes_day: Some(3),
        max_minutes_week: Some(3),
        notice_language: Language::Da,
    }
}

pub(crate) fn interpreter() -> interpreter::Model {
    interpreter::Model {
        id: InterpreterId::of_resource(resource_of(ResourceKind::Interpreter)),
        name: "name".to_owned(),
        agency: Some("agency".to_owned()),
        email: Some("email".to_owned()),
        languages: LanguageTags(vec!["ar".to_owned(), "ti".to_owned()]),
        mode: InterpretingMode::OnSite,
        hour_ore: 7,
        minimum_minutes: 3,
        transport_ore: 7,
        travel_minutes: 3,
    }
}

pub(crate) fn vehicle() -> vehicle::Model {
    vehicle::Model {
        id: VehicleId::of_resource(resource_of(ResourceKind::Vehicle)),
        name: "name".to_owned(),
        seats: 3,
    }
}

pub(crate) fn company() -> company::Model {
    company::Model {
        id: CompanyId::of_resource(resource_of(ResourceKind::Company)),
        name: "name".to_owned(),
        cvr: Some("12345678".to_owned()),
        sectors: TextList(vec!["køkken".to_owned()]),
        address: "address".to_owned(),
        travel_minutes: 3,
        walking: true,
        contact_name: Some("contact_name".to_owned()),
        contact_email: Some("contact_email".to_owned()),
        group_size_max: 3,
        parallel_groups: 3,
        languages_demanded: LanguageTags(vec!["ar".to_owned(), "ti".to_owned()]),
        safety_demands: TextList(vec!["køkken".to_owned()]),
    }
}

pub(crate) fn company_window() -> company_window::Model {
    company_window::Model {
        id: CompanyWindowId::from_uuid(ID),
        company_id: CompanyId::of_resource(resource_of(ResourceKind::Company)),
        weekday: Some(7),
        on_on: None,
        from_minute: 480,
        until_minute: 960,
    }
}

pub(crate) fn absence() -> absence::Model {
    absence::Model {
        id: AbsenceId::from_uuid(ID),
        resource_id: resource_of(ResourceKind::Participant),
        from_at: at(1),
        until_at: at(2),
        reason: "reason".to_owned(),
        recorded_at: at(1),
        recorded_by: Some(AccountId::from_uuid(ID)),
    }
}
