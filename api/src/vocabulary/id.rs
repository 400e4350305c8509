//! Ids as the API writes them: a type prefix and 26 characters, `participant_01h455vb4p…`.

use std::borrow::Cow;

use async_graphql::registry::Registry;
use async_graphql::{ID, InputType, InputValueError, InputValueResult, OutputType, Value};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The id of one kind of thing; the scalar `ID` to clients.
///
/// A text that cannot be an id of this kind reads as an id that nothing has, so that a made-up id
/// and an absent one answer alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdOf<I>(pub I);

impl<I: std::str::FromStr + From<uuid::Uuid>> IdOf<I> {
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(text.parse().unwrap_or_else(|_| I::from(uuid::Uuid::nil())))
    }
}

impl<I> InputType for IdOf<I>
where
    I: std::str::FromStr + std::fmt::Display + From<uuid::Uuid> + Send + Sync,
{
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        <ID as InputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <ID as InputType>::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        match value.unwrap_or_default() {
            Value::String(text) => Ok(Self::parse(&text)),
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<I> OutputType for IdOf<I>
where
    I: std::fmt::Display + Send + Sync,
{
    fn type_name() -> Cow<'static, str> {
        <ID as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <ID as OutputType>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        _: &async_graphql::ContextSelectionSet<'_>,
        _: &async_graphql::Positioned<async_graphql::parser::types::Field>,
    ) -> async_graphql::ServerResult<Value> {
        Ok(Value::String(self.0.to_string()))
    }
}

impl<I: std::fmt::Display> Serialize for IdOf<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, I: std::str::FromStr + From<uuid::Uuid>> Deserialize<'de> for IdOf<I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::parse(&text))
    }
}

impl<I: std::fmt::Display> From<&IdOf<I>> for ID {
    fn from(id: &IdOf<I>) -> Self {
        Self(id.0.to_string())
    }
}
