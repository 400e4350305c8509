//! Language tags as participants, interpreters and staff carry them: a language and, where it
//! matters, a script and a region (BCP 47, RFC 5646).
//!
//! Two-letter codes are checked against ISO 639-1. The three-letter list has thousands of entries
//! and grows every year, so three letters are checked by form only.

/// ISO 639-1, all 183 codes.
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch \
     co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha \
     he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks \
     ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no \
     nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq \
     sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi \
     yo za zh zu";

/// The tag in its canonical spelling (`ar`, `prs`, `uz-Arab-AF`), or none when it is no tag.
pub fn canonical(text: &str) -> Option<String> {
    let mut subtags = text.split('-').peekable();
    let mut tag = language(subtags.next()?)?;
    if let Some(script) = subtags.next_if(|s| s.len() == 4 && is_letters(s)) {
        let (initial, rest) = script.split_at(1);
        tag.push('-');
        tag.push_str(&initial.to_ascii_uppercase());
        tag.push_str(&rest.to_ascii_lowercase());
    }
    if let Some(region) = subtags.next_if(|s| is_region(s)) {
        tag.push('-');
        tag.push_str(&region.to_ascii_uppercase());
    }
    subtags.next().is_none().then_some(tag)
}

fn language(text: &str) -> Option<String> {
    let code = text.to_ascii_lowercase();
    let known = match code.len() {
        2 => TWO_LETTERS.split(' ').any(|listed| listed == code),
        // qaa to qtz are for private agreements and name no language.
        3 => is_letters(&code) && !("qaa"..="qtz").contains(&code.as_str()),
        _ => false,
    };
    known.then_some(code)
}

fn is_region(text: &str) -> bool {
    (text.len() == 2 && is_letters(text))
        || (text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit()))
}

fn is_letters(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{TWO_LETTERS, canonical};

    #[rstest]
    #[case("ar", Some("ar"))]
    #[case("PRS", Some("prs"))]
    #[case("kmr", Some("kmr"))]
    #[case("uz-arab-af", Some("uz-Arab-AF"))]
    #[case("es-419", Some("es-419"))]
    #[case("ar-SY", Some("ar-SY"))]
    #[case("", None)]
    #[case("xx", None)]
    #[case("a", None)]
    #[case("arabic", None)]
    #[case("a1", None)]
    #[case("qab", None)]
    #[case("ar-", None)]
    #[case("ar_SY", None)]
    #[case("ar-SY-x", None)]
    #[case("år", None)]
    fn tags(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(canonical(text).as_deref(), expected);
    }

    #[test]
    fn the_list_is_whole() {
        assert_eq!(TWO_LETTERS.split(' ').count(), 183);
        assert!(TWO_LETTERS.split(' ').is_sorted());
    }
}
