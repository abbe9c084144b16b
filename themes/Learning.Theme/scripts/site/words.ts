/** Words the page gives in its own language, as data-text-… of the body. */
export function words(name: string): string {
  const key = 'text' + name[0].toUpperCase() + name.slice(1);
  const text = document.body.dataset[key];
  if (text === undefined) { throw new Error(`The layout gives no data-text-${name}.`); }
  return text;
}

/** Says one thing to everybody: seen at the top, read out by a screen reader. */
export function say(text: string): void {
  const region = document.getElementById('say');
  if (region) { region.textContent = text; }
}
