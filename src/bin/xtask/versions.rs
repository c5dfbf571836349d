//! Every version of a tool that Kontor is built with, and nowhere else.
//!
//! Two versions live where their own tool must read them: the Rust compiler's in
//! `rust-toolchain.toml`, and the wasm-bindgen library's in `Cargo.lock`, which a test below
//! compares with the command-line tool's.

/// Trunk compiles and lays out the app. 0.22 needs a newer Rust than `rust-toolchain.toml` pins.
pub(crate) const TRUNK: &str = "0.21.14";

/// The command-line half of wasm-bindgen: must equal the library in `Cargo.lock`.
pub(crate) const WASM_BINDGEN: &str = "0.2.130";

/// The npm package that carries wasm-opt.
pub(crate) const BINARYEN: &str = "132.0.0";

/// The `WebDriver` server for Firefox.
pub(crate) const GECKODRIVER: &str = "0.37.0";

/// The npm package that finds what keeps people out, on every page of the journeys.
pub(crate) const AXE: &str = "4.14.1";

/// What the browser runs.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bindgen_tool_equals_the_library() {
        let lock = include_str!("../../../Cargo.lock");
        assert!(
            lock.contains(&format!("name = \"wasm-bindgen\"\nversion = \"{WASM_BINDGEN}\"\n")),
            "versions.rs pins wasm-bindgen-cli {WASM_BINDGEN}, Cargo.lock another library"
        );
    }
}
