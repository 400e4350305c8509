//! Each rule by a table of small changes to one sound timetable, judged by the engine and by the
//! checker.

mod hard;
mod scene;
mod soft;
