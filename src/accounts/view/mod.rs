//! What people see of signing in and of themselves.

mod demo;
mod last_seen;
mod practice;
mod profile;
mod sign_in;
mod sign_up;
mod theme;
mod tokens;

pub use practice::PracticeCard;
pub use profile::ProfilePage;
pub use sign_in::SignInPage;
pub use sign_up::SignUpPage;
pub use tokens::TokensPage;
