//! Who is in a group, in the order in which they came; adding to them, and removing.

use super::{count_of_members, of_room};
use crate::accounts::{Person, User};
use crate::app::use_me;
use crate::chat::view::opening::{Chosen, toggle};
use crate::chat::view::people::{FoundPeople, PeoplePicker, PersonLine};
use crate::chat::{Participant, Room, Thread, add_people, find_people, list_members, remove_member};
use crate::ids::{RoomId, UserId};
use crate::ui::{
    Attempt, Button, Confirm, Dialog, ErrorNotice, Icon, IconName, Look, SearchBox, Skeleton, open_about, settled,
};
use leptos::prelude::*;

/// As many as the server tells at once; fewer are the last.
const PAGE: usize = 50;
/// Among more than so many one looks for a name.
const AT_A_GLANCE: i64 = 12;

/// Whom one is being asked about.
#[derive(Clone, Copy, Default)]
struct Removing {
    whom: RwSignal<Option<User>>,
    attempt: Attempt,
}

impl Removing {
    fn ask(self, user: User) {
        self.attempt.error.set(None);
        self.whom.set(Some(user));
    }
}

#[component]
pub fn Members(thread: RwSignal<Thread>) -> impl IntoView {
    let me = use_me().id();
    let room = thread.with_untracked(|thread| thread.room.id);
    let (members, reading) = (RwSignal::new(None::<Vec<Participant>>), Attempt::default());
    let (has_more, text) = (RwSignal::new(false), RwSignal::new(String::new()));
    let read_on = move |after: Option<UserId>| {
        reading.read(list_members(room, text.get_untracked(), after), move |page| {
            has_more.try_set(page.len() == PAGE);
            members.try_update(|members| {
                let known = members.take().filter(|_| after.is_some()).unwrap_or_default();
                *members = Some([known, page].concat());
            });
        });
    };
    // Whoever comes or goes changes these.
    let who = of_room(thread, |room: &Room| {
        (room.member_count, room.members.iter().map(|member| member.user.id).collect::<Vec<_>>())
    });
    Effect::new(move |_| {
        who.track();
        text.track();
        read_on(None);
    });
    let may_invite = Memo::new(move |_| thread.with(|thread| thread.room.may_invite(me)));
    let removing = Removing::default();
    view! {
        <section>
            <div class="spread">
                <h3>{move || count_of_members(who.with(|(count, _)| *count))}</h3>
                <Show when=move || may_invite.get()>
                    <AddPeople room />
                </Show>
            </div>
            <Show when=move || who.with(|(count, _)| *count > AT_A_GLANCE) || text.with(|text| !text.is_empty())>
                <SearchBox label="Search members" placeholder="Name" most=120 text on_type=settled(text) />
            </Show>
            {move || members.with(Option::is_none).then(|| view! { <Skeleton rows=2 /> })}
            <Show when=move || members.with(|members| members.as_ref().is_some_and(Vec::is_empty))>
                <p class="soft">"There is nobody of that name here."</p>
            </Show>
            <ul class="members" aria-label="Members">
                <For each=move || members.get().unwrap_or_default() key=|member| member.user.id let:member>
                    <MemberLine member thread removing />
                </For>
            </ul>
            {move || {
                let retry = Callback::new(move |()| read_on(None));
                reading.error.get().map(|error| view! { <ErrorNotice error on_retry=retry /> })
            }}
            <Show when=move || has_more.get()>
                <Button
                    look=Look::Quiet
                    busy=reading.busy
                    on_press=move || {
                        read_on(members.with_untracked(|all| all.as_ref()?.last().map(|member| member.user.id)));
                    }
                >
                    "Show more"
                </Button>
            </Show>
            <RemovePerson room removing />
        </section>
    }
}

#[component]
fn MemberLine(member: Participant, thread: RwSignal<Thread>, removing: Removing) -> impl IntoView {
    let me = use_me().id();
    let id = member.user.id;
    let may_remove = Memo::new(move |_| thread.with(|thread| thread.room.may_remove(me, id)));
    let is_opener = Memo::new(move |_| thread.with(|thread| thread.room.opened_by == Some(id)));
    let mark = Signal::derive(move || if is_opener.get() { "Manages it" } else { "" });
    let user = StoredValue::new(member.user.clone());
    view! {
        <li class="member">
            <PersonLine user=member.user role=member.role mark />
            <Show when=move || may_remove.get()>
                <button
                    type="button"
                    class="button button--icon button--quiet"
                    aria-label=move || format!("Remove {}", user.with_value(|user| user.name.clone()))
                    on:click=move |_| removing.ask(user.get_value())
                >
                    <Icon name=IconName::Close class="icon icon--small" />
                </button>
            </Show>
        </li>
    }
}

#[component]
fn RemovePerson(room: RoomId, removing: Removing) -> impl IntoView {
    let Removing { whom, attempt } = removing;
    let open = open_about(whom);
    let title =
        move || whom.with(|user| user.as_ref().map(|user| format!("Remove {}?", user.name)).unwrap_or_default());
    let remove = Callback::new(move |()| {
        if let Some(user) = whom.get_untracked() {
            attempt.start(remove_member(room, user.id), move |()| {
                open.try_set(false);
            });
        }
    });
    view! {
        <Confirm
            id="remove-member"
            title=Signal::derive(title)
            text=Signal::stored("They will not see this conversation any more.".to_owned())
            verb="Remove"
            open
            on_confirm=remove
            busy=attempt.busy
            error=attempt.error
        />
    }
}

#[component]
fn AddPeople(room: RoomId) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button small=true on_press=move || open.set(true)>
            "Add people"
        </Button>
        <Dialog id="add-people" title=Signal::stored("Add people".to_owned()) open>
            <AddPeopleForm room open />
        </Dialog>
    }
}

#[component]
fn AddPeopleForm(room: RoomId, open: RwSignal<bool>) -> impl IntoView {
    let chosen = RwSignal::new(Vec::<Person>::new());
    let attempt = Attempt::default();
    let add = move || {
        let people = chosen.with_untracked(|chosen| chosen.iter().map(|person| person.user.id).collect());
        attempt.start(add_people(room, people), move |()| open.set(false));
    };
    let find = Callback::new(move |(text, after)| Box::pin(find_people(text, after, Some(room))) as FoundPeople);
    let pick = Callback::new(move |person| chosen.update(|chosen| toggle(chosen, person)));
    view! {
        <p class="soft">"They will see all that was said here."</p>
        <Chosen chosen />
        <PeoplePicker
            chosen
            several=Signal::stored(true)
            on_pick=pick
            find
            nobody="All whom you can write to are in it already."
        />
        {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
        <div class="dialog__actions">
            <Button look=Look::Accent busy=attempt.busy on_press=add>
                "Add"
            </Button>
        </div>
    }
}
