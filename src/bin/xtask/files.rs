//! Folders as maps from relative path to content: builds are a few megabytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::{At as _, Result};

/// Content by path, with `/` between segments and none in front.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The folder of the package: cargo says so when it runs us, else we are called inside it.
pub(crate) fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// Where cargo writes: it put this program there, in a folder named after the profile.
pub(crate) fn target() -> PathBuf {
    let program = std::env::current_exe().ok();
    let folder = program.as_deref().and_then(|file| file.ancestors().nth(2));
    folder.map_or_else(|| root().join("target"), Path::to_path_buf)
}

/// Where `cargo xtask build` writes.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Reads a folder and all below it.
pub(crate) fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    collect(folder, "", &mut files)?;
    Ok(files)
}

fn collect(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    for entry in std::fs::read_dir(folder).at(folder)? {
        let entry = entry.at(folder)?;
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else {
            files.insert(name, std::fs::read(&path).at(&path)?);
        }
    }
    Ok(())
}

/// Replaces `folder` by `files`: all of them, or the old folder stays.
pub(crate) fn write(folder: &Path, files: &Files) -> Result<()> {
    let part = folder.with_extension("part");
    remove(&part)?;
    for (name, content) in files {
        let path = part.join(name);
        let parent = path.parent().unwrap_or(&part);
        std::fs::create_dir_all(parent).at(parent)?;
        std::fs::write(&path, content).at(&path)?;
    }
    remove(folder)?;
    std::fs::rename(&part, folder).at(folder)
}

/// Removes a folder that may not be there.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        result => result.at(folder),
    }
}
