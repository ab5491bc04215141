// report.mjs RESULTS BUILD [--trace]: counts passed and failed tests from meson's TAP log, the suites' TAP files and Cucumber's messages.
// With --trace it prints each R-, LAW- and I- id with its passing tests. Exit status 1 when anything failed.
import fs from 'node:fs';
import path from 'node:path';

const [results, build, option] = process.argv.slice(2);
const raw = path.join(results, 'raw');
const tests = []; // {name, ok, ids}

const idPattern = /\b(R-\d{3}|I-\d{2}|(?:BSL|HOL|IPF|PBRL|SOT|FVL25|FVL|TIL|HLL|TVF|HPL|PJL|PJF|GDPR|USK|BVL|KRI|NAV|PHV|SPR|ARK|OFF|EFV|UU|KOS|KPR|FHL|KOM|AML|HLG|RET)-[0-9]+[a-z]?)\b/g;
const idsOf = (text) => [...new Set(text.match(idPattern) ?? [])];

// "/* trace: … */" stands directly above a test function.
function traceComments(folder, found = new Map()) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) traceComments(file, found);
    else if (/\.c$/.test(entry.name))
      for (const match of fs.readFileSync(file, 'utf8').matchAll(/\/\* trace: ([^*]*)\*\/\s*static void (\w+)/g)) found.set(match[2], idsOf(match[1]));
  }
  return found;
}
const traced = traceComments('src', traceComments('tests'));

function addTap(text) {
  for (const match of text.matchAll(/^(not )?ok(?: \d+)? - (.*)$/gm)) {
    const name = match[2].trim();
    tests.push({ name, ok: !match[1], ids: traced.get(name.split(' ')[0]) ?? idsOf(name) });
  }
}

const meson = path.join(build, 'meson-logs', 'units.json');
if (fs.existsSync(meson))
  for (const line of fs.readFileSync(meson, 'utf8').split('\n').filter(Boolean)) {
    const program = JSON.parse(line);
    const before = tests.length;
    addTap(program.stdout ?? '');
    const alright = program.result === 'OK' && program.returncode === 0;
    if (!alright && tests.slice(before).every((test) => test.ok)) tests.push({ name: `${program.name} ended with ${program.result} ${program.returncode}`, ok: false, ids: [] });
  }

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
      const ids = pickle.tags.flatMap((tag) => idsOf(tag.name));
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
