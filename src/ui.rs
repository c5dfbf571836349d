//! L4: what people see. `kit` knows nothing of the CRM; everything else is derived from the schema
//! and the command registry.

pub mod format;
pub mod names;
pub mod text;
