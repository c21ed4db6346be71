//! The buttons of what a person may do to an appointment now.

use crate::app::use_me;
use crate::appointments::{Appointment, Deed, decide_appointment};
use crate::error::Result;
use crate::ui::{Button, ErrorNotice, Look, use_clock};
use leptos::prelude::*;

#[component]
pub fn DeedButtons(
    appointment: Appointment,
    #[prop(optional)] small: bool,
    /// What follows a deed, besides the event that tells of it.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let me = use_me().id();
    let now = use_clock();
    let id = appointment.id;
    let decide = Action::new(move |deed: &Deed| {
        let deed = *deed;
        async move {
            let decided = decide_appointment(id, deed).await;
            if decided.is_ok() {
                on_done.run(());
            }
            decided.map(|_| ())
        }
    });
    let deeds = move || Deed::ALL.into_iter().filter(|deed| appointment.may(*deed, me, now.get())).collect::<Vec<_>>();
    let error = move || decide.value().get().and_then(Result::err);
    view! {
        <div class="row row--wrap">
            <For each=deeds key=|deed| deed.name() let:deed>
                <Button
                    small=small
                    look=if matches!(deed, Deed::Confirm | Deed::Complete) { Look::Accent } else { Look::Plain }
                    busy=decide.pending()
                    on_press=move || {
                        decide.dispatch(deed);
                    }
                >
                    {deed.name()}
                </Button>
            </For>
        </div>
        {move || error().map(|error| view! { <ErrorNotice error /> })}
    }
}
