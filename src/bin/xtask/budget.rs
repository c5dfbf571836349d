//! How many bytes a first visit may cost, and what it costs.

use std::path::Path;

use super::error::{Result, refuse};
use super::{dist, figures, files};

/// A file by the start of its name, and the most that its brotli form may weigh.
struct Budget {
    start: &'static str,
    ending: &'static str,
    bytes: usize,
}

/// Row T12 of the performance goals, in bytes of brotli.
const BUDGETS: [Budget; 3] = [
    // The goals are 300 kB and 250 kB: not met yet, see the open issue. These bounds keep it from growing.
    Budget { start: "app_bg", ending: "wasm", bytes: 682_000 },
    Budget { start: "engine_bg", ending: "wasm", bytes: 470_000 },
    Budget { start: "main", ending: "css", bytes: 15_000 },
];

/// What one budgeted file weighs.
struct Weight {
    name: String,
    bytes: usize,
    limit: usize,
}

/// Prints the sizes of a build.
pub(crate) fn report(folder: &Path) -> Result<()> {
    for weight in weigh(folder)? {
        println!("    {}: {} of at most {} (brotli)", weight.name, kilobytes(weight.bytes), kilobytes(weight.limit));
        figures::record(&format!("{} (brotli)", weight.name), weight.bytes as f64, figures::BYTES)?;
    }
    Ok(())
}

/// Fails if a file is heavier than its budget.
pub(crate) fn check(folder: &Path) -> Result<()> {
    let over: Vec<String> = weigh(folder)?
        .into_iter()
        .filter(|weight| weight.bytes > weight.limit)
        .map(|weight| {
            format!("{} has {}, allowed are {}", weight.name, kilobytes(weight.bytes), kilobytes(weight.limit))
        })
        .collect();
    if over.is_empty() { Ok(()) } else { refuse(format!("over the size budget: {}", over.join("; "))) }
}

fn weigh(folder: &Path) -> Result<Vec<Weight>> {
    let files = files::read(folder)?;
    BUDGETS
        .iter()
        .map(|budget| {
            let name = format!("{}.{}", budget.start, budget.ending);
            let found = files
                .iter()
                .find(|(path, _)| path.strip_suffix(".br").is_some_and(|path| dist::plain_name(path) == name));
            match found {
                Some((_, content)) => Ok(Weight { name, bytes: content.len(), limit: budget.bytes }),
                None => refuse(format!("{} holds no compressed {name}", folder.display())),
            }
        })
        .collect()
}

/// Decimal kilobytes, as download sizes are given.
fn kilobytes(bytes: usize) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}
