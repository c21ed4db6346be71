//! What people see of signing in and of themselves.

mod demo;
mod forgotten;
mod from_groups;
mod join;
mod last_seen;
mod left;
mod link;
mod live;
mod own_zone;
mod practice;
mod profile;
mod reset;
mod sign_in;
mod sign_up;
mod theme;
mod tokens;

pub use forgotten::{ForgottenPage, LetterSentPage};
pub use join::JoinPage;
pub use left::left_by_form;
pub use live::deeds_done;
pub use practice::AboutPractice;
pub use profile::ProfilePage;
pub use reset::ResetPage;
pub use sign_in::SignInPage;
pub use sign_up::SignUpPage;
pub use tokens::TokensPage;
