// Buttons that use or make a passkey. The form they stand in carries the answer to the server, which says what comes of it.

const supported = typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function';
// A challenge lives ten minutes; the one behind the autofill is renewed before that.
const renewAfter = 8 * 60 * 1000;
let waiting;

async function options(form) {
  const answer = await fetch(form.dataset.passkeyOptions, { headers: { Accept: 'application/json' }, redirect: 'error' });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function ask(form, more) {
  // A browser asks for one passkey at a time.
  waiting?.abort();
  const { signal } = waiting = new AbortController();
  const json = await options(form);
  return form.dataset.passkey === 'create'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json), signal })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json), signal, ...more });
}

function send(form, credential) {
  form.elements.Credential.value = JSON.stringify(credential);
  form.submit();
}

async function press(form, button) {
  if (button.hasAttribute('aria-busy')) return;
  const failed = form.querySelector('[role="alert"]');
  failed.hidden = true;
  button.setAttribute('aria-busy', 'true');
  try {
    send(form, await ask(form));
  } catch {
    button.removeAttribute('aria-busy');
    failed.hidden = false;
    void offerInField();
  }
}

// The browser offers passkeys among the user names it knows.
async function offerInField() {
  const form = document.querySelector('form[data-passkey-autofill="on"]');
  if (!form || !await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
  const renewal = setTimeout(() => void offerInField(), renewAfter);
  try {
    send(form, await ask(form, { mediation: 'conditional' }));
  } catch {
    // The button was pressed, or nobody wanted one.
    clearTimeout(renewal);
  }
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const button = form.querySelector('button');
  if (!supported) {
    button.hidden = true;
    continue;
  }
  form.hidden = false;
  button.addEventListener('click', () => void press(form, button));
  // By the Enter key in a field; a form that carries an answer is sent past this.
  form.addEventListener('submit', (event) => { event.preventDefault(); void press(form, button); });
}
if (supported) void offerInField();
