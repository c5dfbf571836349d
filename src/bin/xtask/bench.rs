//! `cargo xtask bench`: measures against other libraries, in a browser driven by tests/bench.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::{At as _, Result, refuse};
use super::step::{run, step, which};
use super::{apt, browsers, build, files};

/// Builds (unless `--dist FOLDER` names a finished build), installs the pinned peers, and runs the script
/// `bench` of `tests/bench/package.json` with the rest as its arguments. It reads `KONTOR_DIST` and
/// `KONTOR_CHROMIUM`.
pub(crate) fn bench(rest: &[String]) -> Result<()> {
    let (dist, rest) = named_dist(rest)?;
    let folder = files::root().join("tests").join("bench");
    if which("node").is_none() || which("npm").is_none() {
        apt::ensure(&["nodejs", "npm"], "the benchmark compares with JavaScript libraries")?;
    }
    let chromium = browsers::chromium()?;
    let dist = match dist {
        Some(dist) => dist.canonicalize().at(&dist)?,
        None => build::build(build::Speed::Release)?,
    };
    if !is_installed(&folder) {
        step("install the peers of the benchmark", || {
            run(Command::new("npm").current_dir(&folder).args(["ci", "--no-audit", "--no-fund"]))
        })?;
    }
    step("measure", || {
        run(Command::new("npm")
            .current_dir(&folder)
            .args(["run", "--silent", "bench", "--"])
            .args(&rest)
            .env("KONTOR_DIST", &dist)
            .env("KONTOR_CHROMIUM", chromium))
    })
}

/// Takes `--dist FOLDER` out of the arguments.
fn named_dist(rest: &[String]) -> Result<(Option<PathBuf>, Vec<String>)> {
    let mut rest = rest.to_vec();
    let Some(at) = rest.iter().position(|word| word == "--dist") else { return Ok((None, rest)) };
    if at + 1 >= rest.len() {
        return refuse("--dist needs the folder of a build");
    }
    let folder = rest.remove(at + 1);
    rest.remove(at);
    Ok((Some(folder.into()), rest))
}

/// Whether the peers that the lock file names are there: npm leaves a copy of it beside them.
fn is_installed(folder: &Path) -> bool {
    let time = |path: PathBuf| path.metadata().and_then(|data| data.modified()).ok();
    let installed = time(folder.join("node_modules").join(".package-lock.json"));
    installed.is_some() && installed >= time(folder.join("package-lock.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_is_taken_out_of_the_arguments() {
        let words = |text: &str| text.split_whitespace().map(ToString::to_string).collect::<Vec<_>>();
        let (dist, rest) = named_dist(&words("T1 --dist out --runs 3")).expect("fine");
        assert_eq!((dist, rest), (Some(PathBuf::from("out")), words("T1 --runs 3")));
        assert_eq!(named_dist(&words("T1")).expect("fine"), (None, words("T1")));
        assert!(named_dist(&words("T1 --dist")).is_err());
    }
}
