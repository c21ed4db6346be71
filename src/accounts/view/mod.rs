//! What people see of signing in and of themselves.

mod demo;
mod practice;
mod profile;
mod sign_in;
mod sign_up;
mod theme;

pub use practice::PracticeCard;
pub use profile::ProfilePage;
pub use sign_in::SignInPage;
pub use sign_up::SignUpPage;
