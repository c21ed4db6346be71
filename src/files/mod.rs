//! What people send each other besides words: pictures, videos, documents. Told by content, kept in the storage,
//! given only to those who may read them.

#[cfg(feature = "ssr")]
mod formats;
pub mod model;
#[cfg(feature = "ssr")]
pub mod pictures;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod settings;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
mod sweep;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
mod upload;
mod view;

#[cfg(feature = "ssr")]
pub use formats::Format;
pub use model::*;
#[cfg(feature = "ssr")]
pub use settings::FileSettings;
#[cfg(feature = "ssr")]
pub use sweep::sweep;
#[cfg(feature = "ssr")]
pub use upload::clear as clear_incoming;
pub use view::*;
