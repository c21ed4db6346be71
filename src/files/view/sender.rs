//! Sends files from the browser. By `XMLHttpRequest`, since `fetch` does not say how far an upload has come.

use super::poster::draw_poster;
use crate::files::model::{Attachment, Stage};
use crate::ui::read_json;
use leptos::prelude::set_timeout;
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Blob, File, FormData, ProgressEvent, XmlHttpRequest};

const ADDRESS: &str = "/api/v1/files";
const NOT_FOUND: u16 = 404;

type Hear = Rc<dyn Fn(Stage)>;

struct Held {
    file: File,
    request: Option<XmlHttpRequest>,
    /// What the browser calls, for as long as it may.
    listeners: Vec<Closure<dyn Fn(ProgressEvent)>>,
}

thread_local! {
    static HELD: RefCell<HashMap<u64, Held>> = RefCell::default();
}

/// As the server refuses.
#[derive(Deserialize)]
struct Problem {
    status: u16,
    detail: String,
}

/// Keeps a file of this page until it is let go of.
pub fn hold(id: u64, file: File) {
    HELD.with_borrow_mut(|held| held.insert(id, Held { file, request: None, listeners: Vec::new() }));
}

pub fn let_go(id: u64) {
    if let Some(held) = HELD.with_borrow_mut(|all| all.remove(&id))
        && let Some(request) = held.request
    {
        request.set_onload(None);
        request.set_onerror(None);
        request.abort().ok();
    }
}

/// Cancels what is on its way; what has arrived is removed from the server, too.
pub fn take_back(id: u64, stage: &Stage) {
    let_go(id);
    if let (Stage::Done(attachment), Ok(request)) = (stage, XmlHttpRequest::new())
        && request.open("DELETE", &attachment.path()).is_ok()
    {
        request.send().ok();
    }
}

/// Asks whether the server still has what an earlier page uploaded, and calls `missed` where it says that it has not.
pub fn look_for(attachment: &Attachment, missed: impl FnOnce() + 'static) {
    let Ok(request) = XmlHttpRequest::new() else { return };
    if request.open("HEAD", &attachment.path()).is_err() {
        return;
    }
    let asked = request.clone();
    let answered = Closure::once_into_js(move || {
        if status_of(&asked) == NOT_FOUND {
            missed();
        }
    });
    request.set_onload(Some(answered.unchecked_ref()));
    request.send().ok();
}

/// Sends a file that is held, and tells of each stage; `show` gets the still of a video, once it is drawn.
pub fn send(id: u64, show: impl FnOnce(&Blob) + 'static, hear: impl Fn(Stage) + 'static) {
    let hear: Hear = Rc::new(hear);
    let Some(file) = HELD.with_borrow(|held| held.get(&id).map(|held| held.file.clone())) else {
        return hear(failed("This file is not there any more.", true));
    };
    if file.type_().starts_with("video/") {
        let video = file.clone();
        draw_poster(&video, move |poster| {
            if let Some(still) = &poster {
                show(still);
            }
            post(id, &file, poster.as_ref(), &hear);
        });
    } else {
        post(id, &file, None, &hear);
    }
}

fn post(id: u64, file: &File, poster: Option<&Blob>, hear: &Hear) {
    let sent = form_of(file, poster).and_then(|form| request_of(id, hear).map(|request| (request, form)));
    let is_sent = sent.is_some_and(|(request, form)| request.send_with_opt_form_data(Some(&form)).is_ok());
    if !is_sent {
        hear(failed("This file cannot be read.", false));
    }
}

fn form_of(file: &File, poster: Option<&Blob>) -> Option<FormData> {
    let form = FormData::new().ok()?;
    if let Some(poster) = poster {
        form.append_with_blob_and_filename("poster", poster, "poster.jpg").ok()?;
    }
    form.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    Some(form)
}

/// A request with its listeners; `None` where the file was let go of meanwhile.
fn request_of(id: u64, hear: &Hear) -> Option<XmlHttpRequest> {
    let request = XmlHttpRequest::new().ok()?;
    request.open("POST", ADDRESS).ok()?;
    let listener = |listen: Box<dyn Fn(ProgressEvent)>| Closure::wrap(listen);
    let (heard, answered, broken) = (Rc::clone(hear), Rc::clone(hear), Rc::clone(hear));
    let progress = listener(Box::new(move |event| heard(Stage::Sending(percent(event.loaded(), event.total())))));
    let done = listener(Box::new({
        let request = request.clone();
        move |_| answer(&request, &answered)
    }));
    let lost = listener(Box::new(move |_| broken(Stage::Paused)));
    request.upload().ok()?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    request.set_onload(Some(done.as_ref().unchecked_ref()));
    request.set_onerror(Some(lost.as_ref().unchecked_ref()));
    HELD.with_borrow_mut(|all| {
        let held = all.get_mut(&id)?;
        held.request = Some(request.clone());
        held.listeners = vec![progress, done, lost];
        Some(request)
    })
}

fn answer(request: &XmlHttpRequest, hear: &Hear) {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    if let Ok(attachment) = read_json::<Attachment>(&text) {
        return hear(Stage::Done(attachment));
    }
    match read_json::<Problem>(&text) {
        // Too many at once: it begins again by itself.
        Ok(Problem { status: 429, .. }) => {
            let hear = Rc::clone(hear);
            set_timeout(move || hear(Stage::Waiting), pause_of(request));
        }
        Ok(problem) => hear(failed(&problem.detail, problem.status == 422)),
        // A proxy answers for a server that cannot be reached.
        Err(_) if (502..=504).contains(&status_of(request)) => hear(Stage::Paused),
        Err(_) => hear(failed("The server did not take it.", false)),
    }
}

/// How long the server asks to wait, within a minute.
fn pause_of(request: &XmlHttpRequest) -> Duration {
    let told = request.get_response_header("retry-after").ok().flatten();
    let seconds = told.and_then(|seconds| seconds.parse::<u64>().ok()).unwrap_or(2);
    Duration::from_secs(seconds.clamp(1, 60))
}

/// 0 where there was no answer.
fn status_of(request: &XmlHttpRequest) -> u16 {
    request.status().unwrap_or_default()
}

fn failed(why: &str, is_final: bool) -> Stage {
    Stage::Failed { why: why.into(), is_final }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 0 and 100
fn percent(loaded: f64, total: f64) -> u8 {
    if total > 0.0 { (loaded / total * 100.0).clamp(0.0, 100.0) as u8 } else { 0 }
}
