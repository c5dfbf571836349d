//! A column of choices: one byte a cell, or two once a field has met more than 255 choices.

use crate::model::id::OptionId;

/// Choices by row, as codes. Code 0 is empty; code `n` is the n-th choice the column met.
#[derive(Clone, Debug, Default)]
pub(crate) struct CodeColumn {
    codes: Codes,
    options: Vec<OptionId>,
}

#[derive(Clone, Debug)]
enum Codes {
    Narrow(Vec<u8>),
    Wide(Vec<u16>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl CodeColumn {
    /// How many cells are written; cells after them are empty.
    pub(crate) fn len(&self) -> usize {
        match &self.codes {
            Codes::Narrow(codes) => codes.len(),
            Codes::Wide(codes) => codes.len(),
        }
    }

    /// The choices met, in the order of their codes from 1.
    pub(crate) fn options(&self) -> &[OptionId] {
        &self.options
    }

    /// The code of a row.
    pub(crate) fn code(&self, row: u32) -> u16 {
        match &self.codes {
            Codes::Narrow(codes) => codes.get(row as usize).copied().map_or(0, u16::from),
            Codes::Wide(codes) => codes.get(row as usize).copied().unwrap_or(0),
        }
    }

    /// The choice of a row; 0 when it is empty.
    pub(crate) fn get(&self, row: u32) -> OptionId {
        match self.code(row) {
            0 => OptionId(0),
            code => self.options[usize::from(code) - 1],
        }
    }

    /// Replaces the choice of a row; 0 empties it.
    pub(crate) fn set(&mut self, row: u32, option: OptionId) {
        let code = self.code_of(option);
        let row = row as usize;
        match &mut self.codes {
            Codes::Narrow(codes) => {
                if codes.len() <= row {
                    codes.resize(row + 1, 0);
                }
                codes[row] = code as u8;
            }
            Codes::Wide(codes) => {
                if codes.len() <= row {
                    codes.resize(row + 1, 0);
                }
                codes[row] = code;
            }
        }
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        let codes = match &self.codes {
            Codes::Narrow(codes) => codes.capacity(),
            Codes::Wide(codes) => codes.capacity() * 2,
        };
        codes + self.options.capacity() * 4
    }

    /// Gives back what only writing needs.
    pub(crate) fn settle(&mut self) {
        match &mut self.codes {
            Codes::Narrow(codes) => codes.shrink_to_fit(),
            Codes::Wide(codes) => codes.shrink_to_fit(),
        }
    }

    /// The code of a choice, widening the column when it needs to. Past 65,535 different choices a
    /// cell stays empty: a select field that long is not one.
    fn code_of(&mut self, option: OptionId) -> u16 {
        if option.0 == 0 {
            return 0;
        }
        let known = self.options.iter().position(|known| *known == option);
        let at = known.unwrap_or_else(|| {
            self.options.push(option);
            self.options.len() - 1
        });
        if let Codes::Narrow(codes) = &self.codes
            && at >= usize::from(u8::MAX)
        {
            self.codes = Codes::Wide(codes.iter().copied().map(u16::from).collect());
        }
        u16::try_from(at + 1).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_come_back_also_when_there_are_many() {
        let mut column = CodeColumn::default();
        for row in 0..1000 {
            column.set(row, OptionId(row * 7 % 600));
        }
        for row in 0..1000 {
            assert_eq!(column.get(row), OptionId(row * 7 % 600), "{row}");
        }
        assert_eq!(column.get(5000), OptionId(0));
    }
}
