//! Whose turn it is. Two journeys run at once, each with a browser, a profile, a server and ports of
//! its own: one browser alone leaves the second core idle most of the time. Journeys that look at the
//! clock run while no other does.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// So many at once.
const AT_ONCE: usize = 2;

#[derive(Default)]
struct Turns {
    running: usize,
    /// Journeys that want to be alone: nobody else begins before they have been.
    want_to_be_alone: usize,
}

static TURNS: Mutex<Turns> = Mutex::new(Turns { running: 0, want_to_be_alone: 0 });
static OVER: Condvar = Condvar::new();

/// Ends when dropped.
pub(crate) struct Turn {
    places: usize,
}

fn turns() -> MutexGuard<'static, Turns> {
    TURNS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for a turn beside others.
pub(crate) fn beside_others() -> Turn {
    let free = |turns: &mut Turns| turns.running >= AT_ONCE || turns.want_to_be_alone > 0;
    let mut turns = OVER.wait_while(turns(), free).unwrap_or_else(PoisonError::into_inner);
    turns.running += 1;
    Turn { places: 1 }
}

/// Waits until no other journey runs.
pub(crate) fn alone() -> Turn {
    let mut turns = turns();
    turns.want_to_be_alone += 1;
    let mut turns = OVER.wait_while(turns, |turns| turns.running > 0).unwrap_or_else(PoisonError::into_inner);
    turns.want_to_be_alone -= 1;
    turns.running = AT_ONCE;
    Turn { places: AT_ONCE }
}

impl Drop for Turn {
    fn drop(&mut self) {
        turns().running -= self.places;
        OVER.notify_all();
    }
}
