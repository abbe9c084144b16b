const open = 'details.menu[open]';

/** Menus are details elements: they open without script; with it they also close as people expect. */
export function startMenus(): void {
  document.addEventListener('click', event => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>(open)) {
      if (!menu.contains(event.target as Node)) { menu.open = false; }
    }
    const toggle = (event.target as Element).closest<HTMLElement>('[data-toggle]');
    if (toggle) {
      const shown = document.getElementById(toggle.dataset.toggle!)?.classList.toggle('is-open') ?? false;
      toggle.setAttribute('aria-expanded', String(shown));
    }
  });

  document.addEventListener('keydown', event => {
    const menu = document.querySelector<HTMLDetailsElement>(open);
    if (event.key === 'Escape' && menu) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    } else if (event.key === '/' && !isTyping(event.target as Element)) {
      const search = [...document.querySelectorAll<HTMLInputElement>('.search input, main input[type=search]')].find(box => box.offsetParent !== null);
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });
}

const isTyping = (element: Element) => element.closest('input, textarea, select, [contenteditable]') !== null;
