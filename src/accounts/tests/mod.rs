//! Stories of people and their sign-ins.

mod guards;
mod signing_in;
