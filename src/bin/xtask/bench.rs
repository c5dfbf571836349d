//! `cargo xtask bench`: measures against other libraries, in a browser driven by tests/bench.

use std::process::Command;

use super::error::{Result, refuse};
use super::step::{run, step, which};
use super::{apt, browsers, build, files, server, site};

/// Builds, installs the pinned peers, and runs the script `bench` of `tests/bench/package.json`
/// with `rest` as its arguments. It reads `KONTOR_URL`, `KONTOR_DIST` and `KONTOR_CHROMIUM`.
pub(crate) fn bench(rest: &[String]) -> Result<()> {
    let folder = files::root().join("tests").join("bench");
    if !folder.join("package.json").is_file() {
        return refuse(format!("{} has no package.json: there is no benchmark to run", folder.display()));
    }
    if which("node").is_none() || which("npm").is_none() {
        apt::ensure(&["nodejs", "npm"], "the benchmark compares with JavaScript libraries")?;
    }
    let chromium = browsers::chromium()?;
    let dist = build::build(build::Speed::Release)?;
    step("install the peers of the benchmark", || {
        run(Command::new("npm").current_dir(&folder).args(["ci", "--no-audit", "--no-fund"]))
    })?;
    let url = server::in_background(site::Site::load(&dist)?)?;
    step("measure", || {
        run(Command::new("npm")
            .current_dir(&folder)
            .args(["run", "--silent", "bench", "--"])
            .args(rest)
            .env("KONTOR_URL", &url)
            .env("KONTOR_DIST", &dist)
            .env("KONTOR_CHROMIUM", chromium))
    })
}
