//! System packages, on Debian and its relatives.

use std::process::Command;

use super::error::{Result, refuse};
use super::step::{output, run, step, which};

/// Installs those `packages` that are missing, or says in words what the person has to install.
pub(crate) fn ensure(packages: &[&str], purpose: &str) -> Result<()> {
    if which("dpkg-query").is_none() {
        return refuse(format!("{purpose}: install what your system calls {}", packages.join(", ")));
    }
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let words = missing.join(" ");
    let Some(prefix) = administrator() else {
        return refuse(format!("{purpose}: run `sudo apt-get install {words}` and try again"));
    };
    step(&format!("install {words} ({purpose})"), || {
        run(&mut apt(prefix, &["update", "-qq"]))?;
        let mut arguments = vec!["install", "-qq", "--yes", "--no-install-recommends"];
        arguments.extend(&missing);
        run(&mut apt(prefix, &arguments))
    })
}

fn installed(package: &str) -> bool {
    output(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}

/// The words before a command that needs rights: none for root, `sudo` where it asks nothing.
fn administrator() -> Option<&'static [&'static str]> {
    if output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
        return Some(&[]);
    }
    output(Command::new("sudo").args(["--non-interactive", "true"])).map(|_| &["sudo", "--non-interactive"][..])
}

fn apt(prefix: &[&str], arguments: &[&str]) -> Command {
    let words: Vec<&str> =
        prefix.iter().chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).chain(arguments).copied().collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}
