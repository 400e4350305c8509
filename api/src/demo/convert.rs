//! From the sample files' types to the inputs of the use cases.

use entities::id::CentreId;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::sample::{
    Centre, Company, Interpreter, Opening, Partnership, Room, StaffMember, Vehicle,
};
use crate::usecases::centres::SaveCentreInput;
use crate::usecases::partnerships::{AccountingPeriodInput, SavePartnershipInput};
use crate::usecases::resources::{
    CompanyWindowInput, SaveCompanyInput, SaveInterpreterInput, SaveRoomInput,
    SaveStaffMemberInput, SaveVehicleInput,
};
use crate::vocabulary::{Amount, IdOf, LocalTime, WeekSpanInput};

/// A word of the API out of a sample file.
pub(super) fn word<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(Error::internal)
}

pub(super) fn amount(text: &str) -> Result<Amount> {
    text.parse().map(Amount).map_err(Error::internal)
}

pub(super) fn number(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn time(minute: u32) -> LocalTime {
    LocalTime {
        minute: number(minute),
    }
}

fn spans(openings: &[Opening]) -> Vec<WeekSpanInput> {
    let of_one = |opening: &Opening| {
        let (from, until) = (time(opening.from_minute), time(opening.until_minute));
        let days = opening.weekdays.clone().into_iter();
        days.map(move |weekday| WeekSpanInput {
            weekday: number(weekday),
            from,
            until,
        })
    };
    openings.iter().flat_map(of_one).collect()
}

pub(super) fn centre(centre: &Centre) -> SaveCentreInput {
    SaveCentreInput {
        key: centre.key.clone(),
        name: centre.name.clone(),
        operator: centre.operator.clone(),
        host_municipality_code: centre.host_municipality.clone(),
        zone: Some(centre.zone.clone()),
        openings: spans(&centre.openings),
        closing_days: centre.closing_days.clone(),
        contact_name: centre.contact_name.clone(),
        contact_email: centre.contact_email.clone(),
        contact_phone: centre.contact_phone.clone(),
        version: None,
    }
}

pub(super) fn partnership(id: CentreId, sample: &Partnership) -> Result<SavePartnershipInput> {
    let periods = sample.periods.iter().map(|period| AccountingPeriodInput {
        key: period.key.clone(),
        from: period.from,
        until: period.until,
    });
    Ok(SavePartnershipInput {
        centre_id: IdOf(id),
        key: sample.key.clone(),
        name: sample.name.clone(),
        municipality_codes: sample.municipalities.clone(),
        valid_from: sample.valid_from,
        valid_until: sample.valid_until,
        accounting_municipality_code: sample.accounting_municipality.clone(),
        budget: amount(&sample.budget)?,
        periods: periods.collect(),
        version: None,
    })
}

pub(super) fn room(id: CentreId, room: &Room) -> Result<SaveRoomInput> {
    Ok(SaveRoomInput {
        centre_id: IdOf(id),
        key: room.key.clone(),
        name: room.name.clone(),
        kind: serde_json::from_value(serde_json::to_value(room.kind)?)?,
        seats: number(room.seats),
        setup_minutes: number(room.setup_minutes),
        openings: spans(&room.openings),
        version: None,
    })
}

pub(super) fn staff_member(id: CentreId, staff: &StaffMember) -> Result<SaveStaffMemberInput> {
    Ok(SaveStaffMemberInput {
        centre_id: IdOf(id),
        key: staff.key.clone(),
        name: staff.name.clone(),
        email: staff.email.clone(),
        roles: staff
            .roles
            .iter()
            .map(|role| word(role))
            .collect::<Result<_>>()?,
        skills: staff.skills.clone(),
        languages: staff.languages.clone(),
        max_minutes_a_day: staff.max_minutes_day.map(number),
        max_minutes_a_week: staff.max_minutes_week.map(number),
        openings: spans(&staff.openings),
        language: Some(word(&staff.notice_language)?),
        version: None,
    })
}

pub(super) fn interpreter(id: CentreId, sample: &Interpreter) -> Result<SaveInterpreterInput> {
    Ok(SaveInterpreterInput {
        centre_id: IdOf(id),
        key: sample.key.clone(),
        name: sample.name.clone(),
        agency: sample.agency.clone(),
        email: sample.email.clone(),
        languages: sample.languages.clone(),
        mode: word(&sample.mode)?,
        hour_price: amount(&sample.hour)?,
        minimum_minutes: number(sample.minimum_minutes),
        transport_price: Some(amount(&sample.transport)?),
        travel_minutes: number(sample.travel_minutes),
        openings: spans(&sample.openings),
        version: None,
    })
}

pub(super) fn vehicle(id: CentreId, vehicle: &Vehicle) -> SaveVehicleInput {
    SaveVehicleInput {
        centre_id: IdOf(id),
        key: vehicle.key.clone(),
        name: vehicle.name.clone(),
        seats: number(vehicle.seats),
        openings: spans(&vehicle.openings),
        version: None,
    }
}

pub(super) fn company(id: CentreId, company: &Company) -> SaveCompanyInput {
    let windows = company.windows.iter().map(|window| CompanyWindowInput {
        weekday: window.weekday.map(number),
        on: window.on,
        from: time(window.from_minute),
        until: time(window.until_minute),
    });
    SaveCompanyInput {
        centre_id: IdOf(id),
        key: company.key.clone(),
        name: company.name.clone(),
        cvr: company.cvr.clone(),
        sectors: company.sectors.clone(),
        address: company.address.clone(),
        travel_minutes: number(company.travel_minutes),
        walking: company.walking,
        contact_name: company.contact_name.clone(),
        contact_email: company.contact_email.clone(),
        group_size_max: number(company.group_size_max),
        parallel_groups: Some(number(company.parallel_groups)),
        windows: windows.collect(),
        languages_demanded: company.languages_demanded.clone(),
        safety_demands: company.safety_demands.clone(),
        version: None,
    }
}
