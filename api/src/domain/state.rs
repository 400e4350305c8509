//! What all state machines share: which state may follow which, and the refusal of anything else.

use std::fmt;

/// A state of something that has a life: an enrolment, a plan, a hand-off.
pub trait State: Copy + Eq + fmt::Debug + 'static {
    /// What the states belong to, as in refusals: `enrolment`.
    const MACHINE: &'static str;
    /// Every state, in the order of life.
    const ALL: &'static [Self];
    /// The states in which something can be created.
    const INITIAL: &'static [Self];

    /// Stable code of the state, in the database and in the API.
    fn code(self) -> &'static str;

    /// The states that may follow this one.
    fn allowed(self) -> &'static [Self];

    /// The states that may follow when an earlier record is being corrected.
    fn allowed_by_correction(self) -> &'static [Self];

    /// Whether nothing may follow.
    fn is_final(self) -> bool {
        self.allowed().is_empty()
    }

    fn may_become(self, next: Self) -> bool {
        self.allowed().contains(&next)
    }

    /// The next state, or a refusal that names what is allowed.
    fn advance_to(self, next: Self) -> Result<Self, IllegalTransition> {
        step(self, next, self.allowed()).map_err(|mut refusal| {
            let more = self.allowed_by_correction().iter();
            let more = more.filter(|state| !self.allowed().contains(state));
            refusal.by_correction = more.map(|state| state.code()).collect();
            refusal
        })
    }

    /// The next state when an earlier record is being corrected.
    fn correct_to(self, next: Self) -> Result<Self, IllegalTransition> {
        step(self, next, self.allowed_by_correction())
    }
}

/// A state may not follow another one; answered as `ILLEGAL_TRANSITION`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{machine}: {from} may not become {to}, only {}", list(.allowed))]
pub struct IllegalTransition {
    pub machine: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    /// What may follow `from`; empty when it is final.
    pub allowed: Vec<&'static str>,
    /// What may follow besides when the earlier record was wrong and that is said.
    pub by_correction: Vec<&'static str>,
}

impl IllegalTransition {
    /// Stable code of the refusal.
    pub const CODE: &'static str = "ILLEGAL_TRANSITION";
}

/// Whether a history begins in an initial state and takes only allowed steps, corrections
/// included. An empty history is no history.
pub fn is_path<S: State>(history: &[S]) -> bool {
    history
        .first()
        .is_some_and(|first| S::INITIAL.contains(first))
        && history
            .windows(2)
            .all(|pair| pair[0].allowed_by_correction().contains(&pair[1]))
}

fn step<S: State>(from: S, to: S, allowed: &[S]) -> Result<S, IllegalTransition> {
    if allowed.contains(&to) {
        return Ok(to);
    }
    let allowed = allowed.iter().map(|state| state.code()).collect();
    Err(IllegalTransition {
        machine: S::MACHINE,
        from: from.code(),
        to: to.code(),
        allowed,
        by_correction: Vec::new(),
    })
}

fn list(allowed: &[&str]) -> String {
    if allowed.is_empty() {
        "nothing: it is final".to_owned()
    } else {
        allowed.join(", ")
    }
}

/// Declares a state machine as its table: each state with its code and what may follow, and, where
/// a correction may do more, what that may lead to besides.
macro_rules! states {
    (
        $(#[$doc:meta])*
        $name:ident ($machine:literal) starts [$($initial:ident),+] {
            $(
                $(#[$state_doc:meta])*
                $state:ident = $code:literal -> [$($next:ident),*]
                    $(correction [$($corrected:ident),+])?;
            )+
        }
    ) => {
        $crate::domain::code::codes! {
            $(#[$doc])*
            pub enum $name {
                $($(#[$state_doc])* $state = $code,)+
            }
        }

        impl $crate::domain::state::State for $name {
            const MACHINE: &'static str = $machine;
            const ALL: &'static [Self] = Self::ALL;
            const INITIAL: &'static [Self] = &[$(Self::$initial),+];

            fn code(self) -> &'static str {
                self.code()
            }

            fn allowed(self) -> &'static [Self] {
                match self {
                    $(Self::$state => &[$(Self::$next),*],)+
                }
            }

            fn allowed_by_correction(self) -> &'static [Self] {
                match self {
                    $(Self::$state => &[$(Self::$next,)* $($(Self::$corrected),+)?],)+
                }
            }
        }
    };
}

pub(crate) use states;
