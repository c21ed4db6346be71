//! Notifications on devices: this one, and the list of all that one has.

mod help;
mod list;
mod this_device;

use crate::notifications::show_devices;
use crate::ui::{ErrorNotice, Skeleton, once_alive, read};
use leptos::prelude::*;
use list::DeviceList;
use this_device::ThisDevice;

/// How a browser stands to notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser knows"))]
pub enum Standing {
    /// The page has just been drawn.
    Unknown,
    /// It has none.
    Unable,
    /// It has them once the site is installed as an app.
    NotInstalled,
    /// The person has said no to them.
    Blocked,
    Askable,
    Allowed,
}

#[component]
pub fn DevicesCard() -> impl IntoView {
    let round = RwSignal::new(0);
    let changed = Callback::new(move |()| round.update(|count| *count += 1));
    let sheet = read(move || round.get(), |_| show_devices());
    let standing = follow_standing();
    view! {
        <section class="card stack" aria-labelledby="devices">
            <h2 id="devices">"On your devices"</h2>
            <p class="soft">
                "A device tells you when there is something new, even while Attend is closed."
            </p>
            <Transition fallback=|| view! { <Skeleton rows=2 /> }>
                {move || Suspend::new(async move {
                    match sheet.await {
                        Ok(devices) => {
                            let here = devices.iter().find(|device| device.is_here).map(|device| device.id);
                            view! {
                                <ThisDevice here standing changed />
                                <DeviceList devices changed />
                            }
                                .into_any()
                        }
                        Err(error) => {
                            let retry = Callback::new(move |()| sheet.refetch());
                            view! { <ErrorNotice error on_retry=retry /> }.into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

/// Looked at again whenever the person comes back to the page, as from the browser's settings.
fn follow_standing() -> RwSignal<Standing> {
    let standing = RwSignal::new(Standing::Unknown);
    let look = move || {
        #[cfg(feature = "hydrate")]
        standing.set(super::browser::standing());
    };
    once_alive(look);
    Effect::new(move |_| {
        let focus = window_event_listener_untyped("focus", move |_| look());
        on_cleanup(move || focus.remove());
    });
    standing
}
