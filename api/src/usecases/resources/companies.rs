//! Makes and changes companies and their visit windows.

use entities::columns::{LanguageTags, ResourceKind, TextList};
use entities::id::CompanyId;
use entities::{company, company_window};
use sea_orm::Set;

use super::inputs::{CompanyWindowInput, SaveCompanyInput};
use super::save::{Head, check, finish, put, save_head};
use super::{Facts, Resource};
use crate::error::{Faults, Result};
use crate::op::Op;
use crate::store;
use crate::usecases::rules;

/// Makes or changes a company.
///
/// # Errors
/// VALIDATION with every wrong field; CONFLICT when `version` is stale.
pub async fn save_company(op: &Op, input: SaveCompanyInput) -> Result<Resource> {
    let faults = faults_of(&input);
    let tx = op.begin().await?;
    let head = Head::new(
        ResourceKind::Company,
        input.centre_id.0,
        &input.key,
        input.version,
    );
    let (row, is_new) = save_head(op, &tx, head, faults).await?;
    let facts = company::Model {
        id: CompanyId::of_resource(row.id),
        name: input.name.trim().to_owned(),
        cvr: input.cvr,
        sectors: TextList(input.sectors),
        address: input.address,
        travel_minutes: input.travel_minutes,
        walking: input.walking,
        contact_name: input.contact_name,
        contact_email: input.contact_email,
        group_size_max: input.group_size_max,
        parallel_groups: input.parallel_groups.unwrap_or(1),
        languages_demanded: LanguageTags(input.languages_demanded),
        safety_demands: TextList(input.safety_demands),
    };
    put::<company::Entity, _>(&tx, facts.clone(), is_new).await?;
    let windows = input
        .windows
        .iter()
        .map(|window| company_window::ActiveModel {
            id: Set(op.new_id()),
            company_id: Set(facts.id),
            weekday: Set(window.weekday),
            on_on: Set(window.on),
            from_minute: Set(window.from.minute),
            until_minute: Set(window.until.minute),
        });
    store::resources::set_company_windows(&tx, row.id, windows.collect()).await?;
    finish(op, tx, row, &[], Facts::Company(facts)).await
}

fn faults_of(input: &SaveCompanyInput) -> Faults {
    let mut faults = Faults::default();
    check(&mut faults, &input.key, &input.name, &[]);
    rules::cvr(&mut faults, "input.cvr", input.cvr.as_deref());
    faults.demand(!input.sectors.is_empty(), "input.sectors", "REQUIRED");
    rules::slugs(&mut faults, "input.sectors", &input.sectors);
    rules::slugs(&mut faults, "input.safetyDemands", &input.safety_demands);
    rules::languages(
        &mut faults,
        "input.languagesDemanded",
        &input.languages_demanded,
    );
    rules::text(&mut faults, "input.address", &input.address, 200);
    rules::optional_text(
        &mut faults,
        "input.contactName",
        input.contact_name.as_deref(),
        120,
    );
    rules::email(
        &mut faults,
        "input.contactEmail",
        input.contact_email.as_deref(),
    );
    rules::within(
        &mut faults,
        "input.travelMinutes",
        input.travel_minutes.into(),
        0,
        300,
    );
    rules::within(
        &mut faults,
        "input.groupSizeMax",
        input.group_size_max.into(),
        1,
        100,
    );
    let parallel = input.parallel_groups.unwrap_or(1);
    rules::within(&mut faults, "input.parallelGroups", parallel.into(), 1, 20);
    for (i, window) in input.windows.iter().enumerate() {
        check_window(&mut faults, &format!("input.windows.{i}"), window);
    }
    faults
}

fn check_window(faults: &mut Faults, path: &str, window: &CompanyWindowInput) {
    faults.demand(
        window.weekday.is_some() != window.on.is_some(),
        path,
        "WEEKDAY_OR_DAY",
    );
    if let Some(weekday) = window.weekday {
        rules::within(faults, &format!("{path}.weekday"), weekday.into(), 1, 7);
    }
    faults.demand(
        window.from < window.until,
        &format!("{path}.until"),
        "EMPTY_INTERVAL",
    );
}
