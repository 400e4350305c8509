//! The sample centres load through the use cases.

use api::{demo, sample};
use rstest::rstest;
use tests::TestApp;

#[rstest]
#[case("avnstrup", 48)]
#[case("jelling", 0)]
#[case("ny_i_danmark", 0)]
#[tokio::test]
async fn a_sample_centre_is_saved_whole(#[case] name: &str, #[case] at_least: usize) {
    let app = TestApp::start().await;
    let sample = sample::load(name).unwrap();
    let loaded = demo::load(app.ground(), &sample).await.unwrap();
    assert!(loaded.participants.len() >= at_least.max(1));
    assert!(loaded.resources.len() > 10);
}
