// report.mjs RESULTS BUILD [--trace]: counts passed and failed tests from meson's TAP log, the suites' TAP files and Cucumber's messages.
// With --trace it prints each R-, LAW- and I- id with its passing tests. Exit status 1 when anything failed.
import fs from 'node:fs';
import path from 'node:path';
import { idsOf, isId, tracesOfC } from './trace.mjs';

const [results, build, option] = process.argv.slice(2);
const raw = path.join(results, 'raw');
const tests = []; // {name, ok, ids}

const { tests: traced, wrong } = tracesOfC();
const ran = new Set(); // "program/function"

function addTap(text, program) {
  for (const match of text.matchAll(/^(not )?ok(?: \d+)? - (.*)$/gm)) {
    const name = match[2].trim();
    const key = `${program}/${name.split(/[ ,]/)[0]}`;
    ran.add(key);
    tests.push({ name, ok: !match[1], ids: traced.get(key)?.ids ?? idsOf(name) });
  }
}

const meson = path.join(build, 'meson-logs', 'units.json');
if (fs.existsSync(meson))
  for (const line of fs.readFileSync(meson, 'utf8').split('\n').filter(Boolean)) {
    const program = JSON.parse(line);
    const before = tests.length;
    addTap(program.stdout ?? '', program.name.split(' ').at(-1));
    const alright = program.result === 'OK' && program.returncode === 0;
    if (!alright && tests.slice(before).every((test) => test.ok)) tests.push({ name: `${program.name} ended with ${program.result} ${program.returncode}`, ok: false, ids: [] });
  }

/* A tag above a test that nothing runs would say that something is shown when it is not. */
if (ran.size > 0)
  for (const [key, { where }] of traced) if (!ran.has(key)) wrong.push(`${where}: ${key.split('/')[1]} is tagged, and was not run`);
for (const each of wrong) tests.push({ name: each, ok: false, ids: [] });

for (const file of fs.readdirSync(raw).filter((name) => name.endsWith('.tap'))) addTap(fs.readFileSync(path.join(raw, file), 'utf8'));

const messages = path.join(raw, 'features.ndjson');
if (fs.existsSync(messages)) {
  const pickles = new Map(), cases = new Map(), started = new Map(), worst = new Map();
  for (const line of fs.readFileSync(messages, 'utf8').split('\n').filter(Boolean)) {
    const message = JSON.parse(line);
    if (message.pickle) pickles.set(message.pickle.id, message.pickle);
    if (message.testCase) cases.set(message.testCase.id, message.testCase.pickleId);
    if (message.testCaseStarted) started.set(message.testCaseStarted.id, message.testCaseStarted.testCaseId);
    if (message.testStepFinished && message.testStepFinished.testStepResult.status !== 'PASSED') worst.set(message.testStepFinished.testCaseStartedId, message.testStepFinished.testStepResult.status);
    if (message.testCaseFinished && !message.testCaseFinished.willBeRetried) {
      const pickle = pickles.get(cases.get(started.get(message.testCaseFinished.testCaseStartedId)));
      const ids = pickle.tags.map((tag) => tag.name.slice(1)).filter(isId);
      tests.push({ name: pickle.name, ok: !worst.has(message.testCaseFinished.testCaseStartedId), ids });
    }
  }
}
const suites = path.join(raw, 'suites.failed');
for (const suite of fs.existsSync(suites) ? fs.readFileSync(suites, 'utf8').split('\n').filter(Boolean) : [])
  if (tests.every((test) => test.ok)) tests.push({ name: `suite ${suite}`, ok: false, ids: [] });

if (option === '--trace') {
  const byId = new Map();
  for (const test of tests.filter((each) => each.ok)) for (const id of test.ids) byId.set(id, [...(byId.get(id) ?? []), test.name]);
  for (const id of [...byId.keys()].sort()) console.log(`${id.padEnd(9)} ${[...new Set(byId.get(id))].join(' · ')}`);
}
const failed = tests.filter((test) => !test.ok);
for (const test of failed) console.log(`failed: ${test.name}`);
console.log(`${tests.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length || tests.length === 0 ? 1 : 0);
