//! `/settings/tokens`: what one's own programs show to act for one.

mod list;
mod new;

use crate::accounts::{MakeToken, RevokeToken, list_tokens};
use crate::app::paths;
use crate::ui::{ErrorNotice, Skeleton, read};
use leptos::prelude::*;
use leptos_meta::Title;
use list::TokenList;
use new::NewToken;

#[component]
pub fn TokensPage() -> impl IntoView {
    let make = ServerAction::<MakeToken>::new();
    let revoke = ServerAction::<RevokeToken>::new();
    let tokens = read(move || (make.version().get(), revoke.version().get()), |_| list_tokens());
    view! {
        <Title text="Tokens" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <h1>"Tokens"</h1>
                <p>
                    "Your own programs show a token instead of your password. "
                    <a href=paths::API_DOCS rel="external">
                        "What they can ask"
                    </a>
                </p>
                <a class="button" href=paths::PROFILE>
                    "Profile"
                </a>
            </header>
            <NewToken make />
            <section class="card" aria-labelledby="tokens">
                <h2 id="tokens">"Your tokens"</h2>
                <Suspense fallback=|| view! { <Skeleton rows=2 /> }>
                    {move || Suspend::new(async move {
                        match tokens.await {
                            Ok(tokens) => view! { <TokenList tokens revoke /> }.into_any(),
                            Err(error) => {
                                let retry = Callback::new(move |()| tokens.refetch());
                                view! { <ErrorNotice error on_retry=retry /> }.into_any()
                            }
                        }
                    })}
                </Suspense>
            </section>
        </main>
    }
}
