//! What one can do with a message, shown on the one that is pointed at or has the focus.

use super::printing::print_card;
use super::reactions::ReactionPicker;
use crate::app::{paths, use_me, use_me_signal};
use crate::chat::view::thread::OpenThread;
use crate::chat::{Message, MessageKind, may_read_earlier};
use crate::ui::{Icon, IconName, use_clock};
use leptos::prelude::*;

/// They stand still while the message changes, as somebody else reacts to it: the picker stays open, and the focus
/// where it is.
#[component]
pub fn MessageActions(message: Memo<Message>, is_own: bool) -> impl IntoView {
    let open = expect_context::<OpenThread>();
    let is_picking = RwSignal::new(false);
    let (id, number, kind, sent_at) = message.with_untracked(|said| (said.id, said.number, said.kind, said.created_at));
    let is_talk = Memo::new(move |_| kind != MessageKind::System && message.with(|said| said.deleted_at.is_none()));
    let may_write = Memo::new(move |_| is_talk.get() && open.thread.with(|thread| !thread.room.is_ended()));
    let has_card = matches!(kind, MessageKind::Assessment | MessageKind::Prescription);
    // What somebody has confirmed stays as they have read it.
    let is_confirmed =
        Memo::new(move |_| message.with(|said| said.acknowledgement.as_ref().is_some_and(|asked| asked.done > 0)));
    // The practice may let its people edit and delete for a while only, and may change its mind while this is open.
    let (signal, clock) = (use_me_signal(), use_clock());
    let may_edit = Memo::new(move |_| signal.with(|me| me.practice.may_still_edit(sent_at, clock.get())));
    let may_delete = Memo::new(move |_| signal.with(|me| me.practice.may_still_delete(sent_at, clock.get())));
    let reads_earlier = may_read_earlier(use_me().role);
    let has_earlier = Memo::new(move |_| message.with(|said| said.edited_at.is_some() || said.deleted_at.is_some()));
    let me = use_me();
    let link = paths::message(&me, message.with_untracked(|said| said.room), number);
    view! {
        <div class="message__actions" role="group" aria-label="Message actions">
            <Show when=move || may_write.get()>
                <button
                    type="button"
                    class="action"
                    aria-label="React"
                    aria-expanded=move || is_picking.get().to_string()
                    on:click=move |_| is_picking.update(|is_picking| *is_picking = !*is_picking)
                >
                    <Icon name=IconName::Smile />
                </button>
            </Show>
            <Show when=move || may_write.get()>
                {action("Reply", IconName::Reply, move || open.reply_to(message.with_untracked(Message::quote)))}
            </Show>
            <Show when=move || may_write.get() && is_own && !has_card && !is_confirmed.get() && may_edit.get()>
                {action("Edit", IconName::Pencil, move || open.editing.set(Some(id)))}
            </Show>
            <Show when=move || may_write.get() && is_own && may_delete.get()>
                {action("Delete", IconName::Bin, move || open.deleting.set(Some(id)))}
            </Show>
            <Show when=move || is_own && is_talk.get()>
                {action("Read by", IconName::Checks, move || open.asks_readers.set(Some(number)))}
            </Show>
            <Show when=move || reads_earlier && has_earlier.get()>
                {action("Earlier versions", IconName::Clock, move || open.asks_earlier.set(Some(id)))}
            </Show>
            {has_card.then(|| action("Print", IconName::Print, move || print_card(open, number, &me)))}
            {action("Copy link", IconName::Link, move || copy_link(open, &link))}
        </div>
        <Show when=move || is_picking.get() && may_write.get()>
            <ReactionPicker message=id on_close=Callback::new(move |()| is_picking.set(false)) />
        </Show>
    }
}

fn action(name: &'static str, icon: IconName, on_press: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="action" aria-label=name title=name on:click=move |_| on_press()>
            <Icon name=icon />
        </button>
    }
    .into_any()
}

fn copy_link(open: OpenThread, path: &str) {
    let origin = window().location().origin().unwrap_or_default();
    // Where the browser gives no clipboard (an address without TLS), the link is shown to be copied by hand.
    let link = format!("{origin}{path}");
    if window().is_secure_context() {
        drop(window().navigator().clipboard().write_text(&link));
        open.say("The link is copied.");
    } else {
        open.say(&link);
    }
}
