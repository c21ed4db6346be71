//! Adding a type, or changing one.

use super::draft::DraftFields;
use crate::appointments::model::{AppointmentType, Place};
use crate::appointments::view::input::Input;
use crate::appointments::{add_type, change_type};
use crate::ids::UserId;
use crate::ui::{Attempt, Button, ErrorNotice, Switch};
use leptos::prelude::*;

/// Fields of the form that show what is wrong with them.
const FIELDS: [&str; 5] = ["name", "minutes", "before", "after", "price"];

#[component]
pub fn TypeForm(
    kind: Option<AppointmentType>,
    owner: Option<UserId>,
    open: RwSignal<bool>,
    on_change: Callback<()>,
) -> impl IntoView {
    let fields = DraftFields::of(kind.as_ref());
    let id = kind.map(|kind| kind.id);
    let attempt = Attempt::default();
    let submit = move || {
        let draft = match fields.read() {
            Ok(draft) => draft,
            Err(error) => return attempt.error.set(Some(error)),
        };
        let work = async move {
            match id {
                Some(id) => change_type(id, draft).await,
                None => add_type(owner, draft).await.map(|_| ()),
            }
        };
        attempt.start(work, move |()| {
            open.try_set(false);
            on_change.run(());
        });
    };
    let elsewhere = move || attempt.error.get().filter(|error| !error.field().is_some_and(|of| FIELDS.contains(&of)));
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <Input label="Name" field="name" value=fields.name error=attempt.error />
            <div class="grid grid--even">
                <Input label="Length (minutes)" field="minutes" kind="number" value=fields.minutes error=attempt.error />
                <PlaceField place=fields.place />
                <Input
                    label="Free before (minutes)"
                    field="before"
                    kind="number"
                    value=fields.before
                    error=attempt.error
                />
                <Input label="Free after (minutes)" field="after" kind="number" value=fields.after error=attempt.error />
            </div>
            <Input
                label="Price"
                field="price"
                hint="As people read it: \"80 €\". It may be left empty."
                value=fields.price
                error=attempt.error
            />
            <Switch
                label="Has to be confirmed"
                on=fields.needs_confirmation
                on_turn=move |on| fields.needs_confirmation.set(on)
            />
            {move || elsewhere().map(|error| view! { <ErrorNotice error /> })}
            <div class="dialog__actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <button type="submit" class="button button--accent" disabled=attempt.busy>
                    "Save type"
                </button>
            </div>
        </form>
    }
}

#[component]
fn PlaceField(place: RwSignal<Place>) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for="input-place">
                "Where"
            </label>
            <select
                id="input-place"
                prop:value=move || place.get().code()
                on:change:target=move |event| {
                    let code = event.target().value();
                    if let Some(chosen) = Place::ALL.into_iter().find(|place| place.code() == code) {
                        place.set(chosen);
                    }
                }
            >
                {Place::ALL
                    .map(|one| {
                        view! {
                            <option value=one.code() selected={one == place.get_untracked()}>
                                {one.name()}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}
