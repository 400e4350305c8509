//! The states of planning: a plan on its way to an answer, and a session in the timetable.

use crate::domain::state::states;

states! {
    /// A run of the engine. What it found is its verdict, which is another thing: a plan can be
    /// solved and infeasible.
    PlanState ("plan") starts [Queued] {
        Queued = "QUEUED" -> [Solving, Cancelled];
        /// A worker holds the lease; a lost lease puts the plan back into the queue.
        Solving = "SOLVING" -> [Solved, Queued, Cancelled, Failed];
        Solved = "SOLVED" -> [Published, Discarded];
        /// Its assignments were applied to the timetable.
        Published = "PUBLISHED" -> [Superseded];
        /// A later plan was published over it.
        Superseded = "SUPERSEDED" -> [];
        Cancelled = "CANCELLED" -> [];
        Failed = "FAILED" -> [];
        Discarded = "DISCARDED" -> [];
    }
}

states! {
    /// A meeting in the timetable. A change of time or place keeps the state and raises the
    /// sequence.
    SessionState ("session") starts [Published] {
        Published = "PUBLISHED" -> [Held, Cancelled];
        /// It has ended, by the clock.
        Held = "HELD" -> [];
        Cancelled = "CANCELLED" -> [];
    }
}
