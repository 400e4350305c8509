//! Codes of the installation.

use super::codes;

codes! {
    /// Live or demo: only a demo may move its clock.
    InstallationKind {
        Live = "LIVE",
        Demo = "DEMO",
    }
}
