/** Words the page gives in its own language, as data-text-… of the body. */
export function words(name: string): string {
  const key = 'text' + name[0].toUpperCase() + name.slice(1);
  const text = document.body.dataset[key];
  if (text === undefined) { throw new Error(`The layout gives no data-text-${name}.`); }
  return text;
}

let silence = 0;

/** Says one thing to everybody: seen above the tabs, read out by a screen reader. It stays until the next, or for some seconds. */
export function say(text: string, seconds = 0): void {
  const region = document.getElementById('say');
  if (!region) { return; }
  region.textContent = text;
  clearTimeout(silence);
  if (seconds > 0) { silence = window.setTimeout(() => say(''), seconds * 1000); }
}
