//! Turning the learned order into weights and key bytes.

use super::learn::{Differs, State, Unit};
use super::table::Weights;

/// Ranks of plain units are multiples of this, so that expansions can sort between them.
const STEP: u16 = 8;

/// Key bytes of the base level: 0 ends the level, 1 is free, 0xFF leads characters never learned.
const LOWEST: usize = 2;
const LEADS: usize = 0xFF - LOWEST;
const TRAILS: usize = 0x100 - LOWEST;

/// Weights by unit, and the bytes of their base level.
#[derive(Debug, Clone, Default)]
pub(super) struct Assembled {
    pub(super) weights: Vec<Weights>,
    pub(super) pool: Vec<u8>,
}

impl State {
    pub(super) fn assemble(&self) -> Assembled {
        let units = &self.units;
        let mut out = Assembled { weights: ranks(units), pool: Vec::new() };
        // Which letter each unit is of; none for the units before the first letter.
        let mut letter_of: Vec<Option<usize>> = Vec::with_capacity(units.len());
        let mut popular: Vec<bool> = Vec::new();
        let mut current = None;
        for (index, unit) in units.iter().enumerate() {
            if index > 0 && unit.differs == Differs::Base && unit.expansion.is_none() {
                current = Some(popular.len());
                popular.push(unit.text.is_ascii());
            }
            letter_of.push(current);
        }
        let codes = codes(&popular);
        for (index, unit) in units.iter().enumerate() {
            let start = out.pool.len();
            let own = [index as u16];
            let letters = unit.expansion.as_ref().map_or(&own[..], |expansion| &expansion.letters);
            for letter in letters {
                if let Some(code) = letter_of[usize::from(*letter)].map(|letter| &codes[letter]) {
                    out.pool.extend_from_slice(code);
                }
            }
            out.weights[index].start = start as u32;
            out.weights[index].len = (out.pool.len() - start) as u8;
        }
        out
    }
}

/// Accent and variant ranks of every unit, and its number of letters.
fn ranks(units: &[Unit]) -> Vec<Weights> {
    let mut out: Vec<Weights> = Vec::with_capacity(units.len());
    let (mut accent, mut variant) = (0u16, 0u16);
    let mut in_first_group = true;
    for (index, unit) in units.iter().enumerate() {
        match unit.differs {
            Differs::Base => {
                (accent, variant) = (0, 0);
                in_first_group = index == 0;
            }
            Differs::Accent => (accent, variant) = (accent.saturating_add(STEP), 0),
            Differs::Variant => variant = variant.saturating_add(STEP),
            Differs::Nothing => {}
        }
        let letters = u8::from(!in_first_group || accent > 0);
        out.push(Weights { letters, accent, variant, ..Weights::default() });
    }
    // An expansion stands on its equal among its first letter's units, or just above the one below it.
    let above = |rank: u16, own: u16| rank + 1 + (own / STEP).min(STEP - 2);
    for (index, unit) in units.iter().enumerate() {
        let Some(expansion) = &unit.expansion else { continue };
        let own = out[index];
        let (at, equal) = expansion.accent;
        let below = out[usize::from(at)];
        out[index].letters = expansion.letters.len() as u8;
        out[index].accent = if equal { below.accent } else { above(below.accent, own.accent) };
        if equal {
            let (at, equal) = expansion.variant;
            let below = out[usize::from(at)];
            out[index].variant = if equal { below.variant } else { above(below.variant, own.variant) };
        }
    }
    out
}

/// Key bytes for letters in order: one byte each if there are few, else one byte for the popular ones and a
/// lead byte with one or two more for the rest. No code begins another, so keys compare byte by byte.
fn codes(popular: &[bool]) -> Vec<Vec<u8>> {
    if popular.len() <= LEADS {
        return (0..popular.len()).map(|at| vec![(at + LOWEST) as u8]).collect();
    }
    let narrow = leads_needed(popular, TRAILS) <= LEADS;
    let span = if narrow { TRAILS } else { TRAILS * TRAILS };
    let mut out = Vec::with_capacity(popular.len());
    let mut lead = LOWEST;
    // Letters that the current lead has taken already.
    let mut used = 0;
    for popular in popular {
        if *popular {
            lead += usize::from(used > 0);
            used = 0;
            out.push(vec![lead as u8]);
            lead += 1;
            continue;
        }
        if used == span {
            lead += 1;
            used = 0;
        }
        let mut code = vec![lead as u8];
        if !narrow {
            code.push((used / TRAILS + LOWEST) as u8);
        }
        code.push((used % TRAILS + LOWEST) as u8);
        out.push(code);
        used += 1;
    }
    out
}

fn leads_needed(popular: &[bool], span: usize) -> usize {
    popular.chunk_by(|a, b| a == b).map(|run| if run[0] { run.len() } else { run.len().div_ceil(span) }).sum()
}
