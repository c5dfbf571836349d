//! `cargo xtask test`: every check in stages. All stages run, then a table says how each ended.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use super::error::{At as _, Error, Result, refuse};
use super::step::{duration, run, step};
use super::{browsers, budget, build, figures, files, versions};

/// Set by a person who cannot have browsers here; the stage then counts as skipped, not as passed.
const SKIP_BROWSERS: &str = "KONTOR_SKIP_BROWSERS";

/// How a stage ended.
enum Outcome {
    Passed,
    Skipped(&'static str),
    Failed(Error),
}

struct Report {
    name: &'static str,
    outcome: Outcome,
    seconds: f64,
}

type Stage = (&'static str, fn() -> Result<Outcome>);

/// In the order of how soon they fail.
const STAGES: [Stage; 9] = [
    ("format", || cargo(&["fmt", "--all", "--check"])),
    ("clippy, native", || clippy(&["--all-targets", "--features", NATIVE])),
    ("clippy, interface", || clippy(&["--lib", "--bin", "app", "--features", "ui", "--target", versions::WASM_TARGET])),
    ("clippy, engine", || {
        clippy(&["--lib", "--bin", "engine", "--features", "engine", "--target", versions::WASM_TARGET])
    }),
    ("tests, native", native),
    ("documentation", documentation),
    ("release build", || build::build(build::Speed::Release).map(|_| Outcome::Passed)),
    ("size budget", || budget::check(&files::dist()).map(|()| Outcome::Passed)),
    ("tests, browsers", in_browsers),
];

/// Runs all stages; fails if one of them failed.
pub(crate) fn test() -> Result<()> {
    let first = !files::target().join(versions::WASM_TARGET).join("release").is_dir();
    let start = Instant::now();
    keep_a_copy()?;
    let reports: Vec<Report> = STAGES.iter().map(|(name, stage)| report(name, *stage)).collect();
    let seconds = start.elapsed().as_secs_f64();
    println!("\n{}", summary(&reports, seconds));
    let failed = reports.iter().filter(|report| matches!(report.outcome, Outcome::Failed(_))).count();
    if failed > 0 {
        return refuse(format!("{failed} of {} stages failed", reports.len()));
    }
    if reports.iter().all(|report| matches!(report.outcome, Outcome::Passed)) {
        let name = if first { "cargo xtask test, first time" } else { "cargo xtask test, again" };
        figures::record(name, seconds, figures::SECONDS)?;
    }
    Ok(())
}

fn report(name: &'static str, stage: fn() -> Result<Outcome>) -> Report {
    let start = Instant::now();
    let outcome = step(&format!("[{name}]"), stage).unwrap_or_else(Outcome::Failed);
    if let Outcome::Failed(error) = &outcome {
        println!("    {error}");
    }
    Report { name, outcome, seconds: start.elapsed().as_secs_f64() }
}

fn summary(reports: &[Report], seconds: f64) -> String {
    let row = |report: &Report| {
        let word = match &report.outcome {
            Outcome::Passed => "ok".to_string(),
            Outcome::Skipped(why) => format!("SKIPPED: {why}"),
            Outcome::Failed(error) => format!("FAILED: {error}"),
        };
        format!("{:<20} {:>12}   {word}\n", report.name, duration(report.seconds))
    };
    let rows: String = reports.iter().map(row).collect();
    format!("{:<20} {:>12}   result\n{rows}{:<20} {:>12}", "stage", "time", "total", duration(seconds))
}

fn cargo(words: &[&str]) -> Result<Outcome> {
    run(Command::new("cargo").current_dir(files::root()).args(words))?;
    Ok(Outcome::Passed)
}

fn clippy(words: &[&str]) -> Result<Outcome> {
    let mut all = vec!["clippy", "--locked"];
    all.extend(words);
    all.extend(["--", "-D", "warnings"]);
    cargo(&all)
}

/// Features with which everything native is compiled: the same in every stage, so that it is compiled
/// once.
const NATIVE: &str = "xtask,e2e";

/// All tests but the journeys, which want browsers.
fn native() -> Result<Outcome> {
    let names = native_tests()?;
    let mut words = vec!["test", "--locked", "--features", NATIVE, "--lib", "--bins"];
    words.extend(names.iter().flat_map(|name| ["--test", name.as_str()]));
    cargo(&words)?;
    cargo(&["test", "--locked", "--features", NATIVE, "--doc"])
}

/// The files of `tests/` but the journeys'.
fn native_tests() -> Result<Vec<String>> {
    let folder = files::root().join("tests");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).at(&folder)? {
        let path = entry.at(&folder)?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|end| end == "rs") && name != "e2e" {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn documentation() -> Result<Outcome> {
    run(Command::new("cargo")
        .current_dir(files::root())
        .args(["doc", "--locked", "--lib", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(Outcome::Passed)
}

/// This program, kept for the journeys: a later stage compiles `xtask` anew in its place.
fn server_copy() -> PathBuf {
    files::target().join("kontor").join("xtask-of-test")
}

fn keep_a_copy() -> Result<()> {
    let own = std::env::current_exe().map_err(|error| Error::Refused(format!("where am I? {error}")))?;
    let copy = server_copy();
    std::fs::create_dir_all(files::target().join("kontor")).at(&copy)?;
    // Put in place as a whole: the copy of the run before may still serve somebody.
    let part = copy.with_extension("part");
    std::fs::copy(own, &part).at(&part)?;
    std::fs::rename(&part, &copy).at(&copy)
}

/// The journeys of `tests/e2e`, against the build of the stage before.
///
/// They read: `KONTOR_DIST` and `KONTOR_DIST_NEXT` (its folder, and that of a newer version),
/// `KONTOR_XTASK` (this program: `serve --dist DIR --port N` starts a server that the test may stop),
/// `KONTOR_ARTIFACTS` (for pictures and logs of failures), and the programs named in `browsers.rs`.
fn in_browsers() -> Result<Outcome> {
    if std::env::var_os(SKIP_BROWSERS).is_some() {
        return Ok(Outcome::Skipped("KONTOR_SKIP_BROWSERS is set, so no browser has run this build"));
    }
    let browsers = browsers::ensure()?;
    let dist = files::dist();
    let next = files::target().join("kontor").join("dist-next");
    build::next_version(&dist, &next)?;
    run(Command::new(browsers.xvfb_run)
        .current_dir(files::root())
        .args(["--auto-servernum", "--server-args=-screen 0 1440x900x24", "cargo", "test", "--locked"])
        .args(["--features", NATIVE, "--test", "e2e"])
        .envs(browsers.environment)
        .env("KONTOR_DIST", dist)
        .env("KONTOR_DIST_NEXT", next)
        .env("KONTOR_XTASK", server_copy())
        .env("KONTOR_ARTIFACTS", files::root().join("tests").join("artifacts")))?;
    Ok(Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_tests_is_run_by_one_stage() {
        let names = native_tests().expect("a folder");
        assert!(names.contains(&"tidy".to_owned()) && !names.contains(&"e2e".to_owned()), "{names:?}");
    }

    #[test]
    fn the_summary_names_every_stage_and_its_end() {
        let reports = [
            Report { name: "format", outcome: Outcome::Passed, seconds: 1.2 },
            Report {
                name: "tests, native",
                outcome: refuse("3 failed").unwrap_or_else(Outcome::Failed),
                seconds: 61.0,
            },
            Report { name: "tests, browsers", outcome: Outcome::Skipped("no screen"), seconds: 0.0 },
        ];
        let text = summary(&reports, 62.2);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 5);
        assert!(lines[1].ends_with("1.2 s   ok"));
        assert!(lines[2].ends_with("1 min 1 s   FAILED: 3 failed"));
        assert!(lines[3].ends_with("SKIPPED: no screen"));
        assert!(lines[4].starts_with("total") && lines[4].ends_with("1 min 2 s"));
    }
}
