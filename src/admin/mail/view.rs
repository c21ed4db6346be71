//! `/admin/mail`: whether e-mail goes out and how, and a letter to oneself.

use super::{MailStatus, read_mail_status, send_test_letter};
use crate::admin::view::AdminPage;
use crate::app::use_me;
use crate::ui::{Attempt, Button, Empty, ErrorNotice, IconName, Look, Saved, Skeleton, read};
use leptos::prelude::*;

#[component]
pub fn MailPage() -> impl IntoView {
    let status = read(|| (), |()| read_mail_status());
    view! {
        <AdminPage title="E-mail">
            <Transition fallback=|| view! { <Skeleton rows=3 /> }>
                {move || Suspend::new(async move {
                    match status.await {
                        Ok(status) if status.on => view! { <Outgoing status /> }.into_any(),
                        Ok(_) => view! { <NotSetUp /> }.into_any(),
                        Err(error) => {
                            let retry = Callback::new(move |()| status.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </AdminPage>
    }
}

#[component]
fn NotSetUp() -> impl IntoView {
    view! {
        <Empty
            icon=IconName::Send
            title="E-mail is not set up"
            hint="People are told on the page alone. Whoever runs the server names a mail server with ATTEND_SMTP_HOST and the sender with ATTEND_SMTP_FROM, and starts it again."
        />
    }
}

#[component]
fn Outgoing(status: MailStatus) -> impl IntoView {
    let protection = match status.security.as_deref() {
        Some("plain") => "None: right for a mail server on the same machine",
        Some("tls") => "TLS",
        _ => "STARTTLS",
    };
    view! {
        <section class="card stack" aria-labelledby="outgoing">
            <h2 id="outgoing">"Outgoing e-mail"</h2>
            <dl class="facts">
                {fact("Mail server", status.server.unwrap_or_default())}
                {fact("Protection", protection.to_owned())}
                {fact("From", status.from.unwrap_or_default())}
                {fact("Links lead to", status.site)}
            </dl>
        </section>
        <Trial />
    }
}

fn fact(name: &'static str, text: String) -> impl IntoView {
    view! {
        <dt>{name}</dt>
        <dd>{text}</dd>
    }
}

/// Says what the mail server said, right where one has asked.
#[component]
fn Trial() -> impl IntoView {
    let attempt = Attempt::default();
    let sent = RwSignal::new(None::<String>);
    let press = move || {
        sent.set(None);
        attempt.start(send_test_letter(), move |letter| {
            let text = format!(
                "{} has taken a letter to {}. Look into that mailbox, and among its junk.",
                letter.server, letter.to
            );
            sent.try_set(Some(text));
        });
    };
    view! {
        <section class="card stack" aria-labelledby="trial">
            <h2 id="trial">"Try it"</h2>
            <p class="soft">{format!("A letter to your own address, {}.", use_me().email)}</p>
            <div class="row">
                <Button look=Look::Accent busy=attempt.busy on_press=press>
                    {move || if attempt.busy.get() { "Sending…" } else { "Send a test e-mail" }}
                </Button>
            </div>
            {move || sent.get().map(|text| view! { <Saved text /> })}
            {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        </section>
    }
}
