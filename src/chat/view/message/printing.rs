//! A card on paper: a copy of it beside the page, with who wrote it, for whom and when, and nothing of the page itself.

use crate::accounts::Me;
use crate::chat::Room;
use crate::chat::view::thread::OpenThread;
use crate::ids::UserId;
use crate::time::{Civil, date_line};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::Element;

const SHEET: &str = "print-sheet";

/// Prints this message alone. Some browsers go on while it is being printed: the copy goes when they say that it is
/// done.
pub fn print_card(open: OpenThread, number: i64, me: &Me) {
    let body = document().query_selector(&format!("article[data-number='{number}'] .message__body")).ok().flatten();
    let card = body.and_then(|body| body.clone_node_with_deep(true).ok());
    let (Some(card), Some(sheet)) = (card, made(open, number, me)) else { return };
    remove_sheet();
    sheet.append_child(&card).ok();
    if let Some(page) = document().body() {
        page.append_child(&sheet).ok();
    }
    let done = Closure::once_into_js(remove_sheet);
    window().set_onafterprint(Some(done.unchecked_ref()));
    window().print().ok();
}

fn remove_sheet() {
    window().set_onafterprint(None);
    if let Ok(Some(sheet)) = document().query_selector(&format!("body > .{SHEET}")) {
        sheet.remove();
    }
}

/// The sheet with its head.
fn made(open: OpenThread, number: i64, me: &Me) -> Option<Element> {
    let lines = open.thread.with_untracked(|thread| {
        let message = thread.message(number)?;
        let at = message.created_at.civil(&me.time_zone);
        let author = message.sender.as_ref()?;
        let by = match read_by(&thread.room, author.id) {
            names if names.is_empty() => author.name.clone(),
            names => format!("{} for {names}", author.name),
        };
        Some([me.practice.name.clone(), by, written_at(at)])
    })?;
    let sheet = document().create_element("section").ok()?;
    sheet.set_class_name(SHEET);
    let head = document().create_element("header").ok()?;
    for line in lines {
        let paragraph = document().create_element("p").ok()?;
        paragraph.set_text_content(Some(&line));
        head.append_child(&paragraph).ok()?;
    }
    sheet.append_child(&head).ok()?;
    Some(sheet)
}

fn written_at(at: Civil) -> String {
    format!("{}, {}", date_line(at.date), at.clock())
}

/// Whom it was written to, as far as the room names them.
fn read_by(room: &Room, author: UserId) -> String {
    if room.is_crowd() {
        return String::new();
    }
    room.others(author).map(|member| member.user.name.as_str()).collect::<Vec<_>>().join(", ")
}
