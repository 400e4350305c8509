//! Stories told from outside, one file a subject.
#![cfg(test)]

mod centres;
mod destination;
mod http;
mod installations;
mod layers;
mod participants;
mod programme;
mod sample_centres;
mod timetable;
