//! The devices that are pushed to: `/api/v1/push`, what the pages ask, and the steps that both take.

mod api;
#[cfg(feature = "ssr")]
mod keeping;
#[cfg(feature = "ssr")]
pub mod rest;

pub use api::*;
