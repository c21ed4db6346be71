//! Below a message that asks for it: confirming that one has read and understood it, and how many have.

use crate::app::use_me;
use crate::chat::view::thread::OpenThread;
use crate::chat::{Acknowledgement, Message, Stance, acknowledge};
use crate::time::{Civil, Moment};
use crate::ui::{Attempt, Button, ErrorNotice, Icon, IconName, Look, When, use_clock};
use leptos::prelude::*;

/// What of the message is shown.
#[derive(Clone, PartialEq)]
struct Asked {
    acknowledgement: Acknowledgement,
    stance: Stance,
    sees_all: bool,
}

#[component]
pub fn AcknowledgementCard(message: Memo<Message>) -> impl IntoView {
    let me = use_me();
    let (id, role) = (me.id(), me.role);
    let asked = Memo::new(move |_| {
        message.with(|message| {
            let acknowledgement = message.acknowledgement.clone().filter(|_| message.deleted_at.is_none())?;
            let (stance, sees_all) = (message.stance_of(id)?, message.may_see_confirmations(id, role));
            Some(Asked { acknowledgement, stance, sees_all })
        })
    });
    let zone = StoredValue::new(me.time_zone);
    let attempt = Attempt::default();
    move || {
        asked.get().map(|asked| {
            view! {
                <div class="acknowledgement" role="group" aria-label="Acknowledgement">
                    {stance(&asked, message, attempt, zone)} {count(&asked, message)}
                    {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
                </div>
            }
        })
    }
}

/// What this person is to do, or has done.
fn stance(asked: &Asked, message: Memo<Message>, attempt: Attempt, zone: StoredValue<String>) -> AnyView {
    let deadline = asked.acknowledgement.deadline;
    match asked.stance {
        Stance::Asked => view! {
            <p>"Please confirm that you have read and understood this" {due(deadline, zone)}</p>
            <ConfirmButton message attempt />
        }
        .into_any(),
        Stance::Confirmed(at) => view! {
            <p class="acknowledgement__done">
                <Icon name=IconName::Check class="icon icon--small" />
                <span>"You confirmed · " <When at zone=zone.get_value() form=Civil::moment_near /></span>
            </p>
        }
        .into_any(),
        Stance::Beside => view! { <p>"Asks for acknowledgement" {due(deadline, zone)}</p> }.into_any(),
    }
}

#[component]
fn ConfirmButton(message: Memo<Message>, attempt: Attempt) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let confirm = move || {
        attempt.start(acknowledge(message.with_untracked(|message| message.id)), move |message| {
            open.thread.try_update(|thread| thread.take(&message));
        });
    };
    view! {
        <Button look=Look::Accent busy=attempt.busy on_press=confirm>
            "Read and understood"
        </Button>
    }
}

/// How many have confirmed; it leads to who they are, for those who may know.
fn count(asked: &Asked, message: Memo<Message>) -> Option<AnyView> {
    let (clock, acknowledgement) = (use_clock(), asked.acknowledgement.clone());
    let text = move || {
        let late = if acknowledgement.is_overdue(clock.get()) { " · overdue" } else { "" };
        format!("{}{late}", acknowledgement.count())
    };
    if asked.sees_all {
        let open = expect_context::<OpenThread>();
        let number = move || message.with_untracked(|message| message.number);
        let ask = move |_| open.asks_confirmed.set(Some(number()));
        return Some(
            view! {
                <button type="button" class="acknowledgement__count" on:click=ask>
                    {text}
                </button>
            }
            .into_any(),
        );
    }
    (asked.acknowledgement.asked > 1).then(|| view! { <p class="acknowledgement__others">{text}</p> }.into_any())
}

/// ` · until today, 14:00`
fn due(deadline: Option<Moment>, zone: StoredValue<String>) -> Option<AnyView> {
    deadline.map(|at| view! { " · " <When at zone=zone.get_value() form=until /> }.into_any())
}

fn until(at: Civil, now: Civil) -> String {
    let clock = |civil: Civil| (civil.date, civil.hour, civil.minute);
    let word = if clock(at) <= clock(now) { "was due" } else { "until" };
    format!("{word} {}", at.moment_near(now))
}
