//! Stories told from outside, one file a subject.
#![cfg(test)]

mod busy_times;
mod centres;
mod console;
mod demo;
mod destination;
mod http;
mod installations;
mod layers;
mod limits;
mod money;
mod notices;
mod participants;
mod plans;
mod programme;
mod sample_centres;
mod timetable;
mod typed_client;
mod visibility;
