// Checks the look: `node web/check.mjs [--twice]`. felles.css holds no colours of its own; README.md and felles.css name the same classes;
// nothing points out of the program. --twice: the bundle comes out the same twice, without network where the system lets us cut it.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const web = path.dirname(fileURLToPath(import.meta.url));
const read = (name) => fs.readFileSync(path.join(web, name), 'utf8');
const faults = [];

function bundleTwice() {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'felles-web-'));
  const cut = spawnSync('unshare', ['-rn', 'true']).status === 0;
  const bundle = [process.execPath, path.join(web, 'bundle.mjs')];
  try {
    const made = ['one', 'two'].map((name) => {
      const out = path.join(work, name);
      const [command, ...rest] = cut ? ['unshare', '-rn', ...bundle, out] : [...bundle, out];
      execFileSync(command, rest, { stdio: 'inherit' });
      return out;
    });
    for (const name of ['assets.c', 'assets.h', 'icons.c', 'icons.h'])
      if (!fs.readFileSync(path.join(made[0], name)).equals(fs.readFileSync(path.join(made[1], name)))) faults.push(`${name} differs from one build to the next`);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv.includes('--twice')) bundleTwice();

const css = read('felles.css').replace(/\/\*[\s\S]*?\*\//g, '');
for (const match of css.matchAll(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi)) faults.push(`felles.css has a colour of its own: ${match[0]}`);
for (const match of css.matchAll(/url\((?!inter-)[^)]*\)|@import/g)) faults.push(`felles.css points outside: ${match[0]}`);
for (const match of css.matchAll(/(?:^|[{}])\s*(a|button|input|select|textarea)\s*[{,]/g)) faults.push(`felles.css styles a bare <${match[1]}>`);

// The frame's own classes are written by src/platform/html only, so pages need not know them.
const frame = /^f-(?:top|foot|foot-links|nav|nav-count|nav-more|menu|help|search|user|user-name|menu-button|menu-line|citizen|citizen-top|citizen-foot|languages|logo-place|mark|mark-1|mark-2|notices|optional|user-count|with-nav|icon)$/;
const defined = new Set([...css.matchAll(/\.([fd]-[a-z0-9-]+)/g)].map((match) => match[1]));
const told = new Set([...read('README.md').matchAll(/\b[fd]-[a-z0-9][a-z0-9-]*/g)].map((match) => match[0]));
const ranges = new Set(['f-level-2', 'f-level-3']); // "f-level-1..3"
for (const name of defined) if (!told.has(name) && !frame.test(name) && !ranges.has(name)) faults.push(`README.md does not tell of ${name}`);
for (const name of told) if (!defined.has(name)) faults.push(`felles.css lacks ${name}, which README.md shows`);

for (const fault of faults) console.log(`not ok - web: ${fault}`);
if (!faults.length) console.log(`ok - web: ${defined.size} classes, all told of`);
process.exit(faults.length ? 1 : 0);
