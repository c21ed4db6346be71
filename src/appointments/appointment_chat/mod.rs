//! `/api/appointment-chat`: the chat of an appointment for front ends that speak this contract
//! (docs/appointment-chat.md). An adapter over the verbs that pages and `/api/v1` use, with rules of its own for
//! nothing but names and forms.

mod forms;
pub mod rest;
#[cfg(test)]
mod tests;
pub mod wire;
