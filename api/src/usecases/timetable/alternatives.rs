//! Where a session could go instead.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::changing::Changing;
use crate::op::Op;

/// The places that a refusal names.
pub(super) async fn for_refusal(
    _op: &Op,
    _tx: &impl ConnectionTrait,
    _changing: &Changing,
) -> Value {
    json!([])
}
