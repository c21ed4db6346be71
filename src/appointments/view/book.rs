//! `/{role}/book`: with whom, what for, when, and why.

use super::times::TimePicker;
use crate::app::{paths, use_me};
use crate::appointments::{
    AppointmentType, Choices, SlotRequest, booking_choices, list_free_times, request_appointment,
};
use crate::error::{AppError, Result};
use crate::ids::{AppointmentTypeId, UserId};
use crate::time::Moment;
use crate::ui::{Empty, ErrorNotice, IconName, Read, Select, Skeleton, read};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use time::Date;

#[component]
pub fn BookPage() -> impl IntoView {
    let me = use_me();
    let choices = read(|| (), |()| booking_choices());
    // Empty until another practitioner or type is chosen than the first.
    let wanted = RwSignal::new(None::<(UserId, i32)>);
    let free = read(
        move || wanted.get(),
        |wanted| async move {
            match wanted {
                Some((practitioner, minutes)) => list_free_times(practitioner, minutes).await,
                None => Ok(Vec::new()),
            }
        },
    );
    let zones = if me.time_zone == me.practice.time_zone {
        format!("Times are yours: {} (the practice is in the same zone).", me.time_zone)
    } else {
        format!("Times are yours: {}. The practice is in {}.", me.time_zone, me.practice.time_zone)
    };
    view! {
        <Title text="Book appointment" />
        <main class="page page--narrow" id="main">
            <header class="page__head">
                <div>
                    <h1>"Book appointment"</h1>
                    <p class="soft">{zones}</p>
                </div>
            </header>
            <Suspense fallback=|| view! { <Skeleton rows=5 /> }>
                {move || Suspend::new(async move {
                    match choices.await {
                        Ok(choices) => view! { <BookForm choices wanted free /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| choices.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </main>
    }
}

#[component]
fn BookForm(
    choices: Choices,
    wanted: RwSignal<Option<(UserId, i32)>>,
    free: Read<Result<Vec<Moment>>>,
) -> impl IntoView {
    let me = use_me();
    let (Some(first_person), Some(first_type)) = (choices.practitioners.first(), choices.types.first()) else {
        return view! {
            <Empty icon=IconName::Calendar title="Nothing can be booked yet" hint="Please ask your practice." />
        }
        .into_any();
    };
    let practitioner = RwSignal::new(first_person.id);
    let type_id = RwSignal::new(first_type.id);
    let chosen = RwSignal::new(None::<Moment>);
    let day = RwSignal::new(None::<Date>);
    let reason = RwSignal::new(String::new());
    let minutes = minutes_of(choices.types.clone(), type_id);
    let people = choices.practitioners.iter().map(|person| (person.id.to_string(), person.name.clone())).collect();
    let types = choices.types.iter().map(|one| (one.id.to_string(), type_line(one))).collect();
    let ask_anew = move || wanted.set(Some((practitioner.get_untracked(), minutes.get_untracked())));
    Effect::new(move |before: Option<()>| {
        practitioner.track();
        minutes.track();
        if before.is_some() {
            ask_anew();
        }
    });
    let zone = StoredValue::new(me.time_zone.clone());
    let first_free = StoredValue::new(choices.first_free.clone());
    let request = request_action(practitioner, type_id);
    go_to_appointment(Signal::derive(move || request.value().get()), ask_anew, free);
    let submit = move || {
        if let Some(starts_at) = chosen.get_untracked() {
            request.dispatch((starts_at, reason.get_untracked()));
        }
    };
    let error = move || request.value().get().and_then(Result::err);
    view! {
        <form
            class="card stack stack--wide"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <div class="grid grid--even">
                <Select label="Practitioner" id="practitioner" options=people on_choose=choose_into(practitioner) />
                <Select label="Type" id="type" options=types on_choose=choose_into(type_id) />
            </div>
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>
                {move || Suspend::new(async move {
                    let asked = free.await;
                    let free = if wanted.get_untracked().is_some() { asked } else { Ok(first_free.get_value()) };
                    times(free, zone.get_value(), day, chosen)
                })}
            </Transition>
            <div class="field">
                <label class="field__label" for="reason">
                    "Reason"
                </label>
                <textarea
                    id="reason"
                    rows="3"
                    placeholder="A few words help to prepare"
                    required
                    maxlength="500"
                    prop:value=move || reason.get()
                    on:input:target=move |event| reason.set(event.target().value())
                ></textarea>
            </div>
            {move || error().map(|error| view! { <ErrorNotice error /> })}
            <button
                type="submit"
                class="button button--accent"
                disabled=move || chosen.get().is_none() || request.pending().get()
            >
                "Request appointment"
            </button>
        </form>
    }
    .into_any()
}

/// `Consultation · 30 min · Video visit`
fn type_line(one: &AppointmentType) -> String {
    format!("{} · {} min · {}", one.name, one.minutes, one.place.name())
}

/// What a choice does: the chosen value is an id.
fn choose_into<T: std::str::FromStr + Send + Sync + 'static>(chosen: RwSignal<T>) -> impl Fn(String) {
    move |value| {
        if let Ok(id) = value.parse() {
            chosen.set(id);
        }
    }
}

fn minutes_of(types: Vec<AppointmentType>, type_id: RwSignal<AppointmentTypeId>) -> Memo<i32> {
    Memo::new(move |_| types.iter().find(|one| one.id == type_id.get()).map_or(30, |one| one.minutes))
}

fn times(
    free: Result<Vec<Moment>>,
    zone: String,
    day: RwSignal<Option<Date>>,
    chosen: RwSignal<Option<Moment>>,
) -> AnyView {
    match free {
        Ok(free) if free.is_empty() => view! {
            <Empty icon=IconName::Calendar title="No free times" hint="Try another practitioner or type." />
        }
        .into_any(),
        Ok(free) => view! { <TimePicker free zone day chosen /> }.into_any(),
        Err(error) => view! { <ErrorNotice error /> }.into_any(),
    }
}

type Request = Action<(Moment, String), Result<crate::appointments::Appointment>>;

fn request_action(practitioner: RwSignal<UserId>, type_id: RwSignal<AppointmentTypeId>) -> Request {
    Action::new(move |(starts_at, reason): &(Moment, String)| {
        request_appointment(SlotRequest {
            practitioner: practitioner.get_untracked(),
            type_id: type_id.get_untracked(),
            starts_at: *starts_at,
            reason: reason.clone(),
        })
    })
}

/// To the new appointment; where the time was taken meanwhile, the times are read again and the reason stays.
fn go_to_appointment(
    answer: Signal<Option<Result<crate::appointments::Appointment>>>,
    ask_anew: impl Fn() + 'static,
    free: Read<Result<Vec<Moment>>>,
) {
    let me = use_me();
    let navigate = use_navigate();
    Effect::new(move |_| match answer.get() {
        Some(Ok(appointment)) => navigate(&paths::appointment(&me, appointment.id), NavigateOptions::default()),
        Some(Err(AppError::Invalid { field, .. })) if field == "startsAt" => {
            ask_anew();
            free.refetch();
        }
        _ => {}
    });
}
