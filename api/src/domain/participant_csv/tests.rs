//! Files as centres send them, and what each wrong cell is told.

use chrono::NaiveDate;
use proptest::prelude::{ProptestConfig, Strategy, prop_assert_eq, proptest};
use rstest::rstest;

use super::{COLUMNS, Code, Level, MAX_ROWS, NoticeLanguage, Participant, Row, parse};

const GOOD: [&str; 16] = [
    "p-1",
    "AV-900101",
    "Samira",
    "Haddad",
    "1988-04-17",
    "ar:native|en:basic",
    "ar",
    "nurse, three years",
    "care|cleaning",
    "nursing home",
    "0265",
    "2017-06",
    "haddad",
    "da",
    "+45 00 00 00 00",
    "samira@participants.example",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 2, 20).unwrap()
}

fn file(rows: &[[&str; 16]], separator: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

fn with(column: &str, value: &'static str) -> [&'static str; 16] {
    let mut row = GOOD;
    row[COLUMNS.iter().position(|name| *name == column).unwrap()] = value;
    row
}

fn only(rows: Vec<Row>) -> Participant {
    assert_eq!(rows.len(), 1);
    rows.into_iter().next().unwrap().outcome.unwrap()
}

fn codes(faults: &[super::CellFault]) -> Vec<(Option<&str>, Code)> {
    faults
        .iter()
        .map(|fault| (fault.column.as_deref(), fault.code))
        .collect()
}

#[test]
fn a_full_row_is_read() {
    let row = only(parse(&file(&[GOOD], b';'), today()).unwrap());
    assert_eq!(row.key.as_deref(), Some("p-1"));
    assert_eq!(
        row.birth_date,
        NaiveDate::from_ymd_opt(1988, 4, 17).unwrap()
    );
    let spoken: Vec<_> = row
        .languages
        .iter()
        .map(|l| (l.tag.as_str(), l.level))
        .collect();
    assert_eq!(spoken, [("ar", Level::Native), ("en", Level::Basic)]);
    assert_eq!(row.sectors, ["care", "cleaning"]);
    assert_eq!(row.education.as_deref(), Some("nurse, three years"));
    assert_eq!(row.expected_leaving, NaiveDate::from_ymd_opt(2017, 6, 1));
    assert_eq!(row.notice_language, NoticeLanguage::Da);
}

#[test]
fn commas_semicolons_marks_and_line_ends_make_no_difference() {
    let plain = file(&[GOOD], b',');
    let expected = parse(&plain, today()).unwrap();
    let text = String::from_utf8(file(&[GOOD], b';'))
        .unwrap()
        .replace('\n', "\r\n");
    assert_eq!(parse(text.as_bytes(), today()).unwrap(), expected);
    let marked = [b"\xEF\xBB\xBF".as_slice(), &plain].concat();
    assert_eq!(parse(&marked, today()).unwrap(), expected);
    let shouted = String::from_utf8(plain)
        .unwrap()
        .replacen("first_name", " First_Name ", 1);
    assert_eq!(parse(shouted.as_bytes(), today()).unwrap(), expected);
}

#[test]
fn empty_cells_are_nothing() {
    let mut row = [""; 16];
    row[2..6].copy_from_slice(&["Omar", "Said", "1990-01-01", "so:native"]);
    let row = only(parse(&file(&[row], b';'), today()).unwrap());
    assert_eq!((row.key, row.alien_number, row.email), (None, None, None));
    assert_eq!((row.sectors, row.preferred_municipality), (vec![], None));
    assert_eq!(row.notice_language, NoticeLanguage::En);
}

#[rstest]
#[case("key", "Person 1", Code::BadCode)]
#[case(
    "alien_number",
    "12345678901234567890123456789012345678901",
    Code::TooLong
)]
#[case("first_name", " ", Code::Missing)]
#[case("last_name", "a\u{0}b", Code::BadText)]
#[case("birth_date", "", Code::Missing)]
#[case("birth_date", "17-04-1988", Code::BadDate)]
#[case("birth_date", "1988-02-30", Code::BadDate)]
#[case("birth_date", "1788-02-03", Code::BadDate)]
#[case("birth_date", "2017-02-21", Code::FutureDate)]
#[case("languages", "", Code::Missing)]
#[case("languages", "arabic:native", Code::BadLanguageTag)]
#[case("languages", "ar", Code::BadLevel)]
#[case("languages", "ar:perfect", Code::BadLevel)]
#[case("languages", "ar:native|AR:basic", Code::Repeated)]
#[case("interpreter_language", "xx", Code::BadLanguageTag)]
#[case("interpreter_language", "ti", Code::LanguageNotSpoken)]
#[case("sectors", "Care Work", Code::BadCode)]
#[case("preferred_municipality", "265", Code::BadCode)]
#[case("preferred_municipality", "Roskilde", Code::BadCode)]
#[case("expected_leaving", "2017-13", Code::BadDate)]
#[case("expected_leaving", "2017-6", Code::BadDate)]
#[case("expected_leaving", "2017-06-01", Code::BadDate)]
#[case("family", "A/B", Code::BadCode)]
#[case("notice_language", "ar", Code::BadCode)]
#[case("phone", "call me", Code::BadPhone)]
#[case("email", "samira at example", Code::BadEmail)]
#[case("email", "samira@example", Code::BadEmail)]
fn each_wrong_cell_is_named(#[case] column: &str, #[case] value: &'static str, #[case] code: Code) {
    let rows = parse(&file(&[with(column, value)], b';'), today()).unwrap();
    let faults = rows[0].outcome.as_ref().unwrap_err();
    assert_eq!(codes(faults), [(Some(column), code)]);
    assert_eq!(faults[0].line, 2);
}

#[test]
fn all_faults_of_a_row_come_at_once_and_leave_the_others_alone() {
    let mut bad = with("birth_date", "soon");
    bad[2] = "";
    bad[5] = "??:native|en:so-so";
    bad[10] = "26";
    let rows = parse(&file(&[GOOD, bad, with("key", "p-3")], b','), today()).unwrap();
    let faults = rows[1].outcome.as_ref().unwrap_err();
    let expected = [
        (Some("first_name"), Code::Missing),
        (Some("birth_date"), Code::BadDate),
        (Some("languages"), Code::BadLanguageTag),
        (Some("languages"), Code::BadLevel),
        (Some("preferred_municipality"), Code::BadCode),
    ];
    assert_eq!(codes(faults), expected);
    assert!(rows[0].outcome.is_ok());
    assert_eq!(
        codes(rows[2].outcome.as_ref().unwrap_err()),
        [(Some("alien_number"), Code::Repeated)]
    );
}

#[test]
fn a_repeat_names_the_first_line() {
    let rows = parse(&file(&[GOOD, GOOD], b';'), today()).unwrap();
    let faults = rows[1].outcome.as_ref().unwrap_err();
    assert_eq!(
        codes(faults),
        [
            (Some("key"), Code::Repeated),
            (Some("alien_number"), Code::Repeated)
        ]
    );
    assert_eq!(faults[0].detail, "line 2");
}

#[rstest]
#[case("\n")]
#[case("\r\n")]
#[case("\r")]
fn lines_are_those_of_the_file(#[case] end: &str) {
    let head = COLUMNS.join(";");
    let row = |key: &str, wish: &str| {
        format!("{key};;Omar;Said;1990-01-01;so:native;;;;\"{wish}\";;;;;;")
    };
    let text = [
        head,
        row("a", "one"),
        String::new(),
        ";;;;;;;;;;;;;;;".to_owned(),
        row("b", "one\ntwo"),
        row("c", ""),
        "d;e".to_owned(),
    ]
    .join(end);
    let rows = parse(text.as_bytes(), today()).unwrap();
    assert_eq!(
        rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [2, 5, 7, 8]
    );
    assert_eq!(
        codes(rows[3].outcome.as_ref().unwrap_err()),
        [(None, Code::CellCount)]
    );
}

#[test]
fn a_wrong_header_is_told_whole() {
    let mut columns = COLUMNS.to_vec();
    columns[0] = "cpr_number";
    columns[1] = "first_name";
    let faults = parse(columns.join(";").as_bytes(), today()).unwrap_err();
    let expected = [
        (Some("cpr_number"), Code::UnknownColumn),
        (Some("first_name"), Code::DuplicateColumn),
        (Some("alien_number"), Code::MissingColumn),
    ];
    assert_eq!(codes(&faults), expected);
}

#[test]
fn columns_may_come_in_any_order_and_the_optional_ones_not_at_all() {
    let text = "birth_date,first_name,last_name,languages,alien_number,interpreter_language,\
                education,sectors,wishes,preferred_municipality,expected_leaving,family,\
                notice_language\n1990-01-01,Omar,Said,so:native,,,,,,,,,\n";
    let row = only(parse(text.as_bytes(), today()).unwrap());
    assert_eq!(
        (row.first_name.as_str(), row.last_name.as_str()),
        ("Omar", "Said")
    );
}

#[rstest]
#[case(b"", Code::EmptyFile)]
#[case(b"\n \n", Code::EmptyFile)]
#[case(b"key;first_name\nS\xF8ren;x", Code::NotUtf8)]
#[case(b"\xFF\xFEk\x00e\x00y\x00", Code::NotUtf8)]
fn files_that_are_none(#[case] bytes: &[u8], #[case] code: Code) {
    assert_eq!(codes(&parse(bytes, today()).unwrap_err()), [(None, code)]);
}

#[test]
fn five_thousand_rows_are_taken_and_one_more_is_not() {
    let row = ";;Omar;Said;1990-01-01;so:native;;;;;;;;;;\n";
    let mut text = COLUMNS.join(";") + "\n" + &row.repeat(MAX_ROWS);
    assert_eq!(parse(text.as_bytes(), today()).unwrap().len(), MAX_ROWS);
    text.push_str(row);
    let faults = parse(text.as_bytes(), today()).unwrap_err();
    assert_eq!(codes(&faults), [(None, Code::TooManyRows)]);
    assert_eq!(faults[0].line, 5_002);
}

/// Any text that a cell may hold: no control characters but line ends and tabs.
fn text() -> impl Strategy<Value = String> {
    "[^\\p{Cc}\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}]{0,40}([\n\t;,\"'=|]|\r\n|[^\\p{Cc}\\u{202a}-\\u{202e}\\u{2066}-\\u{2069}]){0,20}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn whatever_a_writer_quotes_comes_back(
        education in text(),
        name in text(),
        comma in proptest::bool::ANY,
    ) {
        let mut row = GOOD;
        row[7] = &education;
        let name = format!("x{name}x");
        row[3] = &name;
        let separator = if comma { b',' } else { b';' };
        let read = only(parse(&file(&[row], separator), today()).unwrap());
        prop_assert_eq!(read.education.unwrap_or_default(), education.trim());
        prop_assert_eq!(read.last_name, name);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = parse(&bytes, today());
        let behind_a_header = [COLUMNS.join(";").as_bytes(), b"\n", &bytes].concat();
        let _ = parse(&behind_a_header, today());
    }
}
