//! The build tools: installed once into the user's cache, one folder for each version, so that a
//! second clone starts at once.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::{At as _, Result, refuse};
use super::step::{output, run, timed, which};
use super::{apt, figures, files, versions};

/// A program from a crate.
struct CrateTool {
    /// What its folder is called.
    name: &'static str,
    /// What it is called in the registry.
    package: &'static str,
    version: &'static str,
    /// The file that must be there afterwards.
    program: &'static str,
    /// Further words for `cargo install`.
    options: &'static [&'static str],
    /// Optimisation of the tool itself: the time of its one compilation against that of each use.
    opt_level: &'static str,
}

const TRUNK: CrateTool = CrateTool {
    name: "trunk",
    package: "trunk",
    version: versions::TRUNK,
    program: "trunk",
    options: &["--locked"],
    // It copies files and calls others: unoptimised it is here minutes sooner.
    opt_level: "0",
};

const WASM_BINDGEN: CrateTool = CrateTool {
    name: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: versions::WASM_BINDGEN,
    program: "wasm-bindgen",
    // Its own lock file names a release that is withdrawn.
    options: &[],
    // It rewrites megabytes of wasm in every build.
    opt_level: "1",
};

const GECKODRIVER: CrateTool = CrateTool {
    name: "geckodriver",
    package: "geckodriver",
    version: versions::GECKODRIVER,
    program: "geckodriver",
    options: &["--locked"],
    opt_level: "0",
};

/// Everything that a build needs, installed where missing. Returns the folders for the `PATH`.
pub(crate) fn for_building() -> Result<Vec<PathBuf>> {
    wasm_target()?;
    let binaryen = binaryen()?;
    let folders = vec![of_crate(&WASM_BINDGEN)?, of_crate(&TRUNK)?, binaryen];
    clear_scratch()?;
    Ok(folders)
}

/// The `WebDriver` server for Firefox.
pub(crate) fn geckodriver() -> Result<PathBuf> {
    let folder = of_crate(&GECKODRIVER)?;
    clear_scratch()?;
    Ok(folder.join(GECKODRIVER.program))
}

/// `$XDG_CACHE_HOME/kontor`, or below `~/.cache`.
pub(crate) fn cache() -> Result<PathBuf> {
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")));
    match base {
        Some(base) => Ok(base.join("kontor")),
        None => refuse("neither XDG_CACHE_HOME nor HOME names a folder for the tools"),
    }
}

fn wasm_target() -> Result<()> {
    let target = versions::WASM_TARGET;
    let mut rustc = Command::new("rustc");
    rustc.current_dir(files::root()).args(["--print", "target-libdir", "--target", target]);
    if output(&mut rustc).is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    if which("rustup").is_none() {
        return refuse(format!("this Rust has no standard library for {target}: install it, or Rust by rustup"));
    }
    install(&format!("Rust's {target}"), || run(Command::new("rustup").args(["target", "add", target])))
}

fn of_crate(tool: &CrateTool) -> Result<PathBuf> {
    let home = cache()?.join("tools").join(format!("{}-{}", tool.name, tool.version));
    let bin = home.join("bin");
    if is_installed(&home, tool) {
        return Ok(bin);
    }
    install(&format!("{} {}", tool.package, tool.version), || {
        // Not below the clone: its cargo settings are not meant for the tools.
        std::fs::create_dir_all(&home).at(&home)?;
        run(Command::new("cargo")
            .current_dir(&home)
            .args(["install", tool.package, "--version", tool.version])
            .args(tool.options)
            .arg("--root")
            .arg(&home)
            .env("CARGO_TARGET_DIR", scratch()?)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.opt_level)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0"))?;
        if is_installed(&home, tool) { Ok(()) } else { refuse(format!("{} did not arrive", home.display())) }
    })?;
    Ok(bin)
}

/// Cargo notes an installation in the folder after the programs are in place, so an interrupted
/// one does not count.
fn is_installed(home: &Path, tool: &CrateTool) -> bool {
    let noted = std::fs::read_to_string(home.join(".crates.toml")).unwrap_or_default();
    noted.contains(&format!("\"{} {} ", tool.package, tool.version)) && home.join("bin").join(tool.program).is_file()
}

/// wasm-opt.
fn binaryen() -> Result<PathBuf> {
    let why = "wasm-opt comes from npm and runs on node";
    Ok(of_npm("binaryen", versions::BINARYEN, ".bin/wasm-opt", why)?.join(".bin"))
}

/// The script of axe-core.
pub(crate) fn axe() -> Result<PathBuf> {
    let script = "axe-core/axe.min.js";
    Ok(of_npm("axe-core", versions::AXE, script, "axe-core comes from npm")?.join(script))
}

/// A package from npm; the folder of its modules. It gets its name when npm is done, so an
/// interrupted installation does not count.
fn of_npm(package: &str, version: &str, file: &str, why: &str) -> Result<PathBuf> {
    let home = cache()?.join("tools").join(format!("{package}-{version}"));
    let modules = home.join("node_modules");
    if modules.join(file).exists() && which("node").is_some() {
        return Ok(modules);
    }
    if which("node").is_none() || which("npm").is_none() {
        apt::ensure(&["nodejs", "npm"], why)?;
    }
    install(&format!("{package} {version}"), || {
        let part = home.with_extension("part");
        files::remove(&part)?;
        files::remove(&home)?;
        std::fs::create_dir_all(&part).at(&part)?;
        run(Command::new("npm")
            .current_dir(&part)
            .args(["install", "--no-audit", "--no-fund", "--prefix", "."])
            .arg(format!("{package}@{version}")))?;
        std::fs::rename(&part, &home).at(&home)
    })?;
    Ok(modules)
}

fn install(what: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let ((), seconds) = timed(&format!("install {what}"), work)?;
    figures::record(&format!("install {what}"), seconds, figures::SECONDS)
}

/// One target folder for all tools, so that what they share is compiled once.
fn scratch() -> Result<PathBuf> {
    Ok(cache()?.join("tools").join("target"))
}

fn clear_scratch() -> Result<()> {
    files::remove(&scratch()?)
}
