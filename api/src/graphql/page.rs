//! Relay pages: at most 200 of a list at a time, 50 unless asked otherwise.

use async_graphql::OutputType;
use async_graphql::connection::{Connection, Edge, EmptyFields};

use crate::error::{Error, Fault, Faults, Result};

const DEFAULT: usize = 50;
const MOST: usize = 200;

/// What a page is asked for by, checked.
#[derive(Clone, Debug)]
pub struct Page {
    pub first: usize,
    pub after: Option<String>,
}

impl Page {
    /// VALIDATION unless `first` is 1 to 200.
    pub fn new(first: Option<i32>, after: Option<String>) -> Result<Self> {
        let wanted = match first {
            None => Some(DEFAULT),
            Some(first) => usize::try_from(first)
                .ok()
                .filter(|n| (1..=MOST).contains(n)),
        };
        let mut faults = Faults::default();
        if wanted.is_none() {
            faults.add(
                Fault::new("first", "OUT_OF_RANGE")
                    .with("least", 1)
                    .with("most", MOST),
            );
        }
        faults.done()?;
        Ok(Self {
            first: wanted.unwrap_or(DEFAULT),
            after,
        })
    }

    /// The page of a list that is in memory whole.
    ///
    /// # Errors
    /// VALIDATION when `after` is no cursor of this list.
    pub fn of<R, T>(
        &self,
        rows: Vec<R>,
        cursor: impl Fn(&R) -> String,
        wrap: impl Fn(R) -> T,
    ) -> Result<Connection<String, T, EmptyFields, EmptyFields>>
    where
        T: OutputType,
    {
        let start = match &self.after {
            None => 0,
            Some(after) => {
                let at = rows.iter().position(|row| cursor(row) == *after);
                at.ok_or_else(|| Error::invalid("after", "BAD_CURSOR"))? + 1
            }
        };
        let has_next = rows.len() > start + self.first;
        let mut connection = Connection::new(start > 0, has_next);
        let page = rows.into_iter().skip(start).take(self.first);
        connection
            .edges
            .extend(page.map(|row| Edge::new(cursor(&row), wrap(row))));
        Ok(connection)
    }

    /// The page of a list of which the store gave one row more than `first`, from `after` on.
    pub fn of_part<R, T>(
        &self,
        mut rows: Vec<R>,
        cursor: impl Fn(&R) -> String,
        wrap: impl Fn(R) -> T,
    ) -> Connection<String, T, EmptyFields, EmptyFields>
    where
        T: OutputType,
    {
        let has_next = rows.len() > self.first;
        rows.truncate(self.first);
        let mut connection = Connection::new(self.after.is_some(), has_next);
        connection.edges.extend(
            rows.into_iter()
                .map(|row| Edge::new(cursor(&row), wrap(row))),
        );
        connection
    }
}
