//! What is done when nobody waits.

use super::Engine;
use crate::platform::Platform;

/// How often to look whether something is to be done, in milliseconds.
const PACE_MS: u32 = 1000;
/// A log of this many bytes is folded as soon as it is quiet for [`PACE_MS`].
const LARGE: usize = 256 << 10;
/// Frames, likewise.
const MANY: usize = 64;
/// A smaller log is folded after so much quiet.
const LONG_QUIET_MS: f64 = 10_000.0;

impl<P: Platform> Engine<P> {
    /// Runs for as long as the engine does.
    pub(super) fn idle_loop(&self) {
        self.spawn(async |engine: Self| {
            let mut day = engine.today();
            loop {
                engine.platform().sleep(PACE_MS).await;
                let now = engine.today();
                if now != day {
                    day = now;
                    engine.show_moving();
                }
                engine.idle().await;
            }
        });
    }

    fn today(&self) -> crate::model::date::Date {
        self.inner.core.borrow().calendar.day(self.platform().now_ms() as i64)
    }

    /// One round of what can be done in quiet.
    pub(super) async fn idle(&self) {
        let quiet = self.platform().ticks_ms() - self.inner.core.borrow().busy_at;
        if quiet < f64::from(PACE_MS) {
            return;
        }
        let (frames, bytes) = {
            let core = self.inner.core.borrow();
            (core.log.folded_next.len(), core.log.bytes())
        };
        if bytes >= LARGE || frames >= MANY || (frames > 0 && quiet >= LONG_QUIET_MS) {
            self.checkpoint().await;
        }
        self.write_boot().await;
        self.tell_quiet();
        self.keep_search().await;
    }
}
