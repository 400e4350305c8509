//! Enums whose variants are known outside by stable codes: in the database, in the API and in
//! documents. Each is declared once, as the table of its codes.

/// A text is none of the codes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text} is no code of {of}")]
pub struct UnknownCode {
    /// The type that was asked for.
    pub of: &'static str,
    pub text: String,
}

/// Declares an enum with `ALL`, `code`, `Display`, `FromStr` and serde, all by the same codes.
macro_rules! codes {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every variant, in order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::code::UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::domain::code::UnknownCode {
                        of: stringify!($name),
                        text: text.to_owned(),
                    }),
                }
            }
        }
    };
}

pub(crate) use codes;

#[cfg(test)]
mod tests {
    use crate::domain::takeover::TakeoverKind;

    #[test]
    fn a_code_is_the_same_everywhere() {
        for kind in TakeoverKind::ALL {
            assert_eq!(kind.code().parse(), Ok(*kind));
            assert_eq!(kind.to_string(), kind.code());
            let json = serde_json::to_string(kind).unwrap();
            assert_eq!(json, format!("\"{}\"", kind.code()));
            assert_eq!(serde_json::from_str::<TakeoverKind>(&json).unwrap(), *kind);
        }
        let unknown = "ordinary".parse::<TakeoverKind>().unwrap_err();
        assert_eq!(unknown.to_string(), "ordinary is no code of TakeoverKind");
    }
}
