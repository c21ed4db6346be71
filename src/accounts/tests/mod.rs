//! Stories of people and their sign-ins.

mod forgetting;
mod guards;
mod guessing;
mod last_seen;
mod sessions;
mod signing_in;
mod tokens;
