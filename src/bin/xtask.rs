//! `cargo xtask serve|build|test|bench|figures`: everything a developer runs, in one native tool.
#![allow(clippy::print_stdout, reason = "a command-line tool speaks on its standard output")]

use std::process::ExitCode;

/// The parts of the tool, one idea a file.
mod xtask {
    pub(crate) mod apt;
    pub(crate) mod args;
    pub(crate) mod bench;
    pub(crate) mod browsers;
    pub(crate) mod budget;
    pub(crate) mod build;
    pub(crate) mod compress;
    pub(crate) mod css;
    pub(crate) mod dist;
    pub(crate) mod error;
    pub(crate) mod figures;
    pub(crate) mod files;
    pub(crate) mod headers;
    pub(crate) mod server;
    pub(crate) mod site;
    pub(crate) mod step;
    pub(crate) mod test;
    pub(crate) mod tools;
    pub(crate) mod versions;
}

use xtask::args::{self, Task};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let result = args::parse(&words).and_then(|task| match task {
        Task::Help => {
            println!("{}", args::HELP);
            Ok(())
        }
        Task::Serve { port, dist } => xtask::server::serve(port, dist),
        Task::Build(speed) => xtask::build::build(speed).map(|_| ()),
        Task::Test => xtask::test::test(),
        Task::Bench { rest } => xtask::bench::bench(&rest),
        Task::Figures => xtask::figures::write_readme(),
        Task::Next { from, to } => xtask::build::next_version(&from, &to),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nerror: {error}");
            ExitCode::FAILURE
        }
    }
}
