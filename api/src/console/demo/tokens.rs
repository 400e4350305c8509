//! A token for everybody in the demonstration, new at each start: the old ones are revoked.

use serde::Serialize;

use crate::error::Result;
use crate::op::Op;
use crate::sample::SampleCentre;
use crate::usecases::accounts;

/// A way in, for one role in one scope.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Token {
    pub role: String,
    /// A centre's key, a municipality's code, or empty for roles everywhere.
    pub scope: String,
    #[serde(rename = "token")]
    pub secret: String,
    pub account: String,
}

pub(super) async fn issue(op: &Op, sample: &SampleCentre) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    for account in &sample.accounts {
        let token = accounts::renew_token(op, &account.key, "demo").await?;
        for grant in &account.roles {
            let scope = grant.centre.clone().or_else(|| grant.municipality.clone());
            tokens.push(Token {
                role: grant.role.clone(),
                scope: scope.unwrap_or_default(),
                secret: token.clone(),
                account: account.key.clone(),
            });
        }
    }
    Ok(tokens)
}
