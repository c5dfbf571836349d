//! L0: the words everything else is written in. Ids, time stamps, values, money, the schema and the
//! standard objects. Knows nothing of storage, queries, JS, clocks or randomness.

pub mod arrange;
pub mod block;
pub mod collate;
pub mod date;
pub mod fold;
pub mod hlc;
pub mod id;
pub mod money;
pub mod op;
pub mod schema;
pub mod standard;
pub mod value;
