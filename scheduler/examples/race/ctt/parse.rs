//! Reads the instances of curriculum-based course timetabling in the `.ctt` format of the second
//! International Timetabling Competition (2007, track 3), and its solutions.
//!
//! An instance is a header of seven `Key: value` lines, then the sections `COURSES:`, `ROOMS:`,
//! `CURRICULA:` and `UNAVAILABILITY_CONSTRAINTS:`, one item a line, and `END.`. A solution has a line
//! `course room day period` for each lecture; days and periods count from 0.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A timetabling problem; courses, rooms and curricula are known by their place in the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Instance {
    pub(crate) name: String,
    /// Days in the week; periods in a day. Slot `day * periods_per_day + period` is a time.
    pub(crate) days: usize,
    pub(crate) periods_per_day: usize,
    pub(crate) courses: Vec<Course>,
    pub(crate) rooms: Vec<Room>,
    pub(crate) curricula: Vec<Curriculum>,
    /// Courses and slots in which they can not be taught.
    pub(crate) unavailable: Vec<(usize, usize)>,
}

impl Instance {
    /// How many slots the week has.
    pub(crate) fn slots(&self) -> usize {
        self.days * self.periods_per_day
    }
}

/// Lectures that a teacher gives to so many students.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    pub(crate) name: String,
    pub(crate) teacher: String,
    pub(crate) lectures: usize,
    /// The days over which the lectures should be spread at least.
    pub(crate) min_days: usize,
    pub(crate) students: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Room {
    pub(crate) name: String,
    pub(crate) seats: u32,
}

/// Courses that share students.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Curriculum {
    pub(crate) name: String,
    pub(crate) courses: Vec<usize>,
}

/// Where and when a lecture of a course is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Lecture {
    pub(crate) course: usize,
    pub(crate) room: usize,
    pub(crate) slot: usize,
}

/// What is wrong with a file, and in which line, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ParseError {
    pub(crate) line: usize,
    pub(crate) fault: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.fault)
    }
}

impl std::error::Error for ParseError {}

/// The lines of a file that say something, split into words.
struct Lines<'a> {
    lines: Vec<(usize, Vec<&'a str>)>,
    next: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.split_whitespace().collect::<Vec<_>>()))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        Self { lines, next: 0 }
    }

    fn fault<T>(&self, fault: impl Into<String>) -> Result<T, ParseError> {
        let at = self.next.saturating_sub(1);
        Err(ParseError {
            line: self.lines.get(at).map_or(0, |(number, _)| *number),
            fault: fault.into(),
        })
    }

    /// The next line, with at least so many words.
    fn line(&mut self, words: usize, of: &str) -> Result<Vec<&'a str>, ParseError> {
        let Some((_, line)) = self.lines.get(self.next).cloned() else {
            return self.fault(format!("the file ends where {of} should follow"));
        };
        self.next += 1;
        if line.len() < words {
            return self.fault(format!(
                "{of} needs {words} words, this is {}",
                line.join(" ")
            ));
        }
        Ok(line)
    }

    /// The value of a `Key: value` line.
    fn header(&mut self, key: &str) -> Result<&'a str, ParseError> {
        let line = self.line(2, key)?;
        match line[..] {
            [found, value, ..] if found.eq_ignore_ascii_case(key) => Ok(value),
            _ => self.fault(format!("{key} should stand here, not {}", line[0])),
        }
    }

    fn count(&mut self, key: &str) -> Result<usize, ParseError> {
        let value = self.header(key)?;
        self.number(value)
    }

    /// A number that stays small enough to multiply.
    fn short(&mut self, key: &str) -> Result<usize, ParseError> {
        let value = self.header(key)?;
        self.number::<u16>(value).map(usize::from)
    }

    fn section(&mut self, name: &str) -> Result<(), ParseError> {
        let line = self.line(1, name)?;
        if line[0].eq_ignore_ascii_case(name) {
            return Ok(());
        }
        self.fault(format!("section {name} should start here, not {}", line[0]))
    }

    fn number<N: std::str::FromStr>(&self, word: &str) -> Result<N, ParseError> {
        word.parse()
            .or_else(|_| self.fault(format!("{word} is not a number that fits here")))
    }

    fn known(&self, names: &BTreeMap<String, usize>, word: &str) -> Result<usize, ParseError> {
        names
            .get(word)
            .copied()
            .map_or_else(|| self.fault(format!("{word} is not known")), Ok)
    }

    /// Takes up a new name.
    fn name(&self, names: &mut BTreeMap<String, usize>, word: &str) -> Result<(), ParseError> {
        let place = names.len();
        match names.insert(word.to_owned(), place) {
            None => Ok(()),
            Some(_) => self.fault(format!("{word} stands here a second time")),
        }
    }

    fn slot(&self, instance: &Instance, day: &str, period: &str) -> Result<usize, ParseError> {
        let (day, period): (usize, usize) = (self.number(day)?, self.number(period)?);
        if day >= instance.days || period >= instance.periods_per_day {
            return self.fault(format!("day {day}, period {period} is outside the week"));
        }
        Ok(day * instance.periods_per_day + period)
    }
}

/// The instance that a `.ctt` file holds.
pub(crate) fn instance(text: &str) -> Result<Instance, ParseError> {
    let mut lines = Lines::new(text);
    let mut instance = Instance {
        name: lines.header("Name:")?.to_owned(),
        ..Instance::default()
    };
    let courses = lines.count("Courses:")?;
    let rooms = lines.count("Rooms:")?;
    instance.days = lines.short("Days:")?;
    instance.periods_per_day = lines.short("Periods_per_day:")?;
    let curricula = lines.count("Curricula:")?;
    let constraints = lines.count("Constraints:")?;
    if rooms == 0 || instance.days == 0 || instance.periods_per_day == 0 {
        return lines.fault("without rooms, days or periods nothing can be taught");
    }

    let mut known = BTreeMap::new();
    lines.section("COURSES:")?;
    for _ in 0..courses {
        let line = lines.line(5, "a course")?;
        lines.name(&mut known, line[0])?;
        instance.courses.push(Course {
            name: line[0].to_owned(),
            teacher: line[1].to_owned(),
            lectures: usize::from(lines.number::<u16>(line[2])?),
            min_days: usize::from(lines.number::<u16>(line[3])?),
            students: lines.number(line[4])?,
        });
    }
    let mut known_rooms = BTreeMap::new();
    lines.section("ROOMS:")?;
    for _ in 0..rooms {
        let line = lines.line(2, "a room")?;
        lines.name(&mut known_rooms, line[0])?;
        instance.rooms.push(Room {
            name: line[0].to_owned(),
            seats: lines.number(line[1])?,
        });
    }
    lines.section("CURRICULA:")?;
    for _ in 0..curricula {
        let line = lines.line(2, "a curriculum")?;
        let members: usize = lines.number(line[1])?;
        if line.len() - 2 != members {
            return lines.fault(format!(
                "curriculum {} should name {members} courses, but names {}",
                line[0],
                line.len() - 2
            ));
        }
        let courses: Result<Vec<_>, _> = line[2..]
            .iter()
            .map(|word| lines.known(&known, word))
            .collect();
        let courses = courses?;
        if courses.iter().collect::<BTreeSet<_>>().len() < members {
            return lines.fault(format!("curriculum {} names a course twice", line[0]));
        }
        instance.curricula.push(Curriculum {
            name: line[0].to_owned(),
            courses,
        });
    }
    lines.section("UNAVAILABILITY_CONSTRAINTS:")?;
    for _ in 0..constraints {
        let line = lines.line(3, "a constraint")?;
        let course = lines.known(&known, line[0])?;
        let slot = lines.slot(&instance, line[1], line[2])?;
        instance.unavailable.push((course, slot));
    }
    lines.section("END.")?;
    Ok(instance)
}

/// The lectures that a solution of an instance places, in the order of its lines.
pub(crate) fn solution(instance: &Instance, text: &str) -> Result<Vec<Lecture>, ParseError> {
    let courses = (0..)
        .zip(&instance.courses)
        .map(|(at, it)| (it.name.clone(), at))
        .collect();
    let rooms = (0..)
        .zip(&instance.rooms)
        .map(|(at, it)| (it.name.clone(), at))
        .collect();
    let mut lines = Lines::new(text);
    let mut lectures = Vec::new();
    while lines.next < lines.lines.len() {
        let line = lines.line(4, "a lecture")?;
        lectures.push(Lecture {
            course: lines.known(&courses, line[0])?,
            room: lines.known(&rooms, line[1])?,
            slot: lines.slot(instance, line[2], line[3])?,
        });
    }
    Ok(lectures)
}
