import { say, words } from './words';

// What is typed stays in this tab until it has arrived: through an expired sign-in, an error of ours, a lost network.
const prefix = 'draft:';
const sentKey = 'draft-sent';
type Values = Record<string, string[]>;
type Sent = { key: string; interrupted: boolean };

export function startDrafts(): void {
  settleSent();
  document.querySelectorAll<HTMLFormElement>('form[data-draft]').forEach(restore);
  document.addEventListener('input', event => keep((event.target as Element).closest('form')));
  document.addEventListener('change', event => keep((event.target as Element).closest('form')));
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || !form.matches('[data-draft]')) { return; }
    keep(form);
    if (form.matches('[data-send-when-online]') && !navigator.onLine) {
      event.preventDefault();
      sendLater(form, event.submitter as HTMLElement | null);
    } else {
      sessionStorage.setItem(sentKey, JSON.stringify({ key: keyOf(form), interrupted: false } satisfies Sent));
    }
  });
}

export function clearDrafts(): void {
  Object.keys(sessionStorage).filter(key => key.startsWith('draft')).forEach(key => sessionStorage.removeItem(key));
}

/** Whether a form on this page holds text that was typed and not sent. */
export function hasUnsaved(): boolean {
  return [...document.querySelectorAll<HTMLFormElement>('form[data-draft]')].some(form => form.dataset.typed === 'true');
}

const keyOf = (form: HTMLFormElement) => `${prefix}${location.pathname}:${form.dataset.draft}`;

function controls(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
  return [...form.elements].filter((e): e is HTMLInputElement => 'name' in e && (e as HTMLInputElement).name !== ''
    && !['hidden', 'password', 'file', 'submit', 'button', 'reset', 'fieldset', 'output'].includes((e as HTMLInputElement).type)
    && !(e as HTMLElement).matches('[data-no-draft]'));
}

const isChoice = (control: Element): control is HTMLInputElement => control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type);

function valuesOf(form: HTMLFormElement): Values {
  const values: Values = {};
  for (const control of controls(form)) {
    values[control.name] ??= [];
    if (!isChoice(control) || control.checked) { values[control.name].push(control.value); }
  }
  return values;
}

function keep(form: HTMLFormElement | null): void {
  if (!form?.matches('[data-draft]')) { return; }
  form.dataset.typed = 'true';
  sessionStorage.setItem(keyOf(form), JSON.stringify(valuesOf(form)));
}

/** A form that was sent is done with, unless the way led over the sign-in page or into an error of ours. */
function settleSent(): void {
  const stored = sessionStorage.getItem(sentKey);
  if (stored === null) { return; }
  const sent = JSON.parse(stored) as Sent;
  if (location.pathname === '/sign-in' || document.body.matches('[data-error="true"]')) {
    sessionStorage.setItem(sentKey, JSON.stringify({ ...sent, interrupted: true } satisfies Sent));
    return;
  }
  sessionStorage.removeItem(sentKey);
  const refused = [...document.querySelectorAll<HTMLFormElement>('form[data-draft]')].some(form => keyOf(form) === sent.key && form.querySelector('[data-error-summary]'));
  if (!sent.interrupted && !refused) { sessionStorage.removeItem(sent.key); }
}

function restore(form: HTMLFormElement): void {
  const stored = sessionStorage.getItem(keyOf(form));
  // After a refusal the server has put everything back itself.
  if (stored === null || form.querySelector('[data-error-summary]')) { return; }
  const values = JSON.parse(stored) as Values;
  if (JSON.stringify(valuesOf(form)) === stored) { return; }
  const taken: Record<string, number> = {};
  for (const control of controls(form)) {
    const kept = values[control.name];
    if (!kept) { continue; }
    if (isChoice(control)) {
      control.checked = kept.includes(control.value);
    } else {
      const place = taken[control.name] = (taken[control.name] ?? -1) + 1;
      if (kept[place] !== undefined) { control.value = kept[place]; }
    }
  }
  form.dataset.typed = 'true';
  say(words('restored'), 8);
}

function sendLater(form: HTMLFormElement, button: HTMLElement | null): void {
  say(words('keptOffline'));
  window.addEventListener('online', () => {
    say('');
    form.requestSubmit(button as HTMLButtonElement | null);
  }, { once: true });
}
