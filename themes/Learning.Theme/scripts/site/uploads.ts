import { htmx } from './regions';
import { focusErrors } from './forms';
import { say, words } from './words';

/** form[data-upload]: shows how far the files are, and lets one stop. Without script it is an ordinary form. */
export function startUploads(): void {
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || !form.matches('[data-upload]')) { return; }
    event.preventDefault();
    send(form, event.submitter as HTMLButtonElement | null);
  });
}

function send(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  const data = new FormData(form);
  if (button?.name) { data.append(button.name, button.value); }
  const request = new XMLHttpRequest();
  const box = progressBox(() => request.abort());
  form.append(box.element);
  request.open(form.method, button?.getAttribute('formaction') ?? form.action);
  request.upload.addEventListener('progress', event => { if (event.lengthComputable) { box.show(event.loaded, event.total); } });
  request.addEventListener('load', () => arrived(request));
  request.addEventListener('error', () => say(words('offline')));
  request.addEventListener('loadend', () => {
    if (box.element.contains(document.activeElement)) { button?.focus(); }
    box.element.remove();
    delete form.dataset.sent;
    button?.removeAttribute('aria-busy');
  });
  request.send(data);
}

function arrived(request: XMLHttpRequest): void {
  const next = new URL(request.responseURL || location.href);
  if (request.status >= 500) {
    say(words('failed'));
  } else if (next.pathname !== location.pathname || next.search !== location.search) {
    location.assign(next);
  } else {
    const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
    const main = document.getElementById('main')!;
    document.title = answer.title;
    main.replaceChildren(...(answer.getElementById('main')?.childNodes ?? []));
    htmx.process(main);
    if (!focusErrors(main)) { main.focus(); }
  }
}

function progressBox(cancel: () => void): { element: HTMLElement; show: (done: number, total: number) => void } {
  const element = Object.assign(document.createElement('div'), { className: 'job' });
  const head = Object.assign(document.createElement('div'), { className: 'job-head' });
  const share = Object.assign(document.createElement('span'), { className: 'number' });
  // Only that it goes on is read out: the megabytes would be with each of them.
  head.append(Object.assign(document.createElement('strong'), { role: 'status', textContent: words('sending') }), share);
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', words('sending'));
  const row = Object.assign(document.createElement('div'), { className: 'buttons' });
  const stop = Object.assign(document.createElement('button'), { className: 'btn btn-small', type: 'button', textContent: words('cancel') });
  stop.addEventListener('click', cancel);
  row.append(stop);
  element.append(head, bar, row);
  return {
    element,
    show: (done, total) => {
      bar.max = total;
      bar.value = done;
      share.textContent = `${megabytes(done)}/${megabytes(total)} MB`;
    },
  };
}

const megabytes = (bytes: number) => (bytes / 1048576).toFixed(1);
