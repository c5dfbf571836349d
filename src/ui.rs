//! L4: what people see. `kit` knows nothing of the CRM; everything else is derived from the schema
//! and the command registry.

#[cfg(feature = "ui")]
pub mod format;
pub mod kit;
#[cfg(feature = "ui")]
pub mod names;
#[cfg(feature = "ui")]
pub mod text;
