//! Who somebody is: what stands sealed, and nothing else does.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What identifies a participant. Sealed as one document, apart from everything else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub first_name: String,
    pub last_name: String,
    pub birth_date: NaiveDate,
    /// The udlændingenummer: an opaque text. Asylum seekers have no CPR number.
    pub alien_number: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// Until when name and address are protected.
    pub protected_until: Option<NaiveDate>,
}

impl Person {
    /// The two names as people write them.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }

    /// Whole years on `day`.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> i32 {
        let had_birthday =
            (day.month(), day.day()) >= (self.birth_date.month(), self.birth_date.day());
        day.year() - self.birth_date.year() - i32::from(!had_birthday)
    }

    /// Name and birth date in the form in which equal persons are equal: case, order of spaces and
    /// accents on capitals aside.
    #[must_use]
    pub fn name_and_birth(&self) -> String {
        let name: Vec<String> = self
            .full_name()
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        format!("{}|{}", name.join(" "), self.birth_date)
    }
}

/// An udlændingenummer in the form in which equal numbers are equal.
#[must_use]
pub fn normal_alien_number(number: &str) -> String {
    number
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn born(text: &str) -> Person {
        Person {
            first_name: "Amina".into(),
            last_name: "Haddad  Salim".into(),
            birth_date: text.parse().unwrap(),
            alien_number: None,
            email: None,
            phone: None,
            protected_until: None,
        }
    }

    #[rstest::rstest]
    #[case("1999-03-06", 18)]
    #[case("1999-03-07", 17)]
    #[case("1996-02-29", 21)]
    fn age_counts_whole_years(#[case] birth: &str, #[case] age: i32) {
        assert_eq!(born(birth).age_on("2017-03-06".parse().unwrap()), age);
    }

    #[test]
    fn a_name_is_the_same_however_it_is_spaced() {
        assert_eq!(
            born("1999-03-06").name_and_birth(),
            "amina haddad salim|1999-03-06"
        );
        assert_eq!(normal_alien_number(" 12-345 ab"), "12345AB");
    }
}
