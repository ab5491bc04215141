// Backups while three writers write: each restores to a database that holds together and has every change that was answered «done» before the
// backup began. Prints TAP. FELLES_FEATURE_DB=postgresql for the other database.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { openCase, registerContact } from '../features/support/intake.mjs';
import { felles, root } from '../features/support/places.mjs';
import { Base, Server } from '../features/support/server.mjs';
import { PlainVisitor } from '../features/support/visitor.mjs';

const BACKUPS = 5, WRITERS = 3, run = promisify(execFile);
const postgresql = process.env.FELLES_FEATURE_DB === 'postgresql';
const database = postgresql ? 'PostgreSQL' : 'SQLite';
let failed = 0;
function tell(name, wrong) {
  if (wrong) failed++;
  console.log(`${wrong ? 'not ok' : 'ok'} - ${database}: ${name}${wrong ? `: ${String(wrong).replace(/\n/g, ' ')}` : ''}`);
}
const sibling = (name) => process.env.FELLES_TEST_POSTGRESQL.replace(/\/[^/]*$/, `/${name}`);
const sql = (statement) => run('psql', ['-X', '-q', '-d', process.env.FELLES_TEST_POSTGRESQL, '-c', statement]);

const base = await Base.make();
const server = await Server.start(base, { time: null });
const done = []; // numbers of cases that the program has answered «opened»
let writing = true;

async function writer(index) {
  const kari = new PlainVisitor(server, { name: 'Kari Moen', unit: 'HOT' });
  for (let i = 0; writing; i++) {
    const facts = {};
    await registerContact(kari, facts, { given_name: `Ane${index}nr${i}`, what: 'Trenger et sted å bo.', channel: 'counter', sender: 'person', asks_housing: true });
    await openCase(kari, facts);
    done.push(Number(facts.case));
  }
}

/** The ids of the cases in an export of everything. */
async function casesIn(url) {
  const file = path.join(base.folder, `all-${Date.now()}.jsonl`);
  await run(felles, ['export', 'all', file, '--db', url, '--key', base.key, '--profile', 'levanger'], { cwd: root });
  const found = fs.readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('{"table":"person_case"')).map((line) => JSON.parse(line).row.id);
  fs.rmSync(file);
  return new Set(found);
}

try {
  const writers = Promise.all(Array.from({ length: WRITERS }, (unused, index) => writer(index)));
  writers.catch(() => { writing = false; });
  for (let i = 1; i <= BACKUPS; i++) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    const before = [...done], copy = path.join(base.folder, `copy${i}`);
    await run(felles, ['backup', copy, ...server.common], { cwd: root });
    const grown = done.length - before.length;
    const url = postgresql ? sibling(`felles_back_${process.pid}_${i}`) : `sqlite:${path.join(base.folder, `back${i}.db`)}`;
    if (postgresql) await sql(`CREATE DATABASE felles_back_${process.pid}_${i}`);
    await run(felles, ['restore', copy, '--db', url], { cwd: root });
    const verified = await run(felles, ['verify', '--all', '--db', url, '--key', base.key, '--profile', 'levanger'], { cwd: root }).then(() => null, (error) => error.stdout ?? error.message);
    tell(`backup ${i}, made while ${grown} changes were, holds together (I-01 I-14)`, verified);
    const there = await casesIn(url), lost = before.filter((number) => !there.has(number));
    tell(`backup ${i} has all ${before.length} cases opened before it`, lost.length || !before.length ? `lacks ${lost.length} of ${before.length}` : null);
    if (postgresql) await sql(`DROP DATABASE felles_back_${process.pid}_${i} WITH (FORCE)`);
  }
  writing = false;
  tell('the writers were never refused', await writers.then(() => null, (error) => error.message));
} finally {
  await server.stop().catch((error) => tell('the program ends cleanly', error.message));
  await base.remove();
}
process.exitCode = failed ? 1 : 0;
