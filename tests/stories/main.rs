//! Stories told from outside, one file a subject.
#![cfg(test)]

mod centres;
mod http;
mod installations;
mod layers;
mod money;
mod participants;
mod programme;
mod sample_centres;
mod timetable;
