//! A freed time that is one's own to take, for a while.

use crate::app::{paths, use_me};
use crate::appointments::{Waiting, pass_offer, take_offer};
use crate::ui::{Attempt, Button, ErrorNotice, Icon, IconName, Look, use_guide};
use leptos::prelude::*;

/// Taking it leads to the appointment that it is then.
#[component]
pub fn OfferLine(entry: Waiting, reread: Callback<()>) -> impl IntoView {
    let me = StoredValue::new(use_me());
    let guide = use_guide();
    let attempt = Attempt::default();
    let offer = entry.offer?;
    let id = offer.id;
    let zone = me.with_value(|me| me.time_zone.clone());
    let (from, until) = (offer.starts_at.civil(&zone), offer.ends_at.civil(&zone));
    let when = format!("{}, {} – {}", from.day_short(), from.clock(), until.clock());
    let what = format!("{} with {}", entry.type_name, offer.practitioner.name);
    let name = format!("Offer, {what}");
    let end = format!("Yours to take until {}.", offer.expires_at.civil(&zone).clock());
    let take = move || {
        attempt.start(take_offer(id), move |appointment| {
            if let Some(path) = me.try_with_value(|me| paths::appointment(me, appointment.id)) {
                guide.lead_to(&path);
            }
        });
    };
    let pass = move || {
        attempt.start(pass_offer(id), move |()| {
            reread.try_run(());
        });
    };
    Some(view! {
        <article class="line waitlist__offer" aria-label=name>
            <Icon name=IconName::Calendar />
            <div>
                <strong>{when}</strong>
                <div>{what}</div>
                <div class="soft">{end}</div>
                {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            </div>
            <div class="row row--wrap">
                <Button look=Look::Accent busy=attempt.busy on_press=take>
                    "Take it"
                </Button>
                <Button busy=attempt.busy on_press=pass>
                    "No, thanks"
                </Button>
            </div>
        </article>
    })
}
