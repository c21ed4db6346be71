//! Stories of the cellar: the schema, the demo data, health, and pages under load.

mod database;
mod doors;
mod http;
mod knocking;
mod pages;
mod watching;
