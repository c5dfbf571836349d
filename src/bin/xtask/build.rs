//! `cargo xtask build`: Trunk compiles, then the files are named, listed and compressed.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::{At as _, Error, Result};
use super::files::{self, Files};
use super::step::{run, step, timed};
use super::{budget, compress, css, dist, figures, tools, versions};

/// Where cargo looks for flags of the browser's target.
const WASM_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// How long a build may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speed {
    /// What is deployed and measured.
    Release,
    /// Hardly optimised: for looking at a change.
    Quick,
}

/// Builds the app into `dist/` and returns that folder.
pub(crate) fn build(speed: Speed) -> Result<PathBuf> {
    let root = files::root();
    let tools = tools::for_building()?;
    let _alone = alone()?;
    let first = !files::target().join(versions::WASM_TARGET).join("release").is_dir();
    step("fetch the crates of Cargo.lock", || {
        run(Command::new("cargo").current_dir(&root).args(["fetch", "--locked", "--quiet"]))
    })?;
    let stage = files::target().join("kontor").join("trunk");
    let ((), seconds) = timed("compile the app and its engine", || {
        files::remove(&stage)?;
        std::fs::create_dir_all(&stage).at(&stage)?;
        run(Command::new("trunk")
            .current_dir(&root)
            .args(["build", "--dist"])
            .arg(&stage)
            .args(match speed {
                Speed::Release => [].as_slice(),
                // Not "release" in Trunk's sense, so neither wasm-opt nor the engine's own profile.
                Speed::Quick => &["--release", "false", "--cargo-profile", "quick"],
            })
            .env("PATH", path_with(&tools)?)
            // Trunk uses what is on the PATH if its version is this one, and refuses others.
            .env("TRUNK_TOOLS_WASM_BINDGEN", versions::WASM_BINDGEN)
            .env("TRUNK_TOOLS_WASM_OPT", wasm_opt_version())
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // Types of views are erased at the seams of components: a fifth less wasm.
            .envs((speed == Speed::Release).then_some((WASM_FLAGS, "--cfg erase_components")))
            // Trunk reads it as a flag and stops at the customary value 1.
            .env_remove("NO_COLOR"))
    })?;
    if speed == Speed::Release {
        figures::record(if first { "first release build" } else { "release build again" }, seconds, figures::SECONDS)?;
    }
    step("name files by content, list them for offline use, compress", || {
        let mut files = files::read(&stage)?;
        files.insert("main.css".to_string(), css::bundle(&root.join("style/main.css"))?.into_bytes());
        match speed {
            Speed::Release => finish(files, &files::dist()),
            Speed::Quick => files::write(&files::dist(), &dist::assemble(files)?),
        }
    })?;
    if speed == Speed::Release {
        budget::report(&files::dist())?;
    }
    Ok(files::dist())
}

/// Makes the build in `from` into a newer version in `to` that differs by one style sheet: what a
/// test needs to see an update of the app happen.
pub(crate) fn next_version(from: &Path, to: &Path) -> Result<()> {
    let mut files = dist::unname(files::read(from)?);
    if let Some(sheet) = files.get_mut("main.css") {
        sheet.extend_from_slice(b"\n:root{--kontor-next:1}\n");
    }
    finish(files, to)
}

/// Waits for builds that share our target folder: Trunk's intermediate files have fixed names there.
fn alone() -> Result<File> {
    let folder = files::target().join("kontor");
    std::fs::create_dir_all(&folder).at(&folder)?;
    let path = folder.join("build.lock");
    let lock = File::create(&path).at(&path)?;
    if lock.try_lock().is_err() {
        step("wait for another build in the same target folder", || lock.lock().at(&path))?;
    }
    Ok(lock)
}

fn finish(files: Files, to: &Path) -> Result<()> {
    let mut files = dist::assemble(files)?;
    compress::add_siblings(&mut files);
    files::write(to, &files)
}

fn path_with(folders: &[PathBuf]) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    std::env::join_paths(all).map_err(|error| Error::Refused(format!("the PATH cannot hold the tools: {error}")))
}

/// `132.0.0` of the npm package as wasm-opt itself says it.
fn wasm_opt_version() -> String {
    format!("version_{}", versions::BINARYEN.split('.').next().unwrap_or(versions::BINARYEN))
}
