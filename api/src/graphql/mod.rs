//! The GraphQL API: types, inputs, and resolvers that take the op, call one use case and wrap
//! what it answers.

mod errors;
mod limits;
pub mod loaders;
mod mutation;
pub mod order;
pub mod page;
mod query;
mod subscription;
pub mod types;
pub mod weight;

use async_graphql::SDLExportOptions;

pub use self::errors::{finish, server_error};
use self::mutation::Mutation;
use self::query::Query;
use self::subscription::Subscription;
use crate::config::LimitsConfig;

pub type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// The schema with its limits.
#[must_use]
pub fn schema(limits: &LimitsConfig) -> Schema {
    async_graphql::Schema::build(Query::default(), Mutation::default(), Subscription)
        .extension(limits::InputLimits)
        .register_output_type::<errors::ErrorCode>()
        .limit_depth(limits.depth)
        .limit_complexity(limits.complexity)
        .limit_recursive_depth(64)
        .limit_directives(16)
        .finish()
}

/// The schema as a document: the users' manual.
#[must_use]
pub fn sdl(schema: &Schema) -> String {
    schema.sdl_with_options(
        SDLExportOptions::new()
            .sorted_fields()
            .prefer_single_line_descriptions(),
    )
}
