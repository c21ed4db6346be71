//! Who people are, what their practice is, who lets them in, and what they may hand to their programs.

mod audit;
mod invitation;
mod limit;
mod person;
mod practice;
mod roll;
mod token;

pub use audit::*;
pub use invitation::*;
pub use limit::LimitChange;
pub use person::*;
pub use practice::*;
pub use roll::*;
pub use token::*;
