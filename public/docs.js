// The page of the HTTP API: takes the theme over and sends its forms.
'use strict';

const theme = localStorage.getItem('attend.theme');
if (theme) document.documentElement.dataset.theme = theme;

/** The request that a form describes. */
function requestOf(form) {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  const request = { method: form.dataset.method, headers: {}, credentials: 'same-origin' };
  for (const input of form.querySelectorAll('[data-in]')) {
    const { name, value } = input;
    switch (input.dataset.in) {
      case 'path':
        path = path.replace(`{${name}}`, encodeURIComponent(value));
        break;
      case 'query':
        if (value) query.append(name, value);
        break;
      case 'body':
        request.body = value;
        request.headers['Content-Type'] = 'application/json';
        break;
      case 'file':
        request.body = new FormData();
        request.body.append(name, input.files[0]);
        break;
    }
  }
  const token = document.getElementById('token').value.trim();
  if (token) {
    request.headers.Authorization = `Bearer ${token}`;
    request.credentials = 'omit';
  }
  return [query.size ? `${path}?${query}` : path, request];
}

function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Texts are shown, and of anything else how much of it there is. */
async function bodyOf(answer) {
  const kind = answer.headers.get('Content-Type') ?? '';
  if (/json|^text\//.test(kind)) return readable(await answer.text());
  const { size } = await answer.blob();
  return size ? `${size} bytes` : '';
}

async function send(form) {
  const outcome = form.querySelector('[role=status]');
  const place = form.querySelector('[data-answer]');
  outcome.textContent = 'Sending…';
  try {
    const [path, request] = requestOf(form);
    const began = performance.now();
    const answer = await fetch(path, request);
    const body = await bodyOf(answer);
    outcome.textContent = `${answer.status} ${answer.statusText} in ${Math.round(performance.now() - began)} ms`;
    place.querySelector('[data-headers]').textContent = [...answer.headers].map((pair) => pair.join(': ')).join('\n');
    place.querySelector('[data-body]').textContent = body || '(empty)';
    place.hidden = false;
  } catch {
    outcome.textContent = 'The server cannot be reached right now.';
    place.hidden = true;
  }
}

/** The contents are unfolded where there is room for them beside the page. */
function unfoldContents() {
  const wide = matchMedia('(width >= 960px)');
  const follow = () => (document.getElementById('contents').open = wide.matches);
  wide.addEventListener('change', follow);
  follow();
}

addEventListener('DOMContentLoaded', () => {
  unfoldContents();
  for (const form of document.querySelectorAll('form[data-method]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      send(form);
    });
  }
  document.documentElement.dataset.hydrated = '';
});
