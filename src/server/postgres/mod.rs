//! The private cluster: Attend's own Postgres for practices that have no database server. It lives in the data
//! folder, listens on a unix socket only, and is stopped with the server.

mod account;
mod cluster;
mod programs;
mod watch;

pub use cluster::Cluster;
pub use watch::keep_running;
