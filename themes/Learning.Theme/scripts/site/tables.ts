/** Ticking all rows of a list, and saying how many are ticked. */
export function startTables(): void {
  document.addEventListener('change', event => {
    const box = event.target as HTMLInputElement;
    if (box.dataset?.checkAll) {
      boxes(box.dataset.checkAll).forEach(each => { each.checked = box.checked; });
      count(box.dataset.checkAll);
    } else if (box.type === 'checkbox' && box.name) {
      count(box.name);
    }
  });
  document.querySelectorAll<HTMLElement>('[data-check-count]').forEach(output => count(output.dataset.checkCount!));
}

const boxes = (name: string) => [...document.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][name="${CSS.escape(name)}"]`)];

function count(name: string): void {
  const all = boxes(name);
  const ticked = all.filter(box => box.checked).length;
  document.querySelectorAll<HTMLElement>(`[data-check-count="${CSS.escape(name)}"]`).forEach(output => { output.textContent = String(ticked); });
  document.querySelectorAll<HTMLInputElement>(`[data-check-all="${CSS.escape(name)}"]`).forEach(box => {
    box.checked = ticked > 0 && ticked === all.length;
    box.indeterminate = ticked > 0 && ticked < all.length;
  });
}
