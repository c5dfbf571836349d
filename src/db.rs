//! L1: the database in memory. Columnar tables built from the schema, ops applied to them, queries
//! answered from them, and the difference between two answers.

pub mod edit;
pub mod query;
pub mod show;
pub mod view;
