//! Gives the committed schema to the typed client of the stories.

#[expect(
    clippy::unwrap_used,
    reason = "a build without the schema cannot go on"
)]
fn main() {
    cynic_codegen::register_schema("fasttrack")
        .from_sdl_file("../schema.graphql")
        .unwrap()
        .as_default()
        .unwrap();
}
