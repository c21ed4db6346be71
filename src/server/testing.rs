//! stub
pub fn settings() -> crate::server::config::Settings { panic!() }
