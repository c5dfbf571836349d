//! Kontor
