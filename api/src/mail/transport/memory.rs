//! Messages kept in memory, so that a test can read them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use lettre::Message;

use super::SendFault;

/// Keeps what it is given; fails when told to. Clones share one tray.
#[derive(Clone, Debug, Default)]
pub struct Memory(Arc<Mutex<Tray>>);

#[derive(Debug, Default)]
struct Tray {
    sent: Vec<Message>,
    faults: VecDeque<SendFault>,
}

impl Memory {
    /// An empty tray.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the next message fail; called again, the one after it too.
    pub fn fail_next(&self, fault: SendFault) {
        self.with(|tray| tray.faults.push_back(fault));
    }

    /// Everything sent so far, in order.
    pub fn sent(&self) -> Vec<Message> {
        self.with(|tray| tray.sent.clone())
    }

    /// Everything sent so far, and forgets it.
    pub fn take(&self) -> Vec<Message> {
        self.with(|tray| std::mem::take(&mut tray.sent))
    }

    pub(super) fn send(&self, message: &Message) -> Result<(), SendFault> {
        self.with(|tray| {
            if let Some(fault) = tray.faults.pop_front() {
                return Err(fault);
            }
            tray.sent.push(message.clone());
            Ok(())
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Tray) -> T) -> T {
        // A test that failed while it held the tray leaves it as it was.
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
