//! Typed ids: a UUID (version 7) that knows what it names, written as a TypeID such as
//! `centre_01h455vb4pex5vsknk084sn02q`.

use std::fmt;
use std::str::FromStr;

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

/// Crockford's base 32 in lower case: no `i`, `l`, `o` or `u`.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 26 digits of five bits hold 130 bits: the first digit may only be 0 to 7.
const DIGITS: usize = 26;

/// Why a text is not the id that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text names something else, or has no prefix.
    #[error("not an id with the prefix \"{expected}\"")]
    Prefix { expected: &'static str },
    /// What follows the prefix is not 26 digits of Crockford's base 32 within 128 bits.
    #[error("not a valid id after the prefix \"{expected}\"")]
    Suffix { expected: &'static str },
}

fn write_suffix(uuid: Uuid, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let bits = uuid.as_u128();
    for place in (0..DIGITS).rev() {
        let digit = (bits >> (5 * place)) & 0x1f;
        fmt::Write::write_char(f, char::from(ALPHABET[digit as usize]))?;
    }
    Ok(())
}

fn read_suffix(text: &str) -> Option<Uuid> {
    let bytes = text.as_bytes();
    if bytes.len() != DIGITS || bytes[0] > b'7' {
        return None;
    }
    bytes
        .iter()
        .try_fold(0_u128, |bits, byte| {
            let digit = ALPHABET.iter().position(|letter| letter == byte)?;
            Some(bits << 5 | digit as u128)
        })
        .map(Uuid::from_u128)
}

fn read(text: &str, expected: &'static str) -> Result<Uuid, IdError> {
    let (prefix, suffix) = text.rsplit_once('_').ok_or(IdError::Prefix { expected })?;
    if prefix != expected {
        return Err(IdError::Prefix { expected });
    }
    read_suffix(suffix).ok_or(IdError::Suffix { expected })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
        pub struct $name(Uuid);

        impl $name {
            /// What stands before the underscore.
            pub const PREFIX: &'static str = $prefix;

            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($prefix)?;
                f.write_str("_")?;
                write_suffix(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                read(text, $prefix).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+};
}

ids! {
    /// Names a row of [`parameter`](crate::parameter).
    ParameterId = "parameter",
    /// Names a row of [`municipality`](crate::municipality).
    MunicipalityId = "municipality",
    /// Names a row of [`centre`](crate::centre).
    CentreId = "centre",
    /// Names a row of [`partnership`](crate::partnership).
    PartnershipId = "partnership",
    /// Names a row of [`accounting_period`](crate::accounting_period).
    AccountingPeriodId = "accounting_period",
    /// Names a row of [`resource`](crate::resource).
    ResourceId = "resource",
    /// Names a row of [`opening`](crate::opening).
    OpeningId = "opening",
    /// Names a row of [`room`](crate::room).
    RoomId = "room",
    /// Names a row of [`staff_member`](crate::staff_member).
    StaffMemberId = "staff_member",
    /// Names a row of [`interpreter`](crate::interpreter).
    InterpreterId = "interpreter",
    /// Names a row of [`vehicle`](crate::vehicle).
    VehicleId = "vehicle",
    /// Names a row of [`company`](crate::company).
    CompanyId = "company",
    /// Names a row of [`company_window`](crate::company_window).
    CompanyWindowId = "company_window",
    /// Names a row of [`absence`](crate::absence).
    AbsenceId = "absence",
    /// Names a row of [`account`](crate::account).
    AccountId = "account",
    /// Names a row of [`api_token`](crate::api_token).
    ApiTokenId = "api_token",
    /// Names a row of [`role_grant`](crate::role_grant).
    RoleGrantId = "role_grant",
    /// Names a row of [`family`](crate::family).
    FamilyId = "family",
    /// Names a row of [`participant`](crate::participant).
    ParticipantId = "participant",
    /// Names a row of [`stay`](crate::stay).
    StayId = "stay",
    /// Names a row of [`danish_group`](crate::danish_group).
    DanishGroupId = "danish_group",
    /// Names a row of [`busy_time`](crate::busy_time).
    BusyTimeId = "busy_time",
    /// Names a row of [`consent`](crate::consent).
    ConsentId = "consent",
    /// Names a row of [`template`](crate::template).
    TemplateId = "template",
    /// Names a row of [`cohort`](crate::cohort).
    CohortId = "cohort",
    /// Names a row of [`enrolment`](crate::enrolment).
    EnrolmentId = "enrolment",
    /// Names a row of [`plan`](crate::plan).
    PlanId = "plan",
    /// Names a row of [`repair`](crate::repair).
    RepairId = "repair",
    /// Names a row of [`session`](crate::session).
    SessionId = "session",
    /// Names a row of [`session_revision`](crate::session_revision).
    SessionRevisionId = "session_revision",
    /// Names a row of [`booking`](crate::booking).
    BookingId = "booking",
    /// Names a row of [`attendance`](crate::attendance).
    AttendanceId = "attendance",
    /// Names a row of [`outcome`](crate::outcome).
    OutcomeId = "outcome",
    /// Names a row of [`placement`](crate::placement).
    PlacementId = "placement",
    /// Names a row of [`handoff`](crate::handoff).
    HandoffId = "handoff",
    /// Names a row of [`handoff_item`](crate::handoff_item).
    HandoffItemId = "handoff_item",
    /// Names a row of [`cost_entry`](crate::cost_entry).
    CostEntryId = "cost_entry",
    /// Names a row of [`counting_fact`](crate::counting_fact).
    CountingFactId = "counting_fact",
    /// Names a row of [`settlement`](crate::settlement).
    SettlementId = "settlement",
    /// Names a row of [`settlement_line`](crate::settlement_line).
    SettlementLineId = "settlement_line",
    /// Names a row of [`notice`](crate::notice).
    NoticeId = "notice",
}

/// The kinds of resource share the id of their row in `resource`.
macro_rules! resource_ids {
    ($($name:ident),+ $(,)?) => {$(
        impl From<$name> for ResourceId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }

        impl $name {
            /// The same row seen as this kind; the caller knows the resource's kind.
            pub const fn of_resource(id: ResourceId) -> Self {
                Self(id.0)
            }
        }
    )+};
}

resource_ids!(
    RoomId,
    StaffMemberId,
    InterpreterId,
    VehicleId,
    CompanyId,
    ParticipantId
);
