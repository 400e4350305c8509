//! Column types: codes stored as text, and lists and records stored as JSON.

mod access;
mod destination;
mod ground;
mod money;
mod notices;
mod organisation;
mod people;
mod plan;
mod programme;
mod report;
mod resources;
mod timetable;

pub use access::*;
pub use destination::*;
pub use ground::*;
pub use money::*;
pub use notices::*;
pub use organisation::*;
pub use people::*;
pub use plan::*;
pub use programme::*;
pub use report::*;
pub use resources::*;
pub use timetable::*;

/// A text that is none of a column's codes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{found}\" is not a code of {column}")]
pub struct UnknownCode {
    pub column: &'static str,
    pub found: String,
}

/// Enums stored, sent and printed as the same `UPPER_SNAKE` codes.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(
            Clone,
            Copy,
            Debug,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            serde::Serialize,
            serde::Deserialize,
            sea_orm::EnumIter,
            sea_orm::DeriveActiveEnum,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $(
                #[sea_orm(string_value = $code)]
                #[serde(rename = $code)]
                $variant,
            )+
        }

        impl $name {
            /// Every code, in the order in which they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::columns::UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::columns::UnknownCode {
                        column: stringify!($name),
                        found: text.to_owned(),
                    }),
                }
            }
        }
    )+};
}
use codes;

/// Lists stored as one JSON array.
macro_rules! json_list {
    ($($(#[$doc:meta])* $name:ident($item:ty);)+) => {$(
        $(#[$doc])*
        #[derive(
            Clone,
            Debug,
            Default,
            PartialEq,
            Eq,
            serde::Serialize,
            serde::Deserialize,
            sea_orm::FromJsonQueryResult,
        )]
        #[serde(transparent)]
        pub struct $name(pub Vec<$item>);

        impl From<Vec<$item>> for $name {
            fn from(items: Vec<$item>) -> Self {
                Self(items)
            }
        }

        impl FromIterator<$item> for $name {
            fn from_iter<I: IntoIterator<Item = $item>>(items: I) -> Self {
                Self(items.into_iter().collect())
            }
        }
    )+};
}
use json_list;
