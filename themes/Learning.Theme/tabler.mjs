// Takes from Tabler only the rules the product uses, and of those only what older in-app browsers can read:
// Tabler 1.6 states colours with light-dark(), oklch() and color-mix(), which ours replace as plain hex tokens.
import { readFileSync } from 'node:fs';

const unreadable = /light-dark\(|oklch\(|color-mix\(/;
const wantedClasses = new Set([
  'form-label', 'form-control', 'form-select', 'form-check', 'form-check-input', 'form-check-label',
  'visually-hidden', 'visually-hidden-focusable',
]);
const unwantedElements = /(^|[\s>+~])(kbd|pre|code|mark|hr|address|samp|abbr|blockquote|h[1-6]|strong|figcaption|picture)\b|\[data-|\[class|\[dir=|\[list\]/;

export function tablerParts(file) {
  const css = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace('@charset "UTF-8";', '');
  return blocks(css).filter(({ head }) => !head.startsWith('@') && !head.startsWith(':root')).map(wantedRule).filter(Boolean).join('\n');
}

/** Top-level blocks as { head, body }; a semicolon at this level ends a statement without a block. */
function blocks(css) {
  const found = [];
  let depth = 0, start = 0, open = 0;
  for (let i = 0; i < css.length; i++) {
    if (css[i] === '{' && depth++ === 0) { open = i; }
    else if (css[i] === '}' && --depth === 0) { found.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, i) }); start = i + 1; }
    else if (css[i] === ';' && depth === 0) { start = i + 1; }
  }
  return found;
}

function wantedRule({ head, body }) {
  if (body.includes('{')) { return ''; }
  const selectors = head.split(/,(?![^(]*\))/).map(s => s.trim()).filter(wantedSelector);
  const declarations = body.split(/;(?![^(]*\))/).map(d => d.trim()).filter(d => d && !unreadable.test(d));
  return selectors.length && declarations.length ? `${selectors.join(',')}{${declarations.join(';')}}` : '';
}

function wantedSelector(selector) {
  const classes = selector.match(/\.[a-zA-Z_][\w-]*/g) ?? [];
  return classes.every(c => wantedClasses.has(c.slice(1))) && !unwantedElements.test(selector);
}
