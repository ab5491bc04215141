// The machine fails while the program runs: the disk is full, the database is gone, the key is another's, the clock is set back. Whoever sits at
// a page is told that it did not go well and loses nothing that was answered «done»; the operator reads why; and when the trouble is over it
// goes on without being started again. Prints TAP. FELLES_FEATURE_DB=postgresql for the other database.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { openCase, registerContact } from '../features/support/intake.mjs';
import { felles, root } from '../features/support/places.mjs';
import { Base, Server } from '../features/support/server.mjs';
import { PlainVisitor } from '../features/support/visitor.mjs';

const onPostgresql = process.env.FELLES_FEATURE_DB === 'postgresql', database = onPostgresql ? 'PostgreSQL' : 'SQLite';
let failed = 0;
function tell(name, wrong) {
  if (wrong) failed++;
  console.log(`${wrong ? 'not ok' : 'ok'} - ${database}: ${name}${wrong ? `: ${wrong}` : ''}`);
}
const quietly = (program, words) => execFileSync(program, words, { stdio: 'pipe' }).toString();
const limit = (server, size) => quietly('prlimit', ['--pid', String(server.process.pid), `--fsize=${size}:unlimited`]);
const onServer = (statement) => quietly('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', process.env.FELLES_TEST_POSTGRESQL, '-c', statement]);
/** How the program ends when it is started with these words, and what it says. */
function startOnce(words) {
  try {
    return { status: 0, said: execFileSync(felles, ['serve', ...words], { cwd: root, stdio: 'pipe', timeout: 30000 }).toString() };
  } catch (error) {
    return { status: error.status, said: `${error.stdout}${error.stderr}` };
  }
}

const base = await Base.make();
const server = await Server.start(base);
const kari = new PlainVisitor(server, { name: 'Kari Moen', unit: 'HOT' }), done = [];

/** A contact and its case; its number when the program says that it was kept. */
async function write(name) {
  const facts = {};
  await registerContact(kari, facts, { given_name: name, what: `${name} trenger et sted å bo. ${'x'.repeat(1500)}`, channel: 'counter', sender: 'person', asks_housing: true });
  if (kari.status !== 200 || !facts.contact) return null;
  await openCase(kari, facts);
  return facts.case ?? null;
}
async function trouble(name, begin, end) {
  const before = await write(`Før${name}`);
  if (before) done.push(before);
  begin();
  const errors = server.log.split(' ERROR ').length;
  let status = 0, kept = null;
  for (let i = 0; i < 40 && status < 500; i++) {
    try { kept = await write(`Under${name}${i}`); if (kept) done.push(kept); } catch { kept = null; } // the form may be what cannot be shown
    status = kari.status;
  }
  tell(`${name}: the page says that it did not go well (I-14)`, status >= 500 && /<html/.test(kari.html) && !/sqlite|postgres|SELECT/i.test(kari.html) ? null : `${status}: ${kari.html.slice(0, 200)}`);
  tell(`${name}: the operator reads why`, server.log.split(' ERROR ').length > errors ? null : 'nothing in the log');
  tell(`${name}: the log holds nothing of what was typed (GDPR-5)`, /Under|trenger et sted/.test(server.log) ? 'it does' : null);
  end();
  let after = null;
  for (let i = 0; i < 20 && !after; i++) {
    try { await kari.open('/'); after = await write(`Etter${name}`); } catch { await new Promise((resolve) => setTimeout(resolve, 100)); }
  }
  tell(`${name}: it goes on when the trouble is over`, after ? null : `${kari.path} ${kari.status}`);
  if (after) done.push(after);
}

try {
  await kari.open('/');
  if (!onPostgresql) {
    const size = fs.statSync(server.db.slice('sqlite:'.length)).size;
    await trouble('full disk', () => limit(server, size + 65536), () => limit(server, 'unlimited'));
  } else {
    const name = server.db.replace(/^.*\//, '').replace(/\?.*$/, '');
    await trouble('lost database', () => onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`),
      () => onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`));
  }
  const lost = [];
  for (const number of done) {
    await kari.open(`/sak/${number}`);
    if (kari.status !== 200) lost.push(number);
  }
  tell(`what was answered «done» is there (I-14)`, done.length > 1 && !lost.length ? null : `${lost.length} of ${done.length} are lost`);
  tell('the database holds together (I-01 I-14)', await server.verify().then(() => null, (error) => error.message.replace(/\n/g, ' ')));

  const other = path.join(base.folder, 'other.key');
  quietly(felles, ['key', 'make', '--key', other]);
  const wrongKey = startOnce(server.common.map((word) => (word === base.key ? other : word)).concat('--port', '1'));
  tell('the key of another database: it does not start, and says so (PJL-5)', wrongKey.status === 1 && /does not belong to this database/.test(wrongKey.said) ? null : `${wrongKey.status}: ${wrongKey.said}`);
  server.setClock('2026-08-01T08:00');
  const early = startOnce([...server.common, '--port', '1']);
  tell('a clock set back: it does not start, and says so (I-14)', early.status === 1 && /set the clock right first/.test(early.said) ? null : `${early.status}: ${early.said}`);
} finally {
  await server.stop().catch((error) => tell('the program ends cleanly', error.message));
  await base.remove();
}
process.exitCode = failed ? 1 : 0;
