//! Who is writing just now.

use crate::chat::view::thread::OpenThread;
use leptos::prelude::*;

/// Names that are said; of more, it is how many.
const NAMED: usize = 3;

#[component]
pub fn Typing() -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let sentence = Memo::new(move |_| {
        let typing = open.typing.get();
        open.thread.with(|thread| {
            let names: Vec<Option<&str>> = typing.iter().map(|user| thread.name_of(*user)).collect();
            sentence_of(&names)
        })
    });
    view! {
        <Show when=move || sentence.with(|sentence| !sentence.is_empty())>
            <div class="typing" role="status" aria-label=move || sentence.get()>
                <i></i>
                <i></i>
                <i></i>
                <span class="typing__name">{move || sentence.get()}</span>
            </div>
        </Show>
    }
}

/// `typing`: what each is called. A large room names only some of its members, and whoever of the others has said
/// nothing of what is loaded is somebody: hundreds of pages would ask for the name of each who begins a word.
fn sentence_of(typing: &[Option<&str>]) -> String {
    let mut names: Vec<&str> = typing.iter().flatten().copied().collect();
    names.sort_unstable();
    match typing.len() {
        0 => String::new(),
        1 => format!("{} is typing", names.first().unwrap_or(&"Somebody")),
        count if count <= NAMED && names.len() == count => format!("{} are typing", names.join(", ")),
        count => format!("{count} people are typing"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_no_name_here_is_somebody() {
        let (noor, imani, nobody) = (Some("Noor"), Some("Imani"), None);
        assert_eq!(sentence_of(&[]), "");
        assert_eq!(sentence_of(&[noor]), "Noor is typing");
        assert_eq!(sentence_of(&[nobody]), "Somebody is typing");
        assert_eq!(sentence_of(&[noor, imani]), "Imani, Noor are typing");
        assert_eq!(sentence_of(&[noor, nobody]), "2 people are typing");
        assert_eq!(sentence_of(&[noor, imani, noor, imani]), "4 people are typing");
    }
}
