// Pages on which nobody is signed in are documents: nothing runs in them but this. It sends their forms so that what
// was typed stays, and fetches the program while somebody fills one in. Without it the browser sends them itself.
'use strict';

/** How long a form waits for its answer, in milliseconds. */
const PATIENCE = 30_000;

document.addEventListener('submit', (event) => {
  event.preventDefault();
  send(event.target);
});

/** The server answers with the page to go to, with this page and what was wrong, or with why it refused. */
async function send(form) {
  const typed = new FormData(form);
  const index = [...document.forms].indexOf(form);
  setBusy(true);
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(typed),
      headers: { Accept: 'text/html' },
      signal: AbortSignal.timeout(PATIENCE),
    });
    const isThisPage = new URL(answer.url).pathname === location.pathname;
    // A link that is over says so with 404, on a page of its own.
    if (isThisPage && (answer.ok || answer.status === 404)) take(await answer.text(), index, typed);
    else if (answer.redirected && !isThisPage) location.assign(answer.url);
    else say(form, await reasonOf(answer));
  } catch {
    say(form);
  }
}

/** Why the server refused, in its own words where it has any; nothing where it was not reached. */
async function reasonOf(answer) {
  const text = await answer.text();
  const isJson = (answer.headers.get('Content-Type') ?? '').includes('json');
  const own = isJson ? detailIn(text) : noticeIn(text);
  if (own) return own;
  // With these a proxy says that the server is away.
  return [502, 503, 504].includes(answer.status) ? '' : `The server refused this (${answer.status}).`;
}

function detailIn(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return '';
  }
}

function noticeIn(text) {
  return new DOMParser().parseFromString(text, 'text/html').querySelector('[role=alert]')?.textContent.trim();
}

function take(text, index, typed) {
  const main = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
  if (!main) throw new Error('no page');
  document.querySelector('main').replaceWith(main);
  tellZone();
  const form = document.forms[index];
  if (!form) return;
  for (const input of form.querySelectorAll('input:not([type=hidden])')) input.value = typed.get(input.name) ?? '';
  (form.querySelector('[aria-invalid]') ?? form.querySelector('[type=submit]')).focus();
}

/** What was typed stays. Without a reason: the server was not reached. */
function say(form, reason) {
  setBusy(false);
  for (const notice of document.querySelectorAll('form [role=alert]')) notice.remove();
  const notice = document.getElementById('unreached').content.cloneNode(true);
  if (reason) notice.querySelector('p').textContent = reason;
  const button = form.querySelector('[type=submit]');
  button.before(notice);
  button.focus();
}

function setBusy(isBusy) {
  for (const button of document.querySelectorAll('[type=submit]')) button.disabled = isBusy;
}

// The browser kept the page as it was left.
addEventListener('pageshow', ({ persisted }) => persisted && setBusy(false));

// *Try again* where something could not be read.
document.addEventListener('click', ({ target }) => target.closest('[role=alert] button') && location.reload());

/** Whoever fills in a form will soon need the program. */
function fetchProgram({ target }) {
  if (!target.form) return;
  removeEventListener('focusin', fetchProgram);
  for (const { href } of document.getElementById('program').content.querySelectorAll('link')) {
    fetch(href, { priority: 'low' }).then((file) => file.blob()).catch(() => {});
  }
}

/** Times are to be those of wherever the person is. */
function tellZone() {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  for (const input of document.querySelectorAll('input[name=time_zone]')) input.value = timeZone;
}

addEventListener('focusin', fetchProgram);
tellZone();
document.documentElement.dataset.hydrated = '';
