//! Measured figures: every run notes what it measured, `cargo xtask figures` writes them into the
//! README. Nobody types a figure by hand.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::error::{At as _, Result, refuse};
use super::step::duration;
use super::{files, tools};

/// The unit of a duration.
pub(crate) const SECONDS: &str = "s";
/// The unit of a size.
pub(crate) const BYTES: &str = "B";

const START: &str = "<!-- figures:start -->";
const END: &str = "<!-- figures:end -->";

type Figures = BTreeMap<String, (f64, String)>;

/// Notes one figure, in the place of an earlier one of the same name.
pub(crate) fn record(name: &str, value: f64, unit: &str) -> Result<()> {
    let path = store()?;
    let mut figures = parse(&std::fs::read_to_string(&path).unwrap_or_default());
    figures.insert(name.to_string(), (value, unit.to_string()));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).at(folder)?;
    }
    let lines: Vec<String> = figures.iter().map(|(name, (value, unit))| format!("{name}\t{value}\t{unit}")).collect();
    std::fs::write(&path, lines.join("\n")).at(&path)
}

/// `cargo xtask figures`.
pub(crate) fn write_readme() -> Result<()> {
    let path = files::root().join("README.md");
    let readme = std::fs::read_to_string(&path).at(&path)?;
    let figures = parse(&std::fs::read_to_string(store()?).unwrap_or_default());
    if figures.is_empty() {
        return refuse("nothing is measured yet: run `cargo xtask test` first");
    }
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let table = table(&figures, processors);
    let Some(text) = replace(&readme, &table) else {
        return refuse(format!("README.md must hold {START} and {END} once each"));
    };
    std::fs::write(&path, text).at(&path)?;
    println!("{table}");
    Ok(())
}

/// With the tools, because their installation is measured once for all clones.
fn store() -> Result<PathBuf> {
    Ok(tools::cache()?.join("figures.tsv"))
}

fn parse(text: &str) -> Figures {
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let (name, value, unit) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?);
        Some((name.to_string(), (value, unit.to_string())))
    };
    text.lines().filter_map(row).collect()
}

fn table(figures: &Figures, processors: usize) -> String {
    let mut rows = vec![format!("| Measured on {processors} processors | |"), "|---|---:|".to_string()];
    for (name, (value, unit)) in figures {
        let shown = match unit.as_str() {
            SECONDS => duration(*value),
            BYTES => format!("{:.1} kB", value / 1000.0),
            other => format!("{value} {other}"),
        };
        rows.push(format!("| {name} | {shown} |"));
    }
    rows.join("\n") + "\n"
}

fn replace(readme: &str, table: &str) -> Option<String> {
    let (before, rest) = readme.split_once(START)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{START}\n{table}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_survive_the_file_and_reach_the_readme() {
        let figures = parse("release build\t83.4\ts\napp_bg.wasm\t25100\tB\nbroken line\n");
        let table = table(&figures, 2);
        assert!(table.contains("| release build | 1 min 23 s |") && table.contains("| app_bg.wasm | 25.1 kB |"));
        let readme = format!("a\n{START}\nold\n{END}\nb\n");
        let want = format!("a\n{START}\n{table}{END}\nb\n");
        assert_eq!(replace(&readme, &table).as_deref(), Some(want.as_str()));
        assert_eq!(replace(&want, &table).as_deref(), Some(want.as_str()));
        assert_eq!(replace("no markers", &table), None);
    }
}
