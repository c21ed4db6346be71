//! What a client wrote, where what can be done stands beside it: a long text is cut to a few lines until somebody wants
//! the rest.

use leptos::prelude::*;

/// As many lines are shown at once; the style sheet cuts after as many.
const LINES: usize = 4;
/// Characters that fit into them in a narrow list, and across a page.
const NARROW: usize = 130;
const WIDE: usize = 480;

/// How much of it is shown at once, as far as that is known without measuring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Whole,
    /// Cut where it stands in little room.
    WholeWhereWide,
    Cut,
}

impl Length {
    fn of(text: &str) -> Self {
        match (text.lines().count(), text.chars().count()) {
            (lines, count) if lines > LINES || count > WIDE => Self::Cut,
            (_, count) if count > NARROW => Self::WholeWhereWide,
            _ => Self::Whole,
        }
    }
}

/// `children`: what stands before the text.
#[component]
pub fn Words(text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let length = Length::of(&text);
    let is_open = RwSignal::new(false);
    let (may_be_cut, is_whole_where_wide) = (length != Length::Whole, length == Length::WholeWhereWide);
    view! {
        <p class="emergency__text" class:emergency__text--cut=move || may_be_cut && !is_open.get()>
            {children.map(|children| children())}
            {text}
        </p>
        {may_be_cut
            .then(|| {
                view! {
                    <button
                        type="button"
                        class="button button--small button--quiet emergency__more"
                        class:emergency__more--narrow=is_whole_where_wide
                        aria-expanded=move || is_open.get().to_string()
                        on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                    >
                        {move || if is_open.get() { "Less" } else { "More" }}
                    </button>
                }
            })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_or_has_many_lines_is_cut() {
        assert_eq!(Length::of("My chest hurts"), Length::Whole);
        assert_eq!(Length::of("1\n2\n3\n4"), Length::Whole);
        assert_eq!(Length::of("1\n2\n3\n4\n5"), Length::Cut);
        assert_eq!(Length::of(&"ä ".repeat(65)), Length::Whole);
        assert_eq!(Length::of(&"ä ".repeat(66)), Length::WholeWhereWide);
        assert_eq!(Length::of(&"ä ".repeat(241)), Length::Cut);
    }
}
