/**
 * The verify page. What a QR code carries stands in the fragment, which no server sees: it is read here and posted. A typed number is
 * tidied and posted the same way; without this script the form posts itself.
 */
interface Answer {
  verdict: string;
  kind: string;
  sentence: string;
  next: string;
  name?: string;
  number?: string;
  type?: string;
  issuedOn?: string;
  expiresOn?: string;
  checkedAt?: string;
}

const page = document.querySelector<HTMLElement>('[data-verify]');
const place = page?.querySelector<HTMLElement>('[data-verify-answer]');
const form = page?.querySelector<HTMLFormElement>('[data-verify-form]');
const number = document.querySelector<HTMLInputElement>('input[data-certificate-number]');
const english = document.documentElement.lang.startsWith('en');
const locale = english ? 'en' : 'zh-CN';

function day(iso: string): string {
  const [year, month, date] = iso.split('-').map(Number) as [number, number, number];
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(year, month - 1, date)));
}

function moment(iso: string): string {
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(new Date(iso));
  return english ? text : text.replace(' ', '');
}

function put(view: ParentNode, field: string, text: string | undefined): void {
  const element = view.querySelector<HTMLElement>(`[data-field="${field}"]`);
  if (!element) {
    return;
  }
  element.textContent = text ?? element.dataset.none ?? '';
  const row = element.closest<HTMLElement>('[data-row]') ?? element;
  row.hidden = element.textContent === '';
}

function show(answer: Answer): void {
  const template = page?.querySelector<HTMLTemplateElement>(`template[data-verify-kind="${answer.kind}"]`);
  if (!page || !place || !template) {
    return;
  }
  const view = template.content.cloneNode(true) as DocumentFragment;
  const heading = view.querySelector('h1');
  if (heading) {
    heading.textContent = answer.sentence;
  }
  put(view, 'name', answer.name);
  put(view, 'number', answer.number);
  put(view, 'type', answer.type);
  put(view, 'issuedOn', answer.issuedOn && day(answer.issuedOn));
  put(view, 'expiresOn', answer.expiresOn && day(answer.expiresOn));
  put(view, 'checkedAt', answer.checkedAt && moment(answer.checkedAt));
  put(view, 'next', answer.next);
  const signed = answer.name !== undefined;
  view.querySelectorAll<HTMLElement>('[data-field="compare"], [data-row="expiresOn"]').forEach(element => { element.hidden = !signed; });
  place.replaceChildren(view);
  page.querySelector<HTMLElement>('[data-verify-head]')?.toggleAttribute('hidden', true);
  page.querySelector<HTMLElement>('[data-verify-again]')?.toggleAttribute('hidden', false);
  document.title = `${answer.sentence} · ${document.title.split(' · ').pop() ?? ''}`;
  place.focus();
  place.scrollIntoView({ block: 'start' });
}

let asked = 0;

async function ask(question: Record<string, string>): Promise<void> {
  if (!page || !place) {
    return;
  }
  const turn = ++asked;
  place.textContent = page.dataset.textChecking ?? '';
  let answer: Answer;
  try {
    const response = await fetch(page.dataset.url!, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(question),
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    answer = response.headers.get('Content-Type')?.includes('json')
      ? await response.json() as Answer
      : { verdict: '', kind: 'none', sentence: page.dataset.textFault ?? '', next: page.dataset.textAgain ?? '' };
  } catch {
    answer = { verdict: '', kind: 'none', sentence: page.dataset.textOffline ?? '', next: page.dataset.textAgain ?? '' };
  }
  if (turn === asked) {
    show(answer);
  }
}

function readFragment(): void {
  const token = location.hash.slice(1);
  if (token !== '') {
    void ask({ token });
  }
}

number?.addEventListener('change', () => {
  number.value = number.value.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase();
});

form?.addEventListener('submit', event => {
  const name = form.querySelector<HTMLInputElement>('[name="Input.Name"]');
  // What is missing the server words, at its field.
  if (!number?.value.trim() || !name?.value.trim()) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  void ask({ number: number.value, name: name.value });
}, { capture: true });

addEventListener('hashchange', readFragment);
readFragment();

export {};
