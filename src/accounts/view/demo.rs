//! In demo mode: the people one can look around as, each a small form, so that it works without JavaScript too.

use crate::accounts::SignIn;
use crate::accounts::model::initials;
use crate::app::use_boot;
use crate::ui::{Avatar, Size};
use leptos::form::ActionForm;
use leptos::prelude::*;

const DEMO_PASSWORD: &str = "attend-demo";

#[component]
pub fn DemoPeople(sign_in: ServerAction<SignIn>, next: String) -> impl IntoView {
    let next = StoredValue::new(next);
    let people = use_boot().with_value(|boot| boot.demo.clone());
    (!people.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="demo-people">
                <h2 id="demo-people">"Look around as"</h2>
                <div class="demo">
                    {people
                        .into_iter()
                        .map(|person| {
                            view! {
                                <ActionForm action=sign_in>
                                    <input type="hidden" name="email" value=person.email />
                                    <input type="hidden" name="password" value=DEMO_PASSWORD />
                                    <input type="hidden" name="next" value=next.get_value() />
                                    <button type="submit" class="demo__person" disabled=sign_in.pending()>
                                        <Avatar
                                            initials=initials(&person.user.name)
                                            seed=person.user.id.to_string()
                                            size=Size::Small
                                        />
                                        <span>
                                            {person.user.name} ", " {person.kind.person(person.role)}
                                        </span>
                                    </button>
                                </ActionForm>
                            }
                        })
                        .collect_view()}
                </div>
            </section>
        }
    })
}
