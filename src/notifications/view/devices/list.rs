//! The devices that one is notified on, and taking one out.

use crate::app::use_me;
use crate::notifications::Device;
use crate::notifications::remove_device;
use crate::time::{Civil, month_short};
use crate::ui::{Attempt, Button, Chip, Empty, ErrorNotice, IconName, When};
use leptos::prelude::*;

#[component]
pub fn DeviceList(devices: Vec<Device>, changed: Callback<()>) -> impl IntoView {
    if devices.is_empty() {
        let hint = "Turn it on above, on every device that is to tell you.";
        return view! { <Empty icon=IconName::Bell title="No device is notified yet" hint=hint /> }.into_any();
    }
    view! {
        <ul class="devices" aria-label="Your devices">
            {devices.into_iter().map(|device| view! { <DeviceRow device changed /> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn DeviceRow(device: Device, changed: Callback<()>) -> impl IntoView {
    let zone = use_me().time_zone;
    let attempt = Attempt::default();
    let (id, is_here) = (device.id, device.is_here);
    let remove = move || {
        attempt.start(
            async move {
                #[cfg(feature = "hydrate")]
                if is_here {
                    crate::notifications::view::browser::turn_off().await.ok();
                }
                remove_device(id).await
            },
            move |()| changed.run(()),
        );
    };
    let used = device.last_used_at.map(|at| view! { " · last told you " <When at zone=zone.clone() form=date /> });
    view! {
        <li class="device">
            <div class="device__what">
                <p class="row row--wrap">
                    <b>{device.name.clone()}</b>
                    {is_here.then(|| view! { <Chip text="This device" look="good" /> })}
                </p>
                <p class="soft">"Since " <When at=device.created_at zone form=date /> {used}</p>
                {move || attempt.error.get().map(|error| view! { <ErrorNotice error /> })}
            </div>
            <Button small=true busy=attempt.busy on_press=remove>
                "Remove"
                <span class="visually-hidden">" " {device.name}</span>
            </Button>
        </li>
    }
}

/// `20 Nov 2026`
fn date(at: Civil, _: Civil) -> String {
    format!("{} {} {}", at.date.day(), month_short(at.date), at.date.year())
}
