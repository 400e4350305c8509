//! The rules of the domain: pure and synchronous. Values and `now` go in; the next state, a figure
//! or a refusal comes out. Nothing here queries, waits, reads a clock or rolls dice.

pub mod allocation;
pub mod attendance;
pub mod busy_times;
pub mod calendar;
pub mod code;
pub mod consent;
pub mod counting;
pub mod counting_facts;
pub mod csv_lines;
pub mod deadlines;
pub mod document_hash;
pub mod effective;
pub mod enrolling;
pub mod free_text;
pub mod handoff_package;
pub mod handoff_state;
pub mod household;
pub mod journey;
pub mod language_tag;
pub mod leaving;
pub mod money;
pub mod municipality_code;
pub mod notice_state;
pub mod occupancy;
pub mod outcome_csv;
pub mod participant_csv;
pub mod period;
pub mod person;
pub mod plan_state;
pub mod policy;
pub mod pseudonym;
pub mod settled_person;
pub mod settlement_document;
pub mod settlement_state;
pub mod settlement_verify;
pub mod state;
pub mod suppression;
pub mod takeover;
pub mod telling;
pub mod template;
pub mod verify_fault;
pub mod wall_clock;

#[cfg(test)]
mod state_tests;
