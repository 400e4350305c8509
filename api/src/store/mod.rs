//! All SQL, as functions over a connection. Lists start from what the actor may see.

pub mod accounts;
pub mod attendance;
pub mod attention;
pub mod bookings;
pub mod busy_times;
pub mod centres;
pub mod change_events;
pub mod cohorts;
pub mod consents;
pub mod costs;
pub mod counting_facts;
pub mod course_records;
pub mod danish_groups;
mod database;
pub mod enrolments;
pub mod families;
pub mod handoffs;
pub mod idempotency;
pub mod installation;
pub mod letters;
pub mod municipalities;
pub mod notices;
pub mod obstacles;
pub mod outcomes;
pub mod parameters;
pub mod participants;
pub mod partnerships;
pub mod person_details;
pub mod placements;
pub mod plan_reports;
pub mod planning;
pub mod plans;
pub mod repairs;
pub mod resources;
pub mod schema;
pub mod sealer;
pub mod seats;
pub mod sessions;
pub mod settlements;
pub mod stays;
pub mod templates;
pub mod timetable;
pub mod told_sessions;

use sea_orm::DbErr;

pub use self::database::Database;

/// Rows of one statement: SQLite takes 32 766 values in one, and no table has more than 32 columns.
const ROWS_A_STATEMENT: usize = 1_000;

/// Hands `rows` over in parts that one statement can hold.
async fn in_chunks<T, F>(rows: Vec<T>, mut statement: impl FnMut(Vec<T>) -> F) -> Result<(), DbErr>
where
    F: Future<Output = Result<(), DbErr>>,
{
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<T> = rows.by_ref().take(ROWS_A_STATEMENT).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        statement(chunk).await?;
    }
}
