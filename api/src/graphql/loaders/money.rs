//! Loaders of settlements' children.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use entities::id::SettlementId;
use entities::{municipality, settlement_line};

use super::{ForOp, Shared};
use crate::domain::municipality_code::MunicipalityCode;
use crate::error::{Error, Result};
use crate::usecases;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinesOf(pub SettlementId);

impl Loader<LinesOf> for ForOp {
    type Value = Vec<settlement_line::Model>;
    type Error = Shared;

    async fn load(&self, keys: &[LinesOf]) -> Result<HashMap<LinesOf, Self::Value>, Shared> {
        let ids: Vec<SettlementId> = keys.iter().map(|key| key.0).collect();
        let rows = usecases::settlements::lines(&self.0, &ids)
            .await
            .map_err(Arc::new)?;
        let mut lines: HashMap<LinesOf, Self::Value> = HashMap::new();
        for row in rows {
            lines
                .entry(LinesOf(row.settlement_id))
                .or_default()
                .push(row);
        }
        Ok(lines)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MunicipalityByCode(pub MunicipalityCode);

impl Loader<MunicipalityByCode> for ForOp {
    type Value = municipality::Model;
    type Error = Shared;

    async fn load(
        &self,
        keys: &[MunicipalityByCode],
    ) -> Result<HashMap<MunicipalityByCode, Self::Value>, Shared> {
        let codes: Vec<String> = keys.iter().map(|key| key.0.to_string()).collect();
        let rows = usecases::municipalities::by_codes(&self.0, &codes)
            .await
            .map_err(Arc::new)?;
        rows.into_iter()
            .map(|row| {
                let code = row.code.parse().map_err(|e| Arc::new(Error::internal(e)))?;
                Ok((MunicipalityByCode(code), row))
            })
            .collect()
    }
}
