//! UI thread: starts the engine, then the interface.

fn main() {
    console_error_panic_hook::set_once();
    kontor::ui::app::start();
}
