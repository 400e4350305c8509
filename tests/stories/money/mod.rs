//! Costs, counting and settlements.

mod costs;
mod documents;
mod settlements;
mod world;
