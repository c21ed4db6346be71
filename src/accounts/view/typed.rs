//! What somebody has typed into a form that was refused, where no script keeps it.

/// The texts of the form on the page at `path`, in the order in which its server function leaves them.
pub fn typed_before<const FIELDS: usize>(path: &str) -> [String; FIELDS] {
    #[cfg(feature = "ssr")]
    let mut typed = crate::server::once::take_typed(path).into_iter();
    #[cfg(not(feature = "ssr"))]
    let (_, mut typed) = (path, std::iter::empty());
    std::array::from_fn(|_| typed.next().unwrap_or_default())
}
