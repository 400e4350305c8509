//! What somebody is told about a session: the difference between how it stands for them now and
//! how it stood when they were last told.

use chrono::{DateTime, Utc};
use entities::id::ResourceId;
use sha2::{Digest, Sha256};

/// A session as one recipient sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The room or the company.
    pub place: Option<ResourceId>,
    /// Cancelled, or the recipient no longer takes part.
    pub is_off: bool,
}

/// What there is to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Nothing: it stands as they were told, or it is off and they never heard of it.
    Nothing,
    /// A session that they do not know of, or that they were told is off.
    New,
    /// Another time or place.
    Changed,
    /// It is off.
    Off,
}

impl View {
    /// Equal for views that read the same, and telling nothing else.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        if self.is_off {
            return "off".to_owned();
        }
        let place = self.place.map(|place| place.to_string());
        let text = format!(
            "{}/{}/{}",
            self.starts_at.timestamp_micros(),
            self.ends_at.timestamp_micros(),
            place.unwrap_or_default()
        );
        hex::encode(&Sha256::digest(text)[..12])
    }

    fn reads_as(&self, other: &Self) -> bool {
        self.fingerprint() == other.fingerprint()
    }
}

/// What to tell somebody who was last `told` this of a session that is `now` like that.
#[must_use]
pub fn telling(told: Option<&View>, now: &View) -> Telling {
    match told {
        None if now.is_off => Telling::Nothing,
        None => Telling::New,
        Some(told) if told.reads_as(now) => Telling::Nothing,
        Some(_) if now.is_off => Telling::Off,
        Some(told) if told.is_off => Telling::New,
        Some(_) => Telling::Changed,
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use rstest::rstest;
    use uuid::Uuid;

    use super::*;

    /// `9a`: at nine in room a; `-`: off; empty: none.
    fn view(text: &str) -> Option<View> {
        let mut letters = text.chars();
        let hour = letters.next()?;
        let start = DateTime::from_timestamp(1_488_787_200, 0).unwrap();
        let starts_at = start + TimeDelta::hours(i64::from(hour.to_digit(10).unwrap_or(1)));
        Some(View {
            starts_at,
            ends_at: starts_at + TimeDelta::hours(1),
            place: letters
                .next()
                .map(|room| ResourceId::from_uuid(Uuid::from_u128(room as u128))),
            is_off: hour == '-',
        })
    }

    #[rstest]
    #[case("", "9a", Telling::New)]
    #[case("", "-", Telling::Nothing)]
    #[case("9a", "9a", Telling::Nothing)]
    #[case("9a", "8a", Telling::Changed)]
    #[case("9a", "9b", Telling::Changed)]
    #[case("9a", "9", Telling::Changed)]
    #[case("9a", "-", Telling::Off)]
    #[case("-", "-a", Telling::Nothing)]
    #[case("-", "9a", Telling::New)]
    fn the_difference_is_told(#[case] told: &str, #[case] now: &str, #[case] wanted: Telling) {
        assert_eq!(telling(view(told).as_ref(), &view(now).unwrap()), wanted);
    }
}
