//! What clusters have booked of what they share, and whose its free hours are.

use super::Country;
use super::cluster::shared_key;
use crate::kernel::lanes::Lanes;
use crate::kernel::{Board, NONE, Plan, Spot};
use crate::problem::Problem;
use std::collections::BTreeMap;

/// One use of something shared, in slots of the problems' grid.
#[derive(Clone, Copy, Debug)]
struct Booking {
    cluster: usize,
    /// Buffers included.
    busy: (u32, u32),
    /// The session with its travel.
    hold: (u32, u32),
}

/// Everything shared: interpreters first, then companies.
pub(super) struct Shared {
    /// By thing, the clusters it is offered to, in order.
    offered: Vec<Vec<usize>>,
    bookings: Vec<Vec<Booking>>,
    interpreters: usize,
}

/// By number on a cluster's board, which thing shared an interpreter or company is.
pub(super) struct Names {
    interpreters: Vec<Option<usize>>,
    companies: Vec<Option<usize>>,
}

/// Which round it is, for whose the free hours are; none while everybody may take what is free.
pub(super) type Round = Option<usize>;

impl Shared {
    pub(super) fn new(country: &Country, problems: &[Problem]) -> (Self, Vec<Names>) {
        let interpreters: BTreeMap<&str, usize> =
            sorted(country.interpreters.iter().map(|one| one.key.as_str()), 0);
        let first = interpreters.len();
        let companies: BTreeMap<&str, usize> =
            sorted(country.companies.iter().map(|one| one.key.as_str()), first);
        let n = first + companies.len();
        let mut shared = Self {
            offered: vec![Vec::new(); n],
            bookings: vec![Vec::new(); n],
            interpreters: first,
        };
        let names = problems
            .iter()
            .map(|problem| {
                // Boards number things by key.
                let mut of_interpreters: Vec<&str> = problem
                    .interpreters
                    .iter()
                    .map(|one| one.key.as_str())
                    .collect();
                of_interpreters.sort_unstable();
                let mut of_companies: Vec<&str> = problem
                    .companies
                    .iter()
                    .map(|one| one.key.as_str())
                    .collect();
                of_companies.sort_unstable();
                Names {
                    interpreters: of_interpreters
                        .iter()
                        .map(|key| interpreters.get(shared_key(key)?).copied())
                        .collect(),
                    companies: of_companies
                        .iter()
                        .map(|key| companies.get(shared_key(key)?).copied())
                        .collect(),
                }
            })
            .collect::<Vec<_>>();
        for (cluster, names) in names.iter().enumerate() {
            for thing in names.interpreters.iter().chain(&names.companies).flatten() {
                shared.offered[*thing].push(cluster);
            }
        }
        (shared, names)
    }

    /// Whose the free hours of a thing are on a date.
    fn owner(&self, thing: usize, date: u32, round: usize) -> usize {
        let offered = &self.offered[thing];
        offered[(thing + date as usize + round) % offered.len()]
    }

    /// Lays out on a cluster's board what it may not use of what is shared: `taken` is the board's
    /// own view.
    pub(super) fn lay_out(
        &self,
        cluster: usize,
        names: &Names,
        board: &mut Board,
        taken: &Lanes,
        round: Round,
    ) {
        let mut lanes = taken.clone();
        board.pay_foreign.fill(0);
        for (at, thing) in names.interpreters.iter().enumerate() {
            let Some(thing) = thing else { continue };
            let lane = board.lane_interpreters + at;
            if let Some(round) = round {
                for day in &board.days {
                    if self.owner(*thing, day.date, round) != cluster {
                        lanes.set(lane, day.from, day.until);
                    }
                }
                // What the cluster has booked itself it keeps.
                for booking in self.bookings[*thing]
                    .iter()
                    .filter(|one| one.cluster == cluster)
                {
                    let (from, until) = board.between(booking.busy);
                    for slot in from..until {
                        if taken.window(lane, slot) & 1 == 0 {
                            lanes.clear(lane, slot, slot + 1);
                        }
                    }
                }
            }
            for booking in self.bookings[*thing]
                .iter()
                .filter(|one| one.cluster != cluster)
            {
                let (from, until) = board.between(booking.busy);
                lanes.set(lane, from, until);
                board.note_foreign(at, board.between(booking.hold));
            }
        }
        for (at, thing) in names.companies.iter().enumerate() {
            let Some(thing) = thing else { continue };
            self.lay_out_company(cluster, *thing, at, board, &mut lanes, round);
        }
        board.taken = Some(lanes);
    }

    fn lay_out_company(
        &self,
        cluster: usize,
        thing: usize,
        at: usize,
        board: &mut Board,
        lanes: &mut Lanes,
        round: Round,
    ) {
        let places = u16::try_from(board.places[at]).unwrap_or(u16::MAX);
        let mut others = vec![0_u16; board.slots as usize];
        let mut own = vec![0_u16; board.slots as usize];
        for booking in &self.bookings[thing] {
            let (from, until) = board.between(booking.hold);
            let counts = if booking.cluster == cluster {
                &mut own
            } else {
                &mut others
            };
            for count in &mut counts[from as usize..until as usize] {
                *count += 1;
            }
        }
        let lane = board.lane_companies + at;
        for slot in 0..board.slots {
            let now = slot as usize;
            let date = board.days[board.day_of(slot)].date;
            let is_owner = round.is_none_or(|round| self.owner(thing, date, round) == cluster);
            // What is not the cluster's to take is full but for what it has.
            let taken = if is_owner {
                others[now]
            } else {
                places.saturating_sub(own[now]).max(others[now])
            };
            board.places_taken[at * board.slots as usize + now] = taken;
            if taken >= places {
                lanes.set(lane, slot, slot + 1);
            } else {
                lanes.clear(lane, slot, slot + 1);
            }
        }
    }

    /// Notes what a cluster uses now instead of what it used.
    pub(super) fn note(&mut self, cluster: usize, names: &Names, board: &Board, spots: &[Spot]) {
        for thing in names.interpreters.iter().chain(&names.companies).flatten() {
            self.bookings[*thing].retain(|booking| booking.cluster != cluster);
        }
        for (task, spot) in spots.iter().enumerate() {
            if !spot.is_somewhere() {
                continue;
            }
            let site = board.site(task, spot);
            let hold = board.really(board.hold(site, spot.start));
            for who in spot.interpreters.iter().filter(|who| **who != NONE) {
                if let Some(thing) = names.interpreters[usize::from(*who)] {
                    let busy = board.reach(board.interpreter_reach(site, *who), spot.start);
                    self.bookings[thing].push(Booking {
                        cluster,
                        busy: board.really(busy),
                        hold,
                    });
                }
            }
            if site.company != NONE
                && let Some(thing) = names.companies[usize::from(site.company)]
            {
                let session = board.really((spot.start, spot.start + site.session));
                self.bookings[thing].push(Booking {
                    cluster,
                    busy: session,
                    hold: session,
                });
            }
        }
        debug_assert!(self.interpreters <= self.bookings.len());
    }
}

fn sorted<'k>(keys: impl Iterator<Item = &'k str>, first: usize) -> BTreeMap<&'k str, usize> {
    let mut numbers: BTreeMap<&str, usize> = keys.map(|key| (key, 0)).collect();
    for (at, number) in numbers.values_mut().enumerate() {
        *number = first + at;
    }
    numbers
}

/// A plan that stands as it stood, on a board that was laid out anew.
pub(super) fn stand<'b>(board: &'b Board, spots: &[Spot]) -> Plan<'b> {
    let mut plan = Plan::new(board);
    for (task, spot) in spots.iter().enumerate() {
        if spot.is_somewhere() && !plan.spots[task].is_somewhere() {
            plan.put(task, *spot);
        }
    }
    plan
}
