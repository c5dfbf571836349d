//! The lines of a grouped list: a heading before the rows of each group. Maps between lines (what the
//! virtual list counts) and positions (what the engine counts).

/// A line of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    /// The heading of a group.
    Heading(usize),
    /// The row at this position.
    Row(u32),
}

/// Where headings stand.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lines {
    /// For each group the line of its heading.
    headings: Vec<usize>,
    rows: u32,
}

impl Lines {
    /// A list of `rows` rows, in groups of these sizes; no groups: no headings.
    #[must_use]
    pub fn new(rows: u32, groups: &[u32]) -> Self {
        let mut line = 0;
        let headings = groups.iter().map(|count| {
            let heading = line;
            line += 1 + *count as usize;
            heading
        });
        Self { headings: headings.collect(), rows }
    }

    /// Number of lines.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows as usize + self.headings.len()
    }

    /// What stands on a line.
    #[must_use]
    pub fn at(&self, line: usize) -> Line {
        let before = self.headings.partition_point(|heading| *heading <= line);
        match before.checked_sub(1) {
            Some(group) if self.headings[group] == line => Line::Heading(group),
            _ => Line::Row((line - before) as u32),
        }
    }

    /// The line of the row at a position.
    #[must_use]
    pub fn line_of(&self, position: u32) -> usize {
        // The k-th heading stands before the row at `heading - k`.
        let mut before = 0;
        let mut after = self.headings.len();
        while before < after {
            let middle = usize::midpoint(before, after);
            if self.headings[middle] - middle <= position as usize {
                before = middle + 1;
            } else {
                after = middle;
            }
        }
        position as usize + before
    }

    /// The positions of the rows on a range of lines.
    #[must_use]
    pub fn positions(&self, lines: core::ops::Range<usize>) -> core::ops::Range<u32> {
        let rows_before = |line: usize| {
            let headings = self.headings.partition_point(|heading| *heading < line);
            (line - headings) as u32
        };
        rows_before(lines.start)..rows_before(lines.end.max(lines.start)).min(self.rows)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn without_groups_lines_are_rows() {
        let lines = Lines::new(5, &[]);
        assert_eq!(lines.count(), 5);
        assert_eq!((0..5).map(|line| lines.at(line)).collect::<Vec<_>>(), (0..5).map(Line::Row).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn agrees_with_the_list_written_out(groups in prop::collection::vec(0_u32..5, 0..8)) {
            let rows: u32 = groups.iter().sum();
            let lines = Lines::new(rows, &groups);
            let mut written = Vec::new();
            let mut position = 0;
            for (group, count) in groups.iter().enumerate() {
                written.push(Line::Heading(group));
                for _ in 0..*count {
                    written.push(Line::Row(position));
                    position += 1;
                }
            }
            prop_assert_eq!(lines.count(), written.len());
            for (line, expect) in written.iter().enumerate() {
                prop_assert_eq!(lines.at(line), *expect);
                if let Line::Row(position) = expect {
                    prop_assert_eq!(lines.line_of(*position), line);
                }
            }
            for start in 0..=written.len() {
                for end in start..=written.len() {
                    let shown: Vec<u32> = written[start..end].iter().filter_map(|line| match line {
                        Line::Row(position) => Some(*position),
                        Line::Heading(_) => None,
                    }).collect();
                    let range = lines.positions(start..end);
                    prop_assert_eq!(range.clone().count(), shown.len());
                    if let Some(first) = shown.first() {
                        prop_assert_eq!(range.start, *first);
                    }
                }
            }
        }
    }
}
