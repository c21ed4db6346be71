//! What the address of a page names.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::str::FromStr;

/// The part of the path with that name, where it is such an id: `:room` in `/chat/:room`.
pub fn use_path_id<T: FromStr + PartialEq + Send + Sync + 'static>(name: &'static str) -> Memo<Option<T>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get_str(name).and_then(|id| id.parse().ok())))
}
