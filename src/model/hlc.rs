//! Hybrid logical clock stamps (Kulkarni et al., "Logical Physical Clocks", 2014). The stamp is
//! here; the clock that hands stamps out is [`Clock`], and time is always an argument.

use serde::{Deserialize, Serialize};

/// A device, drawn at random when its storage is created (the lower 40 bits, never 0), and which of
/// its open tabs (the bits above; the first tab has 0 there).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct ClientId(pub u64);

/// Bits of a device.
const DEVICE_BITS: u32 = 40;

impl ClientId {
    /// The device alone.
    #[must_use]
    pub fn device(self) -> Self {
        Self(self.0 & ((1 << DEVICE_BITS) - 1))
    }

    /// The same device's tab with this number (24 bits are used).
    #[must_use]
    pub fn seated(self, seat: u32) -> Self {
        Self(self.device().0 | u64::from(seat) << DEVICE_BITS)
    }
}

/// When and where a change was made: 48 bits of milliseconds since 1970 (UTC), 16 bits of counter,
/// then the client. Ordered by time, then counter, then client; no two changes of one client share
/// one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Hlc {
    /// `milliseconds << 16 | counter`.
    pub time: u64,
    /// The device that made the change.
    pub client: ClientId,
}

impl Hlc {
    /// Milliseconds since 1970 (UTC).
    #[must_use]
    pub fn unix_ms(self) -> i64 {
        (self.time >> 16) as i64
    }
}

/// Hands out stamps that only grow, whatever the wall clock does.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    client: ClientId,
    last: u64,
}

impl Clock {
    /// A clock that continues after `last` (the largest stamp this client has seen).
    #[must_use]
    pub fn new(client: ClientId, last: u64) -> Self {
        Self { client, last }
    }

    /// The client this clock stamps for.
    #[must_use]
    pub fn client(&self) -> ClientId {
        self.client
    }

    /// The next stamp, given the wall clock in milliseconds since 1970. When the wall clock stands
    /// still or jumps back, the counter carries on (and overflows into the milliseconds).
    pub fn tick(&mut self, now_ms: u64) -> Hlc {
        self.last = (now_ms << 16).max(self.last + 1);
        Hlc { time: self.last, client: self.client }
    }

    /// Takes note of a stamp made elsewhere, so that what this client does next is later.
    pub fn observe(&mut self, seen: Hlc) {
        self.last = self.last.max(seen.time);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_grow_when_the_wall_clock_does_not() {
        let mut clock = Clock::new(ClientId(1), 0);
        let mut last = Hlc::default();
        for now in [5, 5, 3, 0, 6, 6, 1] {
            let stamp = clock.tick(now);
            assert!(stamp > last);
            last = stamp;
        }
        assert_eq!(last.unix_ms(), 6);
    }

    #[test]
    fn what_was_seen_is_never_overtaken_backwards() {
        let mut clock = Clock::new(ClientId(1), 0);
        let theirs = Hlc { time: 900 << 16, client: ClientId(2) };
        clock.observe(theirs);
        assert!(clock.tick(10) > theirs);
    }
}
