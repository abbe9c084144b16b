import { clearDrafts, hasUnsaved } from './drafts';
import { words } from './words';

export function startForms(): void {
  focusErrors(document);

  document.addEventListener('click', event => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('.error-summary a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) {
      event.preventDefault();
      field.focus();
      field.scrollIntoView({ block: 'center' });
    }
    const leaving = (event.target as Element).closest<HTMLAnchorElement>('a[data-leaves]');
    if (leaving && hasUnsaved()) {
      event.preventDefault();
      ask(leaving, () => location.assign(leaving.href), words('leave'));
    }
  });

  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLElement | null;
    if (needsAnswer(form, button)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(button, () => {
        form.dataset.answered = 'true';
        form.requestSubmit(button as HTMLButtonElement | null);
      });
    } else if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      markSent(form, button);
    }
  }, true);

  // Back from the next page, or after an answer that replaced only a region, the form works again.
  window.addEventListener('pageshow', () => document.querySelectorAll<HTMLFormElement>('form[data-sent]').forEach(free));
  document.addEventListener('htmx:finally:request', event => {
    const form = (event.target as Element).closest?.('form');
    if (form) { free(form); }
  });
}

/** Moves to what is wrong; says whether there was anything. */
export function focusErrors(root: ParentNode): boolean {
  const summary = root.querySelector<HTMLElement>('[data-error-summary]');
  summary?.focus();
  return summary !== null;
}

function needsAnswer(form: HTMLFormElement, button: HTMLElement | null): boolean {
  return !form.dataset.answered && (button?.dataset.confirm !== undefined || (form.matches('[data-leaves]') && hasUnsaved()));
}

function markSent(form: HTMLFormElement, button: HTMLElement | null): void {
  if (form.matches('[data-sign-out]')) { clearDrafts(); }
  delete form.dataset.answered;
  form.dataset.sent = 'true';
  button?.setAttribute('aria-busy', 'true');
  // A download leaves the page standing: no later event tells that it came.
  window.setTimeout(() => free(form), 3000);
}

function free(form: HTMLFormElement): void {
  delete form.dataset.sent;
  form.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
}

function ask(button: HTMLElement | null, go: () => void, yesText = button?.textContent?.trim() ?? ''): void {
  const dialog = make('dialog', 'sheet');
  const title = make('h2', '', button?.dataset.confirm ?? words('unsaved'));
  title.id = 'ask-title';
  dialog.setAttribute('aria-labelledby', title.id);
  const yes = make('button', button?.matches('.btn-danger') ? 'btn btn-danger' : 'btn btn-primary', yesText);
  const no = make('button', 'btn', words('cancel'));
  const row = make('div', 'buttons');
  row.append(yes, no);
  dialog.append(title, ...(button?.dataset.confirmText ? [make('p', '', button.dataset.confirmText)] : []), row);
  document.body.append(dialog);
  no.addEventListener('click', () => dialog.close());
  yes.addEventListener('click', () => {
    dialog.close();
    go();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    button?.focus();
  });
  dialog.showModal();
  no.focus();
}

function make<K extends keyof HTMLElementTagNameMap>(name: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  if (element instanceof HTMLButtonElement) { element.type = 'button'; }
  return element;
}
