//! The tables as the databases hold them: the history runs both ways, every row comes back as it
//! was, and what must never be is refused. On SQLite always, on PostgreSQL where
//! `FASTTRACK_TEST_DATABASE_URL` names a server.

#![cfg(test)]

mod access_paths;
mod codes;
mod database;
mod history;
mod refusals;
mod round_trip;
mod rules;
mod sample;
