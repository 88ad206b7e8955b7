// Improves pages that work without it. Listens on the document, so that what htmx swaps in is served as well.

const texts = document.body.dataset;
const live = document.getElementById('live');

function announce(text) {
  if (!live) return;
  live.textContent = '';
  // A screen reader speaks only what changes after it has seen the region empty.
  setTimeout(() => { live.textContent = text; }, 100);
}

// --- Times in the reader's own zone -------------------------------------------------------------------------------

// Plain 'en' would write the month first, unlike the server.
const { lang } = document.documentElement;
const language = lang === 'en' ? 'en-GB' : lang || undefined;
const dateOnly = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
const dateAndTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const units = [['year', 31557600], ['month', 2629800], ['week', 604800], ['day', 86400], ['hour', 3600], ['minute', 60]];

function ago(date) {
  const seconds = (date - Date.now()) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / size), unit);
}

function showLocalTimes(root) {
  for (const time of root.querySelectorAll('time[data-local]')) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.getTime())) continue;
    time.textContent = (time.dataset.local === 'date' ? dateOnly : dateAndTime).format(date);
    time.title = ago(date);
    delete time.dataset.local;
  }
}

// --- Keyboard -----------------------------------------------------------------------------------------------------

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
  const target = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!target?.checkVisibility()) return;
  event.preventDefault();
  target.focus();
});

// --- Errors -------------------------------------------------------------------------------------------------------

function focusErrors(root) {
  root.querySelector('.error-summary')?.focus();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('.error-summary a[href^="#"]');
  if (!link) return;
  const field = document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
  // The label above the field should be seen as well.
  (field.closest('.field') ?? field).scrollIntoView({ block: 'start' });
});

// --- Copy ---------------------------------------------------------------------------------------------------------

function textOf(element) {
  return 'value' in element ? element.value : element.textContent.trim();
}

async function copy(button) {
  const sources = [...document.querySelectorAll(button.dataset.copy)];
  const text = sources.length === 1
    ? textOf(sources[0])
    : sources.map((source) => `${source.dataset.copyLabel ?? ''}${source.dataset.copyLabel ? ': ' : ''}${textOf(source)}`).join('\n');
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard on plain http or without permission: mark the text, so that one key press copies it.
    if (sources[0]) getSelection()?.selectAllChildren(sources[0]);
    announce(texts.copyFailed);
    return;
  }
  const confirmation = button.dataset.copied ?? texts.copied;
  announce(confirmation);
  if (button.dataset.restore === undefined) button.dataset.restore = button.textContent;
  button.textContent = confirmation;
  setTimeout(() => {
    if (button.dataset.restore === undefined) return;
    button.textContent = button.dataset.restore;
    delete button.dataset.restore;
  }, 2000);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]');
  if (button) void copy(button);
});

// --- Submit once --------------------------------------------------------------------------------------------------

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-once]')) return;
  if (form.dataset.submitted !== undefined) {
    event.preventDefault();
    return;
  }
  if (form.matches('.htmx-request')) {
    // A save on its way must not overtake the form itself: it would put back what was typed before.
    event.preventDefault();
    const { submitter } = event;
    form.addEventListener('htmx:afterRequest', () => form.requestSubmit(submitter), { once: true });
    return;
  }
  form.dataset.submitted = '';
  // Not disabled: a disabled button would lose its name and value from the request, and the focus.
  event.submitter?.setAttribute('aria-busy', 'true');
  announce(texts.busy);
});

document.addEventListener('htmx:beforeRequest', (event) => {
  if (event.target.matches('form[data-submitted]')) event.preventDefault();
});

// Coming back by the back button shows the page as it was left; it must be usable again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-submitted]')) delete form.dataset.submitted;
  for (const button of document.querySelectorAll('form [aria-busy]')) button.removeAttribute('aria-busy');
});

// --- Leaving a page that can't be shown again -----------------------------------------------------------------------

function warnBeforeLeaving(event) {
  if (document.querySelector('[data-warn-leave]:not([data-dismissed])')) event.preventDefault();
}

addEventListener('beforeunload', warnBeforeLeaving);

document.addEventListener('click', (event) => {
  if (!event.target.closest('[data-warn-leave-dismiss]')) return;
  for (const element of document.querySelectorAll('[data-warn-leave]')) element.dataset.dismissed = '';
});

// --- How many products are picked ---------------------------------------------------------------------------------------

function countPicked() {
  const count = document.querySelector('[data-count-picked]');
  if (!count) return;
  count.textContent = count.dataset.countPicked.replace('{0}', document.querySelectorAll('.offer .form-check-input:checked').length);
}

document.addEventListener('change', countPicked);
addEventListener('pageshow', countPicked);

// --- Rows that open in place, menus that close ----------------------------------------------------------------------

// What a row shows when it opens is fetched then; where that fails, the link leads to the page with the row open.
async function openRow(expander) {
  if (expander.ariaBusy === 'true') return;
  expander.ariaBusy = 'true';
  try {
    const answer = await fetch(expander.dataset.more, { headers: { 'HX-Request': 'true' } });
    if (!answer.ok) throw new Error(answer.statusText);
    expander.closest('tr').insertAdjacentHTML('afterend', await answer.text());
    expander.setAttribute('aria-expanded', 'true');
  } catch {
    location.href = expander.href;
  } finally {
    expander.ariaBusy = null;
  }
}

document.addEventListener('click', (event) => {
  const expander = event.target.closest('[data-expand]');
  if (expander) {
    const detail = document.querySelector(expander.dataset.expand);
    if (!detail && expander.dataset.more) {
      event.preventDefault();
      openRow(expander);
    } else if (detail) {
      event.preventDefault();
      detail.hidden = !detail.hidden;
      expander.setAttribute('aria-expanded', String(!detail.hidden));
    }
  }
  for (const menu of document.querySelectorAll('details.user-menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// --- Exports --------------------------------------------------------------------------------------------------------

// The browser downloads and the page stays; from now on it asks how far the export is.
document.addEventListener('click', (event) => {
  if (event.target.closest('a[data-export]')) document.body.dispatchEvent(new Event('export-begun'));
});

// --- Ticking all rows of a page ---------------------------------------------------------------------------------------

document.addEventListener('change', (event) => {
  const { target } = event;
  if (!target.matches('[data-check-all]')) return;
  for (const box of document.querySelector(target.dataset.checkAll).elements) {
    if (box.type === 'checkbox') box.checked = target.checked;
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const menu = event.target.closest?.('details.user-menu[open], details.nav-toggle[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

// --- htmx -----------------------------------------------------------------------------------------------------------

document.addEventListener('htmx:configRequest', (event) => {
  const { verb, headers, elt } = event.detail;
  if (verb === 'get') return;
  const token = (elt.closest('form') ?? document).querySelector('input[name="__RequestVerificationToken"]');
  if (token) headers['X-CSRF-TOKEN'] = token.value;
});

document.addEventListener('htmx:afterSettle', (event) => {
  showLocalTimes(event.target);
  focusErrors(event.target);
});

showLocalTimes(document);
focusErrors(document);

// --- Pages with a script of their own -----------------------------------------------------------------------------

if (document.querySelector('[data-invitation-draft]')) void import('./invitation-draft.js');
if (document.querySelector('[data-passkey]')) void import('./passkeys.js');
