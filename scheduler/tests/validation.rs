//! Unsound problems are refused with every fault, each at its field.

use rstest::rstest;
use scheduler::problem::{BaseAssignment, FaultCode, Precedence, Standing};
use scheduler::{Assignment, Control, Effort, Problem, Span, check, format, solve};

fn jelling() -> Problem {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/jelling.json");
    format::read_problem(&std::fs::read_to_string(path).expect("a file")).expect("a problem")
}

fn follows(problem: &mut Problem, before: usize, after: usize) {
    problem.precedences.push(Precedence {
        before: problem.activities[before].key.clone(),
        after: problem.activities[after].key.clone(),
        min_gap_minutes: 0,
        min_gap_days: 0,
        max_gap_days: None,
    });
}

#[rstest]
#[case::grid(|p: &mut Problem| p.horizon.grid_minutes = 7, "horizon.grid_minutes", FaultCode::OutOfRange)]
#[case::days(|p: &mut Problem| p.horizon.days = 0, "horizon.days", FaultCode::OutOfRange)]
#[case::open(|p: &mut Problem| {
    let first = p.horizon.first_date;
    p.horizon.open[0] = Span::days(first, first.plus_days(2));
}, "horizon.open[0]", FaultCode::BadSpan)]
#[case::weight(|p: &mut Problem| p.weights.idle_gap = 1_000_001, "weights.idle_gap", FaultCode::OutOfRange)]
#[case::twice(|p: &mut Problem| p.rooms[1].key = p.rooms[0].key.clone(), "rooms[1].key", FaultCode::Duplicate)]
#[case::no_key(|p: &mut Problem| p.staff[0].key.clear(), "staff[0].key", FaultCode::Empty)]
#[case::cohort(|p: &mut Problem| p.participants[3].cohort = "x".into(), "participants[3].cohort", FaultCode::UnknownKey)]
#[case::lunch(|p: &mut Problem| p.cohorts[0].lunch.as_mut().unwrap().minutes = 500, "cohorts[0].lunch", FaultCode::BadSpan)]
#[case::booking(|p: &mut Problem| p.bookings[0].resource.key = "x".into(), "bookings[0]", FaultCode::UnknownKey)]
#[case::nobody(|p: &mut Problem| p.activities[5].participants.clear(), "activities[5].participants", FaultCode::Empty)]
#[case::stranger(|p: &mut Problem| p.activities[5].participants.push("x".into()), "activities[5].participants", FaultCode::UnknownKey)]
#[case::minutes(|p: &mut Problem| p.activities[5].minutes = 0, "activities[5].minutes", FaultCode::OutOfRange)]
#[case::company(|p: &mut Problem| p.activities[5].companies.push("x".into()), "activities[5].companies", FaultCode::UnknownKey)]
#[case::pinned(|p: &mut Problem| p.activities[5].standing = Standing::Pinned, "activities[5].base", FaultCode::BadBase)]
#[case::off_grid(|p: &mut Problem| {
    let assignment = Assignment::at(p.horizon.first_date.at(541));
    p.activities[5].base = Some(BaseAssignment { assignment, notified: false });
    p.activities[5].standing = Standing::Frozen;
}, "activities[5].base", FaultCode::BadBase)]
#[case::circle(|p: &mut Problem| follows(p, 4, 1), "precedences", FaultCode::Circle)]
#[case::gaps(|p: &mut Problem| {
    (p.precedences[0].min_gap_days, p.precedences[0].max_gap_days) = (3, Some(2));
}, "precedences[0]", FaultCode::OutOfRange)]
fn a_fault_is_named_where_it_is(
    #[case] plant: fn(&mut Problem),
    #[case] path: &str,
    #[case] code: FaultCode,
) {
    let mut problem = jelling();
    assert_eq!(problem.validate(), Ok(()));
    plant(&mut problem);
    let faults = problem.validate().unwrap_err();
    assert!(
        faults.iter().any(|f| f.path == path && f.code == code),
        "{faults:?}"
    );
    assert_eq!(
        solve(&problem, &Effort::default(), &mut |_| Control::Continue),
        Err(faults)
    );
    assert!(check(&problem, &scheduler::Timetable::default()).is_err());
}

#[test]
fn every_fault_is_told_at_once() {
    let mut problem = jelling();
    problem.horizon.days = 500;
    problem.companies[0].key.clear();
    problem.activities[2].cohort = "x".into();
    assert_eq!(problem.validate().unwrap_err().len(), 3);
}

#[rstest]
#[case("{", 1)]
#[case("{\n  \"horizont\": {}\n}", 2)]
#[case(
    "{\"horizon\":\n{\"first_date\":\"2017-02-30\",\"days\":1,\"open\":[]}}",
    2
)]
fn a_text_that_is_no_problem_is_refused_with_its_line(#[case] text: &str, #[case] line: usize) {
    assert_eq!(format::read_problem(text).unwrap_err().line, line);
}
