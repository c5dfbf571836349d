//! A build of the app, served by `xtask` until the server is dropped or stopped.
//!
//! From the environment: `KONTOR_XTASK` (serves a folder) and `KONTOR_DIST` (the build).

use std::collections::BTreeSet;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{PATIENCE, setting};

/// A port that nothing listens on and that nobody here was given before: journeys run side by side.
pub(crate) fn free_port() -> u16 {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("bound").port();
        if GIVEN.lock().unwrap_or_else(PoisonError::into_inner).insert(port) {
            return port;
        }
    }
}

/// A build of the app, served until this is dropped.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::serve(&setting("KONTOR_DIST"), free_port())
    }

    fn serve(dist: &str, port: u16) -> Self {
        let child = Command::new(setting("KONTOR_XTASK"))
            .args(["serve", "--dist", dist, "--port", &port.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("server starts");
        let server = Self { child, port };
        wait_for_port(port);
        server
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Serves at another address from now on: another origin, for which a browser keeps nothing yet.
    pub(crate) fn move_on(&mut self) {
        self.stop();
        *self = Self::start();
    }

    /// The same address serves another folder from now on.
    pub(crate) fn deploy(&mut self, dist: &str) {
        self.stop();
        *self = Self::serve(dist, self.port);
    }

    /// Takes the network away: connections are refused from now on.
    pub(crate) fn stop(&mut self) {
        // It may have ended already.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

pub(crate) fn wait_for_port(port: u16) {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed() < PATIENCE, "nothing listens on port {port}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A copy of a build to be changed; it goes with this.
pub(crate) struct Copy(PathBuf);

impl Copy {
    pub(crate) fn of(dist: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("kontor-dist-{}-{}", std::process::id(), free_port()));
        copy(Path::new(dist), &folder);
        Self(folder)
    }

    pub(crate) fn dist(&self) -> String {
        self.0.to_string_lossy().into_owned()
    }

    /// Writes a file, and drops what was compressed of the old one.
    pub(crate) fn put(&self, name: &str, content: &[u8]) {
        for ending in ["br", "gz"] {
            let _none = fs::remove_file(self.0.join(format!("{name}.{ending}")));
        }
        fs::write(self.0.join(name), content).expect(name);
    }

    /// Puts a line before the script that starts the engine in its worker.
    pub(crate) fn before_the_engine(&self, line: &str) {
        self.before("engine_boot-", line);
    }

    /// Puts lines before the script that starts the page.
    pub(crate) fn before_the_page(&self, lines: &str) {
        self.before("boot-", lines);
    }

    fn before(&self, begin: &str, lines: &str) {
        let names = fs::read_dir(&self.0).expect("a folder").flatten().map(|entry| entry.file_name());
        let name = names
            .filter_map(|name| name.into_string().ok())
            .find(|name| name.starts_with(begin) && Path::new(name).extension().is_some_and(|end| end == "js"))
            .expect("a script");
        let script = fs::read_to_string(self.0.join(&name)).expect("a script");
        self.put(&name, format!("{lines}\n{script}").as_bytes());
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _removed = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}
