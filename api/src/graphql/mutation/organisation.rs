//! Centres, partnerships, resources and roles.

use async_graphql::{Context, Object};

use super::super::types::{Centre, Municipality, Partnership, Resource, RoleGrant};
use crate::error::Result;
use crate::op::Op;
use crate::usecases;
use crate::usecases::accounts::GrantRoleInput;
use crate::usecases::centres::SaveCentreInput;
use crate::usecases::municipalities::SaveMailboxesInput;
use crate::usecases::partnerships::SavePartnershipInput;
use crate::usecases::resources::{
    SaveCompanyInput, SaveInterpreterInput, SaveRoomInput, SaveStaffMemberInput, SaveVehicleInput,
};

#[derive(Default)]
pub(crate) struct OrganisationMutation;

#[Object]
impl OrganisationMutation {
    /// Makes a centre, or changes the one with this key. Making one takes ADMIN.
    async fn save_centre(&self, ctx: &Context<'_>, input: SaveCentreInput) -> Result<Centre> {
        Ok(usecases::centres::save(ctx.data_unchecked::<Op>(), input)
            .await?
            .into())
    }

    /// Makes a partnership at a centre, or changes the one with this key.
    async fn save_partnership(
        &self,
        ctx: &Context<'_>,
        input: SavePartnershipInput,
    ) -> Result<Partnership> {
        Ok(
            usecases::partnerships::save(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Sets where a municipality wants its mails. Takes ADMIN.
    async fn save_mailboxes(
        &self,
        ctx: &Context<'_>,
        input: SaveMailboxesInput,
    ) -> Result<Municipality> {
        Ok(
            usecases::municipalities::save_mailboxes(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Gives an account a role at a centre, in a municipality, or everywhere. Takes ADMIN.
    async fn grant_role(&self, ctx: &Context<'_>, input: GrantRoleInput) -> Result<RoleGrant> {
        Ok(usecases::accounts::grant(ctx.data_unchecked::<Op>(), input)
            .await?
            .into())
    }

    /// Makes a room, or changes the one with this key.
    async fn save_room(&self, ctx: &Context<'_>, input: SaveRoomInput) -> Result<Resource> {
        Ok(
            usecases::resources::save_room(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Makes a staff member, or changes the one with this key.
    async fn save_staff_member(
        &self,
        ctx: &Context<'_>,
        input: SaveStaffMemberInput,
    ) -> Result<Resource> {
        Ok(
            usecases::resources::save_staff_member(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Makes an interpreter, or changes the one with this key.
    async fn save_interpreter(
        &self,
        ctx: &Context<'_>,
        input: SaveInterpreterInput,
    ) -> Result<Resource> {
        Ok(
            usecases::resources::save_interpreter(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Makes a vehicle, or changes the one with this key.
    async fn save_vehicle(&self, ctx: &Context<'_>, input: SaveVehicleInput) -> Result<Resource> {
        Ok(
            usecases::resources::save_vehicle(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }

    /// Makes a company, or changes the one with this key.
    async fn save_company(&self, ctx: &Context<'_>, input: SaveCompanyInput) -> Result<Resource> {
        Ok(
            usecases::resources::save_company(ctx.data_unchecked::<Op>(), input)
                .await?
                .into(),
        )
    }
}
