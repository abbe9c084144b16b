// Builds wwwroot/dist from styles/, scripts/ and icons/. Run by the project file; by hand: npm run build.
import { context, build } from 'esbuild';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tablerParts } from './tabler.mjs';

const out = 'wwwroot/dist';
const read = file => readFileSync(file, 'utf8');

/** Tokens are written once, in tokens.json; without a chosen theme the device decides, and no script is needed for it. */
function tokens() {
  const all = Object.entries(JSON.parse(read('styles/tokens.json')));
  const side = (i, scheme) => `color-scheme:${scheme};${all.map(([name, pair]) => `--c-${name}:${pair[i]}`).join(';')}`;
  return `:root,[data-bs-theme="light"]{${side(0, 'light')}}
[data-bs-theme="dark"]{${side(1, 'dark')}}
@media screen and (prefers-color-scheme:dark){:root:not([data-bs-theme]){${side(1, 'dark')}}}`;
}

function sprite() {
  const listed = read('icons/list.txt').split('\n').filter(Boolean)
    .map(name => [name, read(`node_modules/@tabler/icons/icons/outline/${name}.svg`)]);
  const own = readdirSync('icons').filter(f => f.endsWith('.svg')).map(f => [f.slice(0, -4), read(`icons/${f}`)]);
  const symbols = [...listed, ...own].map(([name, svg]) => {
    const shapes = svg.replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>|<\/svg>[\s\S]*$/g, '')
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '').replace(/>\s+</g, '><').trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

const generated = {
  name: 'generated',
  setup(bundle) {
    bundle.onResolve({ filter: /^(tokens|tabler)\.css$/ }, ({ path }) => ({ path, namespace: 'generated' }));
    bundle.onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
      loader: 'css',
      contents: path === 'tokens.css' ? tokens() : tablerParts('node_modules/@tabler/core/dist/css/tabler.css'),
      watchFiles: ['styles/tokens.json'],
    }));
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(`${out}/icons.svg`, sprite());

const shared = {
  outdir: out,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome87', 'safari14', 'firefox90'],
  // Safari 14 fails only on a corner of destructuring that nothing here uses.
  supported: { destructuring: true },
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [generated],
};
const bundles = [
  { ...shared, entryPoints: ['site', 'charts', 'player', 'verify', 'sign-in'].map(name => `scripts/${name}.ts`) },
  { ...shared, entryPoints: ['styles/site.css'] },
];

if (process.argv.includes('--watch')) {
  for (const bundle of bundles) { await (await context(bundle)).watch(); }
} else {
  await Promise.all(bundles.map(bundle => build(bundle)));
}
