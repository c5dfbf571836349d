//! Running programs, and saying what runs and for how long.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::error::{Error, Result};

/// Announces `what`, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    Ok(timed(what, work)?.0)
}

/// Like [`step`], and returns the seconds.
pub(crate) fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<(T, f64)> {
    println!("==> {what}");
    flush();
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    let how = if result.is_ok() { "done" } else { "FAILED" };
    println!("    {how} in {}: {what}", duration(seconds));
    flush();
    Ok((result?, seconds))
}

/// Runs a program that shares our terminal; it gets no input.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    flush();
    let status = command.stdin(Stdio::null()).status().map_err(|source| start_error(command, source))?;
    if status.success() { Ok(()) } else { Err(Error::Command { command: line(command), status }) }
}

/// Runs a program and returns what it printed, or nothing if it is missing or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The full path of a program on the `PATH`.
pub(crate) fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Names the program in a failed start.
pub(crate) fn start_error(command: &Command, source: std::io::Error) -> Error {
    Error::Start { program: command.get_program().to_string_lossy().into_owned(), source }
}

/// `62.4` as `1 min 2 s`.
pub(crate) fn duration(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    match whole {
        0..10 => format!("{seconds:.1} s"),
        10..60 => format!("{whole} s"),
        _ => format!("{} min {} s", whole / 60, whole % 60),
    }
}

fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn flush() {
    // A closed pipe is not worth failing a build for.
    let _ = std::io::stdout().flush();
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(0.42), "0.4 s");
        assert_eq!(duration(41.6), "42 s");
        assert_eq!(duration(59.7), "1 min 0 s");
        assert_eq!(duration(754.0), "12 min 34 s");
    }
}
