//! The only SQL on practices, people, sign-ins, tokens, invitations and the audit.

mod audit;
mod invitations;
mod people;
mod practices;
mod resets;
mod roll;
mod sign_ins;
mod standing;
mod tokens;

pub use audit::*;
pub use invitations::*;
pub use people::*;
pub use practices::*;
pub use resets::*;
pub use roll::*;
pub use sign_ins::*;
pub use standing::*;
pub use tokens::*;
