/** The switches work without script too (a form that sets the same cookies); with it nothing typed is lost. */
export function startAppearance(): void {
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    if (!form.matches('[data-appearance]') || !button || (button.name !== 'theme' && button.name !== 'size')) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    apply(button.name, button.value);
    for (const other of document.querySelectorAll<HTMLButtonElement>(`[data-appearance] button[name="${button.name}"]`)) {
      other.hidden = other.value === button.value;
      if (!other.hidden) { other.focus(); }
    }
  }, true);
}

function apply(name: string, value: string): void {
  const age = value === '' ? 0 : 365 * 24 * 3600;
  document.cookie = `${name}=${value}; path=/; max-age=${age}; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
  const attribute = name === 'theme' ? 'data-bs-theme' : 'data-size';
  if (value === '') { document.documentElement.removeAttribute(attribute); } else { document.documentElement.setAttribute(attribute, value); }
  document.dispatchEvent(new CustomEvent('appearance'));
}
