//! Numbers and texts packed tightly: LEB128 integers, differences between neighbours, dictionaries
//! for columns of few values.

use crate::model::arrange::Arrange as _;
use core::hash::Hash;
use std::collections::HashMap;

use super::CodecError;

type Read<T> = Result<T, CodecError>;

/// Writes packed values.
#[derive(Default)]
pub(super) struct Packer {
    pub(super) bytes: Vec<u8>,
}

impl Packer {
    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// LEB128.
    pub(super) fn uint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    pub(super) fn len(&mut self, value: usize) {
        self.uint(value as u64);
    }

    /// Zigzag, then LEB128.
    pub(super) fn int(&mut self, value: i64) {
        self.uint(((value << 1) ^ (value >> 63)) as u64);
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.len(text.len());
        self.raw(text.as_bytes());
    }

    /// Each as the difference to the one before.
    pub(super) fn deltas(&mut self, values: impl Iterator<Item = i64>) {
        let mut last = 0_i64;
        for value in values {
            self.int(value.wrapping_sub(last));
            last = value;
        }
    }

    /// 128-bit ids: the upper half as a difference to the one before (ids sort by time), the lower
    /// half as it is (it is random).
    pub(super) fn ids(&mut self, ids: impl Iterator<Item = u128>) {
        let mut last = 0_i64;
        for id in ids {
            let high = (id >> 64) as i64;
            self.int(high.wrapping_sub(last));
            last = high;
            self.raw(&(id as u64).to_le_bytes());
        }
    }

    /// A value with few forms as the position of its form, when that is shorter: distinct forms must
    /// number at most half the values. Returns false, with nothing written, when it is not.
    pub(super) fn dictionary<T: Copy + Ord + Hash>(
        &mut self,
        values: &[T],
        write: impl FnOnce(&mut Self, &[T]),
    ) -> bool {
        let mut met: HashMap<T, usize> = HashMap::new();
        let mut forms: Vec<T> = Vec::new();
        let mut numbers: Vec<usize> = Vec::with_capacity(values.len());
        for value in values {
            let next = forms.len();
            let number = *met.entry(*value).or_insert(next);
            if number == next {
                forms.push(*value);
                if forms.len() * 2 > values.len() {
                    return false;
                }
            }
            numbers.push(number);
        }
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.arrange_by_key(|number| forms[*number]);
        let mut places = vec![0; forms.len()];
        for (place, number) in order.iter().enumerate() {
            places[*number] = place;
        }
        let sorted: Vec<T> = order.iter().map(|number| forms[*number]).collect();
        self.byte(1);
        self.len(sorted.len());
        write(self, &sorted);
        numbers.iter().for_each(|number| self.len(places[*number]));
        true
    }
}

/// Reads packed values.
pub(super) struct Unpacker<'a> {
    rest: &'a [u8],
}

impl<'a> Unpacker<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn byte(&mut self) -> Read<u8> {
        let (&byte, rest) = self.rest.split_first().ok_or(CodecError::Nonsense)?;
        self.rest = rest;
        Ok(byte)
    }

    pub(super) fn uint(&mut self) -> Read<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(CodecError::Nonsense)
    }

    pub(super) fn u32(&mut self) -> Read<u32> {
        u32::try_from(self.uint()?).map_err(|_e| CodecError::Nonsense)
    }

    /// A number of things that follow, each at least one byte long unless `free`: a length that the
    /// rest cannot hold is refused before anything is allocated for it.
    pub(super) fn len(&mut self) -> Read<usize> {
        let len = usize::try_from(self.uint()?).map_err(|_e| CodecError::Nonsense)?;
        if len > self.rest.len() { Err(CodecError::Nonsense) } else { Ok(len) }
    }

    pub(super) fn int(&mut self) -> Read<i64> {
        let value = self.uint()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    pub(super) fn raw(&mut self, len: usize) -> Read<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(len).ok_or(CodecError::Nonsense)?;
        self.rest = rest;
        Ok(bytes)
    }

    pub(super) fn word(&mut self) -> Read<u64> {
        let mut word = [0; 8];
        word.copy_from_slice(self.raw(8)?);
        Ok(u64::from_le_bytes(word))
    }

    pub(super) fn text(&mut self) -> Read<&'a str> {
        let len = self.len()?;
        core::str::from_utf8(self.raw(len)?).map_err(|_e| CodecError::Nonsense)
    }

    pub(super) fn deltas(&mut self, count: usize) -> Read<Vec<i64>> {
        let mut last = 0_i64;
        (0..count)
            .map(|_| {
                last = last.wrapping_add(self.int()?);
                Ok(last)
            })
            .collect()
    }

    pub(super) fn ids(&mut self, count: usize) -> Read<Vec<u128>> {
        let mut last = 0_i64;
        (0..count)
            .map(|_| {
                last = last.wrapping_add(self.int()?);
                Ok(u128::from(last as u64) << 64 | u128::from(self.word()?))
            })
            .collect()
    }

    /// The rest of a dictionary after its tag.
    pub(super) fn dictionary<T: Copy>(
        &mut self,
        count: usize,
        read: impl FnOnce(&mut Self, usize) -> Read<Vec<T>>,
    ) -> Read<Vec<T>> {
        let forms = self.len()?;
        let forms = read(self, forms)?;
        (0..count)
            .map(|_| {
                let at = self.uint()?;
                forms.get(at as usize).copied().ok_or(CodecError::Nonsense)
            })
            .collect()
    }

    /// Refuses bytes left over.
    pub(super) fn end(self) -> Read<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(CodecError::Nonsense) }
    }

    /// What is left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }
}
