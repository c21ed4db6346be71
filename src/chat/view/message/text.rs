//! A body as it is shown.

use crate::chat::{Piece, pieces};
use crate::ui::WebLink;
use leptos::prelude::*;

/// The text with its web addresses as links and its mentions marked; one's own name stands out.
pub fn formatted(text: &str, names: &[String], my_name: &str) -> Vec<AnyView> {
    let own = format!("@{my_name}");
    pieces(text, names)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.into_any(),
            Piece::Link(address) => view! { <WebLink address /> }.into_any(),
            Piece::Mention(name) => {
                let class = if name == own { "mention mention--own" } else { "mention" };
                view! { <span class=class>{name}</span> }.into_any()
            }
        })
        .collect()
}
