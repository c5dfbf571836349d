//! Memos and effects that are compiled once for each type they hold, not once for each closure.
//!
//! Leptos makes its machinery anew for every closure it is given, some hundred times over. Behind a
//! box a closure is a mere call. Use these instead of `Memo::new` and `Effect::new`: `tests/tidy.rs`
//! sees to it.

use leptos::prelude::*;

/// A value computed from signals, kept until one of them changes.
pub fn memo<T>(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    fn boxed<T>(compute: Box<dyn Fn(Option<&T>) -> T + Send + Sync>) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(compute)
    }
    boxed(Box::new(compute))
}

/// Runs `react` soon, and again whenever a signal changes that it reads. It is given what it returned
/// the time before.
pub fn effect<T: 'static>(react: impl FnMut(Option<T>) -> T + 'static) {
    fn boxed<T: 'static>(react: Box<dyn FnMut(Option<T>) -> T>) {
        Effect::new(react);
    }
    boxed(Box::new(react));
}
