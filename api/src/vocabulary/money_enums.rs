//! The enums of costs and settlements, each value with its meaning.

use async_graphql::Enum;
use entities::columns;
use serde::{Deserialize, Serialize};

use crate::domain::counting_facts;

/// How VAT stands in an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[graphql(name = "VatTreatment", remote = "columns::VatTreatment")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VatTreatmentName {
    /// VAT does not apply, as between authorities that share a cost.
    None,
    /// What was bought is exempt from VAT.
    Exempt,
    /// The amount holds the VAT.
    Included,
    /// The VAT comes on top and is not in the amount.
    Excluded,
}

/// How far a settlement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "SettlementState", remote = "columns::SettlementState")]
pub enum SettlementStateName {
    /// Nothing is calculated yet.
    Open,
    /// Calculated, and calculated again as often as you like.
    Calculated,
    /// Its document is made and hashed; nothing in it changes any more.
    Frozen,
    /// The municipalities have been asked to approve.
    Sent,
    /// Every municipality has approved its line.
    Settled,
    /// Another settlement took its place.
    Corrected,
}

/// What a municipality said to its share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "LineState", remote = "columns::LineState")]
pub enum LineStateName {
    /// Nothing yet.
    Pending,
    /// Approved.
    Approved,
    /// Disputed.
    Disputed,
}

/// What somebody's being counted rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "CountingBasis", remote = "counting_facts::Basis")]
pub enum BasisName {
    /// The preferred municipality, as long as nothing is decided.
    Planned,
    /// A decision of the authorities.
    Decided,
}

/// Why somebody counts for no municipality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "NotCountedReason", remote = "counting_facts::NotCounted")]
pub enum NotCountedName {
    /// Asylum was refused.
    Refused,
    /// The application for asylum was withdrawn.
    Withdrawn,
    /// Placed in a municipality outside the partnership.
    PlacedOutside,
    /// Not decided, and prefers a municipality outside the partnership.
    PrefersOutside,
    /// Moved to another centre.
    Moved,
    /// Not decided, and prefers no municipality.
    NoPreference,
}
