//! The cellar: what every domain stands on. Settings, database, sessions, limits, the router. No domain's rules live
//! here.

pub mod body;
pub mod check;
pub mod compression;
pub mod config;
pub mod connections;
pub mod db;
pub mod demo;
pub mod door;
pub mod folding;
pub mod founding;
pub mod health;
pub mod janitor;
pub mod jobs;
pub mod knocking;
pub mod leftover;
pub mod limits;
pub mod listing;
pub mod lock;
pub mod mail;
pub mod mending;
pub mod offline;
pub mod once;
pub mod openapi;
pub mod postgres;
pub mod problem;
pub mod push;
mod refusal;
pub mod request_id;
pub mod router;
pub mod security;
pub mod serve;
pub mod session;
pub mod start;
pub mod state;
pub mod storage;
pub mod switch;
pub mod telemetry;
#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;
