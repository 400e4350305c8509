//! Letters as their readers get them, and the ways on which they travel.

mod calendars;
mod files;
mod rendering;
mod samples;
mod wire;
