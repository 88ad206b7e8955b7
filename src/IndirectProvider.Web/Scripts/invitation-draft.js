// The draft of an invitation: keeps the mail link up to date, copies, tracks, guards the personal link. Without script
// the same buttons send the form.

const form = document.querySelector('[data-invitation-draft]');
const field = (name) => form.elements[`Input.${name}`];
const link = form.dataset.link;
const linkStart = link.slice(0, link.lastIndexOf('/') + 1);
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const wholeLink = new RegExp(`(?<![A-Za-z0-9])${escaped(link)}(?![A-Za-z0-9_-])`, 'g');
const secret = link.slice(linkStart.length);
const strayLink = new RegExp(`\\S*(?:${escaped(linkStart)}|${escaped(secret)})\\S*`, 'gi');
const anyLink = new RegExp(`${escaped(linkStart)}[A-Za-z0-9_-]*`, 'gi');
const standards = [...form.querySelectorAll('template[data-standard]')];
const replaceQuestion = form.querySelector('#replace-text');
const status = form.querySelector('#draft-status');

const tidy = (text) => text.replace(/\r\n?/g, '\n').trim();
const standardFor = (language) => standards.find((template) => template.dataset.standard === language) ?? standards[0];
const standardText = (language) => tidy(standardFor(language).content.textContent);
const isEdited = () => tidy(field('Text').value) !== '' && !standards.some((template) => tidy(template.content.textContent) === tidy(field('Text').value));

function carriesLink(text = field('Text').value) {
  const rest = text.replace(wholeLink, '');
  return rest !== text && !rest.toLowerCase().includes(linkStart.toLowerCase()) && !rest.includes(secret);
}

const isComplete = () => /^\S+@\S+\.\S+$/.test(field('Email').value.trim()) && field('Name').value.trim() !== '' && carriesLink();

function refresh() {
  const address = encodeURIComponent(field('Email').value.trim()).replace('%40', '@');
  const subject = standardFor(field('Culture').value).dataset.subject;
  const body = field('Text').value.replace(/\r?\n/g, '\r\n');
  form.querySelector('[data-open-email]').href =
    `mailto:${address}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  form.querySelector('#link-missing').hidden = carriesLink();
}

// The server took the form: what it complained about before is mended.
function forgetErrors() {
  form.parentElement.querySelector('.error-summary')?.remove();
  for (const error of form.querySelectorAll('.field-error')) error.remove();
  for (const wrong of form.querySelectorAll('.field-invalid')) wrong.classList.remove('field-invalid');
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
}

function say(text) {
  status.textContent = '';
  setTimeout(() => { status.textContent = text; }, 100);
}

// What is missing is said by the server, in its words and at the fields.
const sendToServer = (handler) => {
  const button = document.createElement('button');
  button.hidden = true;
  button.formAction = `?handler=${handler}`;
  form.append(button);
  form.requestSubmit(button);
};

async function track(handlerOnRefusal) {
  const answer = await fetch('?handler=Track', { method: 'POST', body: new FormData(form), keepalive: true, redirect: 'error' }).catch(() => null);
  if (!answer?.ok) {
    sendToServer(handlerOnRefusal);
    return false;
  }
  forgetErrors();
  return true;
}

async function copy(event) {
  event.preventDefault();
  if (!isComplete()) {
    sendToServer('Copy');
    return;
  }
  let message = form.dataset.copied;
  try {
    await navigator.clipboard.writeText(field('Text').value);
  } catch {
    field('Text').select();
    message = form.dataset.copyFailed;
  }
  if (await track('Copy')) say(message);
}

async function openEmail(event) {
  if (!isComplete()) {
    event.preventDefault();
    sendToServer('Open');
    return;
  }
  refresh();
  if (await track('Done')) say(form.dataset.opened);
}

function setText(text) {
  field('Text').value = text;
  replaceQuestion.hidden = true;
  refresh();
}

function loadStandard(event, sure) {
  event.preventDefault();
  if (!sure && isEdited()) {
    replaceQuestion.hidden = false;
    replaceQuestion.querySelector('button').focus();
    return;
  }
  setText(standardText(field('Culture').value));
}

function putBack(event) {
  event.preventDefault();
  let mended = field('Text').value.replace(anyLink, link);
  if (!carriesLink(mended)) mended = mended.replace(strayLink, link);
  setText(carriesLink(mended) ? mended : `${mended.trimEnd()}\n\n${link}`.trimStart());
  field('Text').focus();
}

form.addEventListener('input', refresh);
field('Culture').addEventListener('change', (event) => loadStandard(event, false));
form.querySelector('[data-load-standard]').addEventListener('click', (event) => loadStandard(event, false));
form.querySelector('[data-replace-text]').addEventListener('click', (event) => loadStandard(event, true));
form.querySelector('[data-keep-text]').addEventListener('click', (event) => { event.preventDefault(); replaceQuestion.hidden = true; field('Text').focus(); });
form.querySelector('[data-put-back]').addEventListener('click', putBack);
form.querySelector('[data-copy-draft]').addEventListener('click', copy);
form.querySelector('[data-open-email]').addEventListener('click', openEmail);
refresh();
