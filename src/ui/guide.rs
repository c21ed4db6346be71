//! Going to another page by itself, as after something was sent.

#[cfg(feature = "hydrate")]
use leptos::prelude::*;
#[cfg(feature = "hydrate")]
use leptos_router::{NavigateOptions, hooks::use_navigate};

#[cfg(feature = "hydrate")]
type Way = Box<dyn Fn(&str)>;

/// Leads to other pages, for as long as what asked for it is there. The server leads nobody: what the router gives
/// for it must not leave its thread, and a page that is drawn does.
#[derive(Clone, Copy)]
pub struct Guide {
    #[cfg(feature = "hydrate")]
    way: StoredValue<Way, LocalStorage>,
}

pub fn use_guide() -> Guide {
    Guide {
        #[cfg(feature = "hydrate")]
        way: {
            let navigate = use_navigate();
            StoredValue::new_local(Box::new(move |path: &str| navigate(path, NavigateOptions::default())) as Way)
        },
    }
}

impl Guide {
    #[cfg_attr(not(feature = "hydrate"), allow(unused_variables))]
    pub fn lead_to(self, path: &str) {
        #[cfg(feature = "hydrate")]
        self.way.try_with_value(|way| way(path));
    }
}
