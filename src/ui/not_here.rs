//! What a page says where there is nothing that one may see.

use super::{Empty, IconName};
use leptos::prelude::*;

/// Gives the page an HTTP status, while it is drawn on the server.
#[cfg_attr(not(feature = "ssr"), allow(unused_variables))]
pub fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    if let (Some(options), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), axum::http::StatusCode::from_u16(status))
    {
        options.set_status(status);
    }
}

/// All the page says, with the status 404: what is not one's own is as if it were not there.
#[component]
pub fn NotHere(#[prop(into)] hint: String) -> impl IntoView {
    set_status(404);
    view! { <Empty icon=IconName::Lock title="Not found" hint is_page=true /> }
}
