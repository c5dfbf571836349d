//! The browsers and drivers of the end-to-end tests.

use std::path::PathBuf;

use super::error::{Result, refuse};
use super::step::which;
use super::{apt, tools};

const PACKAGES: [&str; 7] =
    ["chromium", "chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb", "xauth", "fonts-noto-core"];

/// Programs that the tests start, each found on this machine.
pub(crate) struct Browsers {
    /// The environment for the tests: name and path.
    pub(crate) environment: Vec<(&'static str, PathBuf)>,
    /// Gives programs a screen.
    pub(crate) xvfb_run: PathBuf,
}

/// Installs what is missing, or says what the person has to install.
pub(crate) fn ensure() -> Result<Browsers> {
    let complete = find().is_some();
    if !complete {
        apt::ensure(&PACKAGES, "the end-to-end tests drive Chromium, Firefox and WebKit")?;
    }
    let geckodriver = tools::geckodriver()?;
    let Some((mut environment, xvfb_run)) = find() else {
        return refuse(format!("a browser or driver is missing although {} are installed", PACKAGES.join(", ")));
    };
    environment.push(("KONTOR_GECKODRIVER", geckodriver));
    environment.push(("KONTOR_AXE", tools::axe()?));
    Ok(Browsers { environment, xvfb_run })
}

/// Chromium alone, for the benchmark.
pub(crate) fn chromium() -> Result<PathBuf> {
    if which("chromium").is_none() {
        apt::ensure(&["chromium"], "the benchmark runs in Chromium")?;
    }
    which("chromium").map_or_else(|| refuse("there is no `chromium` on the PATH"), Ok)
}

fn find() -> Option<(Vec<(&'static str, PathBuf)>, PathBuf)> {
    let environment = vec![
        ("KONTOR_CHROMIUM", which("chromium")?),
        ("KONTOR_CHROMEDRIVER", which("chromedriver")?),
        ("KONTOR_FIREFOX", which("firefox-esr").or_else(|| which("firefox"))?),
        ("KONTOR_WEBKITDRIVER", which("WebKitWebDriver")?),
        ("KONTOR_MINIBROWSER", mini_browser()?),
    ];
    which("xauth")?;
    Some((environment, which("xvfb-run")?))
}

/// The browser of `WebKitGTK` lies outside the PATH, in a folder named after the machine.
fn mini_browser() -> Option<PathBuf> {
    let candidates = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map(|machine| format!("/usr/lib/{machine}"));
    candidates
        .iter()
        .map(String::as_str)
        .chain(["/usr/lib", "/usr/libexec", "/usr/lib64"])
        .flat_map(|folder| {
            ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map(|api| format!("{folder}/{api}/MiniBrowser"))
        })
        .map(PathBuf::from)
        .find(|file| file.is_file())
}
