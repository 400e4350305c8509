//! Texts that people write and others read.

/// Whether a text holds nothing but what is seen and lines: no control characters, of which a
/// database takes not all, and none of the marks that turn the direction of what follows and so
/// show another text than stands there.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    !text.chars().any(|c| {
        let is_control = c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        is_control || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("Åse Ðør, عربي\nלום\t", true)]
    #[case("", true)]
    #[case("a\u{0}", false)]
    #[case("a\u{7f}", false)]
    #[case("\u{85}", false)]
    #[case("bilag\u{202e}fdp.exe", false)]
    #[case("\u{2066}a\u{2069}", false)]
    fn a_text_shows_all_it_holds(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_clean(text), expected);
    }
}
