//! The same key and the same input get the same answer; the same key with another input is
//! refused. What is kept is the id of what was made, and for many rows at once which became what:
//! ids and codes, never an answer that holds a person.

use entities::idempotency::{ActiveModel, Model};
use sea_orm::{ConnectionTrait, Set};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::rules;
use crate::error::{Code, Error, Faults, Result};
use crate::op::Op;
use crate::store::idempotency;

/// One use of an idempotency key.
#[derive(Debug)]
pub(super) struct Once {
    operation: &'static str,
    key: Option<String>,
    input_hash: Vec<u8>,
}

/// Looks a key up before anything is done: the id that the first call made, or leave to go on.
///
/// # Errors
/// VALIDATION for a key that is too long; IDEMPOTENCY_MISMATCH when it was used with another
/// input.
pub(super) async fn earlier(
    op: &Op,
    tx: &impl ConnectionTrait,
    operation: &'static str,
    key: Option<&str>,
    input: &impl Serialize,
) -> Result<(Option<Uuid>, Once)> {
    let (row, once) = used(op, tx, operation, key, input).await?;
    Ok((row.and_then(|row| row.result_id), once))
}

/// The same for a call that makes many things: what [`Once::answered`] has kept.
///
/// # Errors
/// As [`earlier`].
pub(super) async fn earlier_answer<T: DeserializeOwned + Default>(
    op: &Op,
    tx: &impl ConnectionTrait,
    operation: &'static str,
    key: Option<&str>,
    input: &impl Serialize,
) -> Result<(Option<T>, Once)> {
    let (row, once) = used(op, tx, operation, key, input).await?;
    let Some(row) = row else {
        return Ok((None, once));
    };
    let kept = row.result.map(serde_json::from_value).transpose()?;
    Ok((Some(kept.unwrap_or_default()), once))
}

async fn used(
    op: &Op,
    tx: &impl ConnectionTrait,
    operation: &'static str,
    key: Option<&str>,
    input: &impl Serialize,
) -> Result<(Option<Model>, Once)> {
    let mut faults = Faults::default();
    rules::optional_text(&mut faults, "input.idempotencyKey", key, 200);
    faults.done()?;
    let input_hash = Sha256::digest(serde_json::to_vec(input)?).to_vec();
    let once = Once {
        operation,
        key: key.map(ToOwned::to_owned),
        input_hash,
    };
    let (Some(key), Some(account)) = (key, op.account_id()) else {
        return Ok((None, once));
    };
    match idempotency::find(tx, account, operation, key).await? {
        None => Ok((None, once)),
        Some(row) if row.input_hash == once.input_hash => Ok((Some(row), once)),
        Some(_) => Err(Error::refused(Code::IdempotencyMismatch).into()),
    }
}

impl Once {
    /// Keeps what the key made.
    pub(super) async fn made(
        self,
        op: &Op,
        tx: &impl ConnectionTrait,
        result_id: impl Into<Uuid>,
    ) -> Result<()> {
        self.keep(op, tx, result_id.into(), None).await
    }

    /// Keeps what the key made, and what became of each row.
    pub(super) async fn answered(
        self,
        op: &Op,
        tx: &impl ConnectionTrait,
        result_id: impl Into<Uuid>,
        answer: &impl Serialize,
    ) -> Result<()> {
        let answer = serde_json::to_value(answer)?;
        self.keep(op, tx, result_id.into(), Some(answer)).await
    }

    async fn keep(
        self,
        op: &Op,
        tx: &impl ConnectionTrait,
        result_id: Uuid,
        result: Option<serde_json::Value>,
    ) -> Result<()> {
        let (Some(key), Some(account)) = (self.key, op.account_id()) else {
            return Ok(());
        };
        let row = ActiveModel {
            account_id: Set(account),
            operation: Set(self.operation.to_owned()),
            key: Set(key),
            input_hash: Set(self.input_hash),
            result_id: Set(Some(result_id)),
            result: Set(result),
            created_at: Set(op.ground.clock.real()),
        };
        Ok(idempotency::insert(tx, row).await?)
    }
}
