//! Centres, municipalities and partnerships.

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::NaiveDate;
use entities::columns::AccountingParty;
use entities::id::{AccountingPeriodId, CentreId, MunicipalityId, PartnershipId};
use entities::{accounting_period, centre, municipality, partnership};

use crate::error::{Error, Result};
use crate::graphql::loaders::{
    CentreOf, Loaders, MembersOf, MunicipalityOf, PartnershipsOf, PeriodsOf, ResourcesOf, own,
};
use crate::graphql::types::Resource;
use crate::graphql::weight;
use crate::vocabulary::{Amount, IdOf, LocalTime, WeekSpan};

/// An asylum centre where the course is held.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Centre {
    pub id: IdOf<CentreId>,
    /// Chosen once, as in `avnstrup`.
    pub key: String,
    pub name: String,
    /// Who runs it.
    pub operator: String,
    /// IANA time zone; every local time of the centre is on this clock.
    pub zone: String,
    /// When it is open each week; nothing is planned outside.
    pub openings: Vec<WeekSpan>,
    /// Days on which it is closed beside the public holidays.
    pub closing_days: Vec<NaiveDate>,
    /// Whom municipalities ask.
    pub contact_name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    /// Raised by each change; give it back when you change the centre.
    pub version: i32,
    #[graphql(skip)]
    pub host_municipality_id: MunicipalityId,
}

#[ComplexObject]
impl Centre {
    /// The municipality it lies in, which is not a destination.
    async fn host_municipality(&self, ctx: &Context<'_>) -> Result<Option<Municipality>> {
        municipality_of(ctx, self.host_municipality_id).await
    }

    /// The partnerships that share its course, by key.
    #[graphql(complexity = "weight::times(10, child_complexity)")]
    async fn partnerships(&self, ctx: &Context<'_>) -> Result<Vec<Partnership>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let rows = loaders
            .load_one(PartnershipsOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        let rows = rows.unwrap_or_default().into_iter();
        Ok(rows.map(Into::into).collect())
    }

    /// Rooms, staff, interpreters, vehicles and companies, by kind and key.
    #[graphql(complexity = "weight::times(50, child_complexity)")]
    async fn resources(&self, ctx: &Context<'_>) -> Result<Vec<Resource>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let rows = loaders
            .load_one(ResourcesOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        let rows = rows.ok_or_else(Error::forbidden)?.into_iter();
        Ok(rows.map(Into::into).collect())
    }
}

impl From<centre::Model> for Centre {
    fn from(row: centre::Model) -> Self {
        let openings = row.openings.0.iter().map(|span| WeekSpan {
            weekday: span.weekday.into(),
            from: LocalTime {
                minute: span.from_minute,
            },
            until: LocalTime {
                minute: span.until_minute,
            },
        });
        Self {
            id: IdOf(row.id),
            openings: openings.collect(),
            key: row.key,
            name: row.name,
            operator: row.operator,
            zone: row.zone,
            closing_days: row.closing_days.0,
            contact_name: row.contact_name,
            contact_email: row.contact_email,
            contact_phone: row.contact_phone,
            version: row.version,
            host_municipality_id: row.host_municipality_id,
        }
    }
}

/// One of Denmark's municipalities.
#[derive(SimpleObject)]
pub struct Municipality {
    pub id: IdOf<MunicipalityId>,
    /// Four digits with leading zero, as in `0265`.
    pub code: String,
    pub name: String,
    /// The region it lies in.
    pub region: String,
}

impl From<municipality::Model> for Municipality {
    fn from(row: municipality::Model) -> Self {
        Self {
            id: IdOf(row.id),
            code: row.code,
            name: row.name,
            region: row.region,
        }
    }
}

/// An agreement between a centre and municipalities to share a course and its cost.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Partnership {
    pub id: IdOf<PartnershipId>,
    /// Chosen once.
    pub key: String,
    pub name: String,
    pub valid_from: NaiveDate,
    /// The first day on which it no longer holds; none: until further notice.
    pub valid_until: Option<NaiveDate>,
    /// Running cost agreed for all together.
    pub budget: Amount,
    /// Whether the centre's operator accounts for it, rather than a municipality.
    pub is_accounted_by_operator: bool,
    /// Raised by each change.
    pub version: i32,
    #[graphql(skip)]
    pub centre_id: CentreId,
    #[graphql(skip)]
    pub accounting_municipality_id: Option<MunicipalityId>,
}

#[ComplexObject]
impl Partnership {
    async fn centre(&self, ctx: &Context<'_>) -> Result<Option<Centre>> {
        centre_of(ctx, self.centre_id).await
    }

    /// The municipalities that share the cost, by code.
    #[graphql(complexity = "weight::times(10, child_complexity)")]
    async fn municipalities(&self, ctx: &Context<'_>) -> Result<Vec<Municipality>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let members = loaders
            .load_one(MembersOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        let keys = members.unwrap_or_default().into_iter().map(MunicipalityOf);
        let found = loaders.load_many(keys).await.map_err(|e| own(&e))?;
        let mut found: Vec<Municipality> = found.into_values().map(Into::into).collect();
        found.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(found)
    }

    /// The municipality that accounts for it; none: the operator does.
    async fn accounting_municipality(&self, ctx: &Context<'_>) -> Result<Option<Municipality>> {
        match self.accounting_municipality_id {
            Some(id) => municipality_of(ctx, id).await,
            None => Ok(None),
        }
    }

    /// The spans that are settled, by first day.
    #[graphql(complexity = "weight::times(10, child_complexity)")]
    async fn periods(&self, ctx: &Context<'_>) -> Result<Vec<AccountingPeriod>> {
        let loaders = ctx.data_unchecked::<Loaders>();
        let periods = loaders
            .load_one(PeriodsOf(self.id.0))
            .await
            .map_err(|e| own(&e))?;
        Ok(periods
            .unwrap_or_default()
            .into_iter()
            .map(Into::into)
            .collect())
    }
}

impl From<partnership::Model> for Partnership {
    fn from(row: partnership::Model) -> Self {
        Self {
            id: IdOf(row.id),
            key: row.key,
            name: row.name,
            valid_from: row.valid_from_on,
            valid_until: row.valid_until_on,
            budget: Amount::from_ore(row.budget_ore),
            is_accounted_by_operator: row.accounting_party == AccountingParty::Operator,
            version: row.version,
            centre_id: row.centre_id,
            accounting_municipality_id: row.accounting_municipality_id,
        }
    }
}

/// A span of days that is settled together.
#[derive(SimpleObject)]
pub struct AccountingPeriod {
    pub id: IdOf<AccountingPeriodId>,
    pub key: String,
    pub from: NaiveDate,
    /// The first day after it.
    pub until: NaiveDate,
    /// Nothing is posted into a closed period.
    pub is_closed: bool,
}

impl From<accounting_period::Model> for AccountingPeriod {
    fn from(row: accounting_period::Model) -> Self {
        Self {
            id: IdOf(row.id),
            key: row.key,
            from: row.from_on,
            until: row.until_on,
            is_closed: row.state == entities::columns::PeriodState::Closed,
        }
    }
}

pub(crate) async fn municipality_of(
    ctx: &Context<'_>,
    id: MunicipalityId,
) -> Result<Option<Municipality>> {
    let loaders = ctx.data_unchecked::<Loaders>();
    let row = loaders
        .load_one(MunicipalityOf(id))
        .await
        .map_err(|e| own(&e))?;
    Ok(row.map(Into::into))
}

pub(crate) async fn centre_of(ctx: &Context<'_>, id: CentreId) -> Result<Option<Centre>> {
    let loaders = ctx.data_unchecked::<Loaders>();
    let row = loaders.load_one(CentreOf(id)).await.map_err(|e| own(&e))?;
    Ok(row.map(Into::into))
}
