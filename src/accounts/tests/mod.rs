//! Stories of people and their sign-ins.

mod guards;
mod last_seen;
mod signing_in;
mod tokens;
