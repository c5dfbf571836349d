//! L4: the UI's side of the protocol. [`bridge`] talks to the worker, [`live`] turns live queries
//! into signals, [`act`] is the one place every command passes through.

pub mod act;
pub mod ahead;
pub mod bridge;
pub mod live;
pub mod storage;
pub mod time;
