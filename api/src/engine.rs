//! Where the planning engine thinks: on threads of its own, beside those that serve requests, and
//! only as long as somebody waits for the answer.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use scheduler::Control;
use tokio::task::JoinHandle;

use crate::error::{Error, Result};

/// The engine, for everybody who asks it something.
#[derive(Clone, Debug)]
pub struct Engine {
    threads: usize,
    under_way: Arc<AtomicUsize>,
    /// Those of them that people wait for.
    waited_for: Arc<AtomicUsize>,
}

impl Engine {
    /// On so many threads at most for one question; 0: as many as the machine has.
    #[must_use]
    pub fn new(most_threads: usize) -> Self {
        let machine = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = if most_threads == 0 {
            machine
        } else {
            most_threads.min(machine)
        };
        Self {
            threads,
            under_way: Arc::default(),
            waited_for: Arc::default(),
        }
    }

    /// How many threads one question may use.
    #[must_use]
    pub const fn threads(&self) -> usize {
        self.threads
    }

    /// How many questions are being thought about.
    #[must_use]
    pub fn under_way(&self) -> usize {
        self.under_way.load(Ordering::Acquire)
    }

    /// Begins to think. `question` looks at [`Stop`] now and then; a question that does not is
    /// thought to its end.
    pub fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Stop) -> T + Send + 'static,
    ) -> Thinking<T> {
        let counted = [
            Counted::new(&self.under_way),
            Counted::new(&self.waited_for),
        ];
        begin(Stop::default(), counted, question)
    }

    /// Begins to think about what nobody waits for: it rests while the engine is asked something
    /// that somebody does.
    pub fn ask_at_leisure<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Stop) -> T + Send + 'static,
    ) -> Thinking<T> {
        let stop = Stop {
            waited_for: Some(Arc::clone(&self.waited_for)),
            ..Stop::default()
        };
        begin(stop, [Counted::new(&self.under_way)], question)
    }
}

fn begin<T: Send + 'static, const N: usize>(
    stop: Stop,
    counted: [Counted; N],
    question: impl FnOnce(&Stop) -> T + Send + 'static,
) -> Thinking<T> {
    let told = stop.clone();
    let answer = tokio::task::spawn_blocking(move || {
        let _counted = counted;
        question(&told)
    });
    Thinking { answer, stop }
}

/// How long a question at leisure rests before it looks whether somebody still waits for another.
const REST: Duration = Duration::from_millis(2);

/// Whether the answer is wanted no more.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    told: Arc<AtomicBool>,
    /// Of a question at leisure: how many others are waited for.
    waited_for: Option<Arc<AtomicUsize>>,
}

impl Stop {
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.told.load(Ordering::Relaxed)
    }

    /// What a listener answers the engine.
    #[must_use]
    pub fn control(&self) -> Control {
        if let Some(others) = &self.waited_for {
            while others.load(Ordering::Acquire) > 0 && !self.is_told() {
                std::thread::sleep(REST);
            }
        }
        if self.is_told() {
            Control::Stop
        } else {
            Control::Continue
        }
    }
}

/// An answer to come. Whoever drops it stops the engine.
#[derive(Debug)]
pub struct Thinking<T> {
    answer: JoinHandle<T>,
    stop: Stop,
}

impl<T> Thinking<T> {
    /// The engine comes to an end soon; what it answers then is not the whole answer.
    pub fn stop(&self) {
        self.stop.told.store(true, Ordering::Relaxed);
    }

    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.is_told()
    }
}

impl<T> Future for Thinking<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.answer)
            .poll(context)
            .map(|answer| answer.map_err(Error::internal))
    }
}

impl<T> Drop for Thinking<T> {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Counts one question from when it is asked until the engine is done with it.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(under_way: &Arc<AtomicUsize>) -> Self {
        under_way.fetch_add(1, Ordering::AcqRel);
        Self(Arc::clone(under_way))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn until_idle(engine: &Engine) {
        while engine.under_way() > 0 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn an_answer_that_nobody_waits_for_is_not_thought_to_its_end() {
        let engine = Engine::new(1);
        let endless = engine.ask(|stop| while stop.control() == Control::Continue {});
        assert_eq!(engine.under_way(), 1);
        drop(endless);
        until_idle(&engine).await;
    }

    #[tokio::test]
    async fn what_nobody_waits_for_rests_while_somebody_waits_for_something_else() {
        let engine = Engine::new(1);
        let waited_for = engine.ask(|stop| while !stop.is_told() {});
        let (moved, steps) = std::sync::mpsc::channel();
        let at_leisure = engine.ask_at_leisure(move |stop| {
            while stop.control() == Control::Continue {
                if moved.send(()).is_err() {
                    return;
                }
            }
        });
        assert!(steps.recv_timeout(REST * 20).is_err());
        drop(waited_for);
        tokio::task::spawn_blocking(move || steps.recv().expect("it goes on"))
            .await
            .unwrap();
        drop(at_leisure);
        until_idle(&engine).await;
    }

    #[tokio::test]
    async fn who_is_stopped_still_answers() {
        let engine = Engine::new(0);
        let mut thinking = engine.ask(|stop| {
            while !stop.is_told() {}
            7
        });
        thinking.stop();
        assert_eq!((&mut thinking).await.unwrap(), 7);
        assert!(thinking.is_stopped());
        until_idle(&engine).await;
    }
}
