//! The demonstration: a sample centre, loaded and played through the same use cases as the API.

mod convert;
mod load;

pub use self::load::{Loaded, load};
