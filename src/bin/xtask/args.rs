//! The command line.

use std::path::PathBuf;

use super::build::Speed;
use super::error::{Result, refuse};

/// Shown by `cargo xtask help`.
pub(crate) const HELP: &str = "\
cargo xtask serve [--port N] [--dist DIR]   build the release app and serve it on 127.0.0.1:8080
                                            (--dist serves a finished build as it is)
cargo xtask build [--quick]                 build the release app into dist/ (--quick: in a third of
                                            the time, larger and slower; for looking, not for measuring)
cargo xtask test                            every check, test and budget, with a summary
cargo xtask bench [T1...] [--dist DIR]      measure against other libraries: all tasks, or some
                                            (--runs N, --backend leveldb|sqlite|both, --size N,
                                            --out DIR)
cargo xtask figures                         write the last measured figures into README.md";

/// The port of `cargo xtask serve` unless `--port` says otherwise.
pub(crate) const PORT: u16 = 8080;

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Say what there is.
    Help,
    /// Build and serve, or only serve `dist`.
    Serve { port: u16, dist: Option<PathBuf> },
    /// Build into `dist/`.
    Build(Speed),
    /// Run every stage.
    Test,
    /// Run the benchmarks; `rest` goes to the runner.
    Bench { rest: Vec<String> },
    /// Write measured figures into the README.
    Figures,
    /// Make a second version out of a finished build, for the update journey of the tests.
    Next { from: PathBuf, to: PathBuf },
}

/// Reads the words after `cargo xtask`.
pub(crate) fn parse(words: &[String]) -> Result<Task> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help" | "--help" | "-h"] => Ok(Task::Help),
        ["serve", rest @ ..] => serve(rest),
        ["build"] => Ok(Task::Build(Speed::Release)),
        ["build", "--quick"] => Ok(Task::Build(Speed::Quick)),
        ["test"] => Ok(Task::Test),
        ["bench", rest @ ..] => Ok(Task::Bench { rest: rest.iter().map(ToString::to_string).collect() }),
        ["figures"] => Ok(Task::Figures),
        ["next", from, to] => Ok(Task::Next { from: from.into(), to: to.into() }),
        _ => refuse(format!("`{}` is not a task\n\n{HELP}", words.join(" "))),
    }
}

fn serve(mut words: &[&str]) -> Result<Task> {
    let (mut port, mut dist) = (PORT, None);
    loop {
        match words {
            [] => return Ok(Task::Serve { port, dist }),
            ["--port", value, rest @ ..] => {
                port = match value.parse() {
                    Ok(number) => number,
                    Err(_) => return refuse(format!("`{value}` is not a port (0 to 65535)")),
                };
                words = rest;
            }
            ["--dist", folder, rest @ ..] => {
                dist = Some(folder.into());
                words = rest;
            }
            [word, ..] => return refuse(format!("`serve` does not know `{word}`\n\n{HELP}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, want: Option<&Task>) {
        let words: Vec<String> = line.split_whitespace().map(ToString::to_string).collect();
        assert_eq!(parse(&words).ok().as_ref(), want, "{line}");
    }

    #[test]
    fn reads_tasks() {
        check("", Some(&Task::Help));
        check("serve", Some(&Task::Serve { port: 8080, dist: None }));
        check("serve --dist d --port 0", Some(&Task::Serve { port: 0, dist: Some("d".into()) }));
        check("build --quick", Some(&Task::Build(Speed::Quick)));
        check("bench T1", Some(&Task::Bench { rest: vec!["T1".into()] }));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in ["serv", "serve --port", "serve --port x", "serve --port 70000", "build now"] {
            check(line, None);
        }
    }
}
