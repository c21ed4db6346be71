//! What a form that was sent without JavaScript has left for the page after it.

use leptos_router::location::Url;

/// The text that was left for the page at `path`; it comes with the page, so in the browser there is none.
pub fn left_by_form(path: &str) -> Option<String> {
    #[cfg(feature = "ssr")]
    return crate::server::once::take(path);
    #[cfg(not(feature = "ssr"))]
    {
        let _ = path;
        None
    }
}

/// What was typed into the form of the page at `path` before it was refused, in the order in which its server function
/// names it.
pub fn typed_before<const FIELDS: usize>(path: &str) -> [String; FIELDS] {
    let left = left_by_form(path).unwrap_or_default();
    let mut typed = left.split('&').map(Url::unescape);
    std::array::from_fn(|_| typed.next().unwrap_or_default())
}
