//! Import, step by step, as the wizard and the engine say it to each other. The types are the
//! import's own ([`crate::interop::wizard`]); files travel beside the message that begins an import.

pub use crate::interop::wizard::*;
