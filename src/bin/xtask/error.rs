//! What can go wrong in the tool, in words for the person at the terminal.

use std::path::{Path, PathBuf};

/// Every failure of `cargo xtask`.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The tool cannot go on; the text says why and what to do.
    #[error("{0}")]
    Refused(String),
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file in question.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program could not be started.
    #[error("cannot start `{program}`: {source}")]
    Start {
        /// The program as it was called.
        program: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A program ran and failed.
    #[error("`{command}` failed ({status})")]
    Command {
        /// The command line.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
    },
}

/// The result of a step of the tool.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// An error made of words.
pub(crate) fn refuse<T>(words: impl Into<String>) -> Result<T> {
    Err(Error::Refused(words.into()))
}

/// Names the file in an I/O error.
pub(crate) trait At<T> {
    /// Adds `path` to the error.
    fn at(self, path: impl AsRef<Path>) -> Result<T>;
}

impl<T> At<T> for std::io::Result<T> {
    fn at(self, path: impl AsRef<Path>) -> Result<T> {
        self.map_err(|source| Error::File { path: path.as_ref().to_path_buf(), source })
    }
}
