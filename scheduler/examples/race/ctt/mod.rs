//! Curriculum-based course timetabling, the third track of the second International Timetabling
//! Competition (2007): its files, an independent count of costs, and a search.

mod board;
mod cost;
mod generate;
mod kempe;
pub(crate) mod measure;
mod moves;
mod parse;
mod plan;
mod search;
mod write;
