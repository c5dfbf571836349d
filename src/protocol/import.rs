//! Import, step by step, as the wizard and the engine say it to each other.

use serde::{Deserialize, Serialize};

/// A step of an import that the wizard asks for.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ImportRequest {}

/// The engine's answer to a step.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ImportEvent {}
