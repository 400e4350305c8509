//! Stories told from outside, one file a subject.
#![cfg(test)]

mod centres;
mod http;
mod installations;
mod layers;
mod participants;
mod sample_centres;
