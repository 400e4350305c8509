//! What the clock does to the timetable.

use crate::error::Result;
use crate::op::Op;
use crate::store;

/// Makes every published session HELD that has ended, everywhere; says how many. For the worker:
/// it may run as often as it likes.
pub async fn advance(op: &Op) -> Result<u64> {
    let tx = op.begin().await?;
    let held = store::timetable::hold_ended(&tx, op.now).await?;
    tx.commit().await?;
    Ok(held)
}
