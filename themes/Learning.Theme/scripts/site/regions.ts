import htmx from 'htmx.org';
import { focusErrors } from './forms';
import { say, words } from './words';

// The content security policy allows neither inline styles nor code made from text.
htmx.config.includeIndicatorCSS = false;

type Context = { sourceElement: Element; sourceEvent?: Event; target: Element; request: { headers: Record<string, string>; method: string }; response: { raw: Response; status: number } };
const contextOf = (event: Event) => (event as CustomEvent<{ ctx: Context }>).detail.ctx;
const isQuiet = (element: Element) => element.closest('[data-quiet]') !== null;

let waiting = 0;
let timers: number[] = [];

function startWaiting(): void {
  if (waiting++ > 0) { return; }
  timers = [
    window.setTimeout(() => document.getElementById('loading')?.classList.add('is-on'), 300),
    window.setTimeout(() => say(words('loading')), 1000),
  ];
}

function endWaiting(): void {
  if (waiting === 0 || --waiting > 0) { return; }
  timers.forEach(clearTimeout);
  document.getElementById('loading')?.classList.remove('is-on');
  if (document.getElementById('say')?.textContent === words('loading')) { say(''); }
}

document.addEventListener('htmx:config:request', event => {
  const { request } = contextOf(event);
  const token = document.querySelector<HTMLMetaElement>('meta[name="request-token"]')?.content;
  if (token && request.method !== 'GET') { request.headers['RequestVerificationToken'] = token; }
});

// By the end of a request its source may have been replaced: what was counted in is remembered.
const awaited = new WeakSet<Context>();

document.addEventListener('htmx:before:request', event => {
  const ctx = contextOf(event);
  if (isQuiet(ctx.sourceElement)) { return; }
  awaited.add(ctx);
  startWaiting();
});
document.addEventListener('htmx:finally:request', event => { if (awaited.delete(contextOf(event))) { endWaiting(); } });

document.addEventListener('htmx:before:response', event => {
  const { response, sourceElement } = contextOf(event);
  const signIn = response.raw.redirected && new URL(response.raw.url).pathname === '/sign-in';
  if (signIn) {
    event.preventDefault();
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  } else if (response.status >= 500 || response.status === 429) {
    event.preventDefault();
    if (!isQuiet(sourceElement)) { say(words('failed')); }
  }
});

document.addEventListener('htmx:error', event => {
  const source = (event as CustomEvent<{ ctx?: Context }>).detail.ctx?.sourceElement;
  if (source && !isQuiet(source)) { say(words('offline')); }
});

document.addEventListener('htmx:after:swap', event => {
  const { sourceElement, sourceEvent, target } = contextOf(event);
  if (isQuiet(sourceElement)) { return; }
  say('');
  const region = (target.id && document.getElementById(target.id)) || target;
  if (focusErrors(region)) { return; }
  const heading = region.querySelector<HTMLElement>('[data-focus]') ?? (sourceEvent?.type === 'click' ? region.querySelector<HTMLElement>('h1, h2') : null);
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
});

export { htmx };
