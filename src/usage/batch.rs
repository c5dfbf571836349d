//! Events packed for storage: about five bytes each. A batch is immutable and known by the device
//! and the sequence number of its first event, so that delivering it twice has no effect.
//!
//! Layout, version 1: version byte; varints of the first sequence number, the base time in tenths of
//! a second, the number of events; then for each event the varint of the time since the one before
//! (zigzag, tenths), the varint of the command, a flag byte (bits 0-1 outcome, 2-4 input, 5 offline)
//! and a byte for the duration: `round(16 · log2(1 + ms))`, at most 255 (about 63 s).

use super::event::{Event, Input, Outcome};

const VERSION: u8 = 1;

/// Events of one device in the order they happened.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Batch {
    /// Sequence number of the first event on this device, from 1; the others follow without gaps. 0 as
    /// long as it is not numbered: on the way to the engine, and in what was stored before there were
    /// numbers.
    pub first: u64,
    /// The events.
    pub events: Vec<Event>,
}

/// The bytes were not a batch this version reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a usage batch of a known version")]
pub struct BadBatch;

impl Batch {
    /// Packs the events.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let base = self.events.first().map_or(0, |event| event.at / 100);
        let mut out = Vec::with_capacity(16 + self.events.len() * 6);
        out.push(VERSION);
        for number in [self.first, base, self.events.len() as u64] {
            varint(number, &mut out);
        }
        let mut last = base;
        for event in &self.events {
            let tenths = event.at / 100;
            let step = tenths.wrapping_sub(last) as i64;
            varint(((step << 1) ^ (step >> 63)) as u64, &mut out);
            last = tenths;
            varint(u64::from(event.command), &mut out);
            out.push(event.result as u8 | (event.input as u8) << 2 | u8::from(event.offline) << 5);
            out.push(pack_duration(event.duration_ms));
        }
        out
    }

    /// Unpacks a batch.
    ///
    /// # Errors
    /// [`BadBatch`] for anything that [`encode`](Self::encode) does not write.
    pub fn decode(mut bytes: &[u8]) -> Result<Self, BadBatch> {
        let input = &mut bytes;
        if take(input)? != VERSION {
            return Err(BadBatch);
        }
        let first = read_varint(input)?;
        let mut last = read_varint(input)?;
        let count = read_varint(input)?;
        if count > input.len() as u64 {
            return Err(BadBatch);
        }
        let mut events = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let zigzag = read_varint(input)?;
            let step = (zigzag >> 1) as i64 ^ -((zigzag & 1) as i64);
            last = last.wrapping_add_signed(step);
            let command = u16::try_from(read_varint(input)?).map_err(|_e| BadBatch)?;
            let flags = take(input)?;
            events.push(Event {
                at: last.checked_mul(100).ok_or(BadBatch)?,
                command,
                result: Outcome::ALL[usize::from(flags & 3)],
                input: *Input::ALL.get(usize::from(flags >> 2 & 7)).ok_or(BadBatch)?,
                offline: flags >> 5 & 1 == 1,
                duration_ms: unpack_duration(take(input)?),
            });
        }
        if input.is_empty() { Ok(Self { first, events }) } else { Err(BadBatch) }
    }
}

fn pack_duration(ms: u32) -> u8 {
    (16.0 * (1.0 + f64::from(ms)).log2()).round().min(255.0) as u8
}

fn unpack_duration(code: u8) -> u32 {
    ((f64::from(code) / 16.0).exp2() - 1.0).round() as u32
}

fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take(input: &mut &[u8]) -> Result<u8, BadBatch> {
    let (first, rest) = input.split_first().ok_or(BadBatch)?;
    *input = rest;
    Ok(*first)
}

fn read_varint(input: &mut &[u8]) -> Result<u64, BadBatch> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = take(input)?;
        if shift == 63 && byte > 1 {
            return Err(BadBatch);
        }
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(BadBatch)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event() -> impl Strategy<Value = Event> {
        (0_u64..1 << 44, any::<u16>(), 0..4_usize, 0..5_usize, any::<bool>(), 0_u8..=255).prop_map(
            |(tenths, command, result, input, offline, code)| Event {
                at: tenths * 100,
                command,
                result: Outcome::ALL[result],
                input: Input::ALL[input],
                offline,
                duration_ms: unpack_duration(code),
            },
        )
    }

    proptest! {
        #[test]
        fn batches_come_back_as_they_went_in(first in any::<u64>(), events in prop::collection::vec(event(), 0..50)) {
            let batch = Batch { first, events };
            prop_assert_eq!(Batch::decode(&batch.encode()), Ok(batch));
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = Batch::decode(&bytes);
        }
    }

    #[test]
    fn durations_are_kept_to_a_twentieth() {
        for ms in [0, 1, 8, 16, 50, 100, 1_000, 30_000] {
            let back = unpack_duration(pack_duration(ms));
            assert!(back.abs_diff(ms) * 20 <= ms.max(20), "{ms} {back}");
        }
    }

    #[test]
    fn an_ordinary_day_takes_at_most_six_bytes_an_event() {
        let event = |i: u64| Event {
            at: 1_795_312_593_600 + i * 4_300,
            command: (i * 37 % 360) as u16,
            result: Outcome::Done,
            input: Input::Mouse,
            offline: false,
            duration_ms: 12,
        };
        let batch = Batch { first: 1, events: (0..2_000).map(event).collect() };
        assert!(batch.encode().len() <= 6 * 2_000);
    }
}
