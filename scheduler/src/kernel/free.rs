//! At which starts the people of a task are free.

use super::board::{Board, Lunch, Party, Site, Spot};
use super::lanes::{low, runs, within};
use super::plan::Plan;

/// When a task is taken now, or nothing where it stands nowhere.
pub(crate) type Own = (u32, u32);

/// The starts of a block at which the people of a task are free and the site allows it, a bit each;
/// what the task itself takes now does not count.
#[inline]
pub(crate) fn starts(plan: &Plan<'_>, task: usize, site: &Site, block: usize, own: Own) -> u32 {
    let board = plan.board;
    let allowed = board.allowed[site.allowed as usize + block];
    if allowed == 0 {
        return 0;
    }
    let block = &board.blocks[block];
    let len = site.hold.before + site.hold.after;
    let party = &board.parties[board.tasks[task].party as usize];
    if block.len + len > 64 || block.from < site.hold.before {
        return one_by_one(plan, party, site, (block.from, allowed), own);
    }
    let from = block.from - site.hold.before;
    let busy = busy(plan, party, from, own);
    let free = runs(!busy, len) & low(block.len);
    allowed & u32::try_from(free & u64::from(u32::MAX)).unwrap_or(0)
}

/// When the people of a party are busy, 64 slots from one on.
#[inline]
pub(crate) fn busy(plan: &Plan<'_>, party: &Party, from: u32, own: Own) -> u64 {
    let board = plan.board;
    let first = board.lane_parties;
    let mut busy =
        plan.lanes.window(first + party.own as usize, from) & !within(from, own.0, own.1);
    if let Some(union) = party.union {
        busy |= plan.lanes.window(first + union as usize, from);
    } else {
        for other in &board.indices[party.others.range()] {
            busy |= plan.lanes.window(first + *other as usize, from);
        }
    }
    busy
}

#[cold]
fn one_by_one(
    plan: &Plan<'_>,
    party: &Party,
    site: &Site,
    (first, allowed): (u32, u32),
    own: Own,
) -> u32 {
    let mut free = 0;
    let mut left = allowed;
    while left != 0 {
        let bit = left.trailing_zeros();
        left &= left - 1;
        if people_are_free(plan, party, plan.board.hold(site, first + bit), own) {
            free |= 1 << bit;
        }
    }
    free
}

/// Whether the people of a party are free in `[from, until)`.
#[inline]
pub(crate) fn people_are_free(
    plan: &Plan<'_>,
    party: &Party,
    (from, until): (u32, u32),
    own: Own,
) -> bool {
    let mut at = from;
    loop {
        if busy(plan, party, at, own) & low(until - at) != 0 {
            return false;
        }
        at += 64;
        if at >= until {
            return true;
        }
    }
}

/// Whether the day's rules let a task start somewhere at which its people are free: caps, lunch, the
/// company's places, and no company twice.
#[inline]
pub(crate) fn day_allows(plan: &Plan<'_>, task: usize, bare: &Spot, own: Own) -> bool {
    let board = plan.board;
    let source = &board.tasks[task];
    let site = board.site(task, bare);
    if source.is_teaching {
        let day = board.day_of(bare.start);
        let now = plan.spots[task];
        let here = now.is_somewhere() && board.day_of(now.start) == day;
        let minutes = if here { 0 } else { source.minutes };
        for strand in &board.indices[source.strands.range()] {
            let strand = *strand as usize;
            let taught = plan.strand_minutes[strand * board.days.len() + day];
            if taught + minutes > board.strands[strand].cap {
                return false;
            }
        }
    }
    let party = &board.parties[source.party as usize];
    for lunch in &board.indices[party.lunches.range()] {
        let lunch = &board.lunches[*lunch as usize];
        if !has_lunch(plan, party, lunch, board.hold(site, bare.start), own) {
            return false;
        }
    }
    company_allows(plan, task, bare)
}

/// Whether the company has a place then, and has not been visited by the group.
#[inline]
fn company_allows(plan: &Plan<'_>, task: usize, bare: &Spot) -> bool {
    let board = plan.board;
    let site = board.site(task, bare);
    if site.company == super::NONE {
        return true;
    }
    let company = usize::from(site.company);
    let (from, until) = (bare.start, bare.start + site.session);
    let now = &plan.spots[task];
    let lane = board.lane_companies + company;
    if plan.lanes.any(lane, from, until) {
        // Full, unless it is the task itself that fills it.
        let places = u16::try_from(board.places[company]).unwrap_or(u16::MAX);
        let own = if now.is_somewhere() && board.site(task, now).company == site.company {
            (now.start, now.start + board.site(task, now).session)
        } else {
            (0, 0)
        };
        let first = company * board.slots as usize;
        let full = (from..until).any(|slot| {
            let mine = u16::from(own.0 <= slot && slot < own.1);
            plan.places_taken[first + slot as usize] - mine >= places
        });
        if full {
            return false;
        }
    }
    board.indices[board.tasks[task].mates.range()]
        .iter()
        .all(|mate| {
            let mate = *mate as usize;
            let spot = &plan.spots[mate];
            !spot.is_somewhere() || board.site(mate, spot).company != site.company
        })
}

/// Whether everybody of a cohort in a party keeps a lunch break beside a hold.
fn has_lunch(plan: &Plan<'_>, party: &Party, lunch: &Lunch, hold: (u32, u32), own: Own) -> bool {
    let board = plan.board;
    let day = &board.days[board.day_of(hold.0)];
    let midnight = i64::from(day.date) * 24 * 60;
    let minutes = (midnight + lunch.from, midnight + lunch.until);
    let Some(window) = board.touched(minutes) else {
        return true;
    };
    if hold.0 >= window.1 || window.0 >= hold.1 {
        return true;
    }
    let busy_parties = board.busy_parties + party.own as usize;
    let together = |from: u32| {
        busy(plan, party, from, own)
            | within(from, hold.0, hold.1)
            | board.shut_window(busy_parties, from)
    };
    if longest_break(board, window, minutes, together) >= lunch.minutes {
        return true;
    }
    // Together they have none: each by themselves.
    board.indices[party.people.range()]
        .iter()
        .filter(|who| board.people_cohort[**who as usize] == lunch.cohort)
        .all(|who| {
            let who = *who as usize;
            let alone = |from: u32| {
                let parties = &board.indices[board.people_parties[who].range()];
                let taken = parties.iter().fold(0, |taken, one| {
                    let lane = board.lane_parties + *one as usize;
                    let mut bits = plan.lanes.window(lane, from);
                    if *one == party.own {
                        bits &= !within(from, own.0, own.1);
                    }
                    taken | bits
                });
                taken
                    | within(from, hold.0, hold.1)
                    | board.shut_window(board.busy_people + who, from)
            };
            longest_break(board, window, minutes, alone) >= lunch.minutes
        })
}

/// The longest piece of a window, in minutes, in which no bit is set.
fn longest_break(
    board: &Board,
    (first, last): (u32, u32),
    (from, until): (i64, i64),
    busy: impl Fn(u32) -> u64,
) -> i64 {
    let (mut longest, mut piece) = (0, 0);
    let mut at = first;
    while at < last {
        let bits = busy(at);
        for bit in 0..(last - at).min(64) {
            if bits >> bit & 1 == 1 {
                piece = 0;
            } else {
                let begins = board.minute(at + bit);
                piece += (begins + board.grid).min(until) - begins.max(from);
                longest = longest.max(piece);
            }
        }
        at += 64;
    }
    longest
}
