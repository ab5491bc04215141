// What each test says it shows: R-, I- and law ids, parts of the model (MODEL-3.4, MODEL-6.4-2) and steps of its story (L1, A4, K2).
// A C test says it in `/* trace: R-029 I-02 */` above its `static void`, a scenario in its tags, another script in the names it prints.
// Run by itself it prints, as TAP, every tag that would be lost in silence, and every row of docs/requirements.md that names a test which does
// not say so. Nothing is changed here.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const law = 'BSL|HOL|IPF|PBRL|SOT|FVL25|FVL|TIL|HLL|TVF|HPL|PJL|PJF|GDPR|USK|BVL|KRI|NAV|PHV|SPR|ARK|OFF|EFV|UU|KOS|KPR|FHL|KOM|AML|HLG|RET';
const id = `R-\\d{3}|I-\\d{2}|(?:${law})-\\d+[a-z]?|MODEL-\\d+(?:\\.\\d+)?(?:-\\d+)?`, step = '[LAK]\\d{1,2}';
const anyId = new RegExp(`(?<![\\w-])(${id})(?![\\w-])`, 'g');
const oneId = new RegExp(`^(${id}|${step})$`);

/** Of a name that a test prints; there a step of the story would be mistaken for a size of paper. */
export const idsOf = (text) => [...new Set(text.match(anyId) ?? [])];

/** Of a scenario's tag or a word in a trace. */
export const isId = (word) => oneId.test(word);

function filesUnder(folder, ending, found = []) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) filesUnder(file, ending, found);
    else if (ending.test(entry.name)) found.push(file);
  }
  return found;
}

const lineOf = (text, at) => text.slice(0, at).split('\n').length;

/** Of all C files: `tests` is "program/function" → ids; `wrong` the tags that nobody would find. */
export function tracesOfC() {
  const tests = new Map(), wrong = [];
  for (const file of [...filesUnder('src', /\.[ch]$/), ...filesUnder('tests', /\.[ch]$/)]) {
    const text = fs.readFileSync(file, 'utf8');
    for (const comment of text.matchAll(/\/\*(?:(?!\*\/)[^])*?trace:(?:(?!\*\/)[^])*\*\//g)) {
      const where = `${file}:${lineOf(text, comment.index)}`;
      const form = /^\/\* trace: ([^*]*?) *\*\/\s*(?:\/\*(?:(?!\*\/)[^])*\*\/\s*)*static void (\w+)\(void \*\*state\)/.exec(text.slice(comment.index));
      if (!form) wrong.push(`${where}: a trace stands alone in its comment, above its «static void test(void **state)»`);
      else if (tests.has(`${path.parse(file).name}/${form[2]}`)) wrong.push(`${where}: ${form[2]} is tagged twice`);
      else tests.set(`${path.parse(file).name}/${form[2]}`, { where, ids: form[1].split(/\s+/) });
      for (const word of form ? form[1].split(/\s+/) : []) if (!isId(word)) wrong.push(`${where}: «${word}» is no id`);
    }
  }
  return { tests, wrong };
}

/** Tags of scenarios that look like ids and are none, and `trace:` in a script, where nobody reads it. */
function otherWrong() {
  const wrong = [];
  for (const file of filesUnder('tests/features', /\.feature$/))
    fs.readFileSync(file, 'utf8').split('\n').forEach((line, i) => {
      for (const tag of /^\s*@/.test(line) ? line.trim().split(/\s+/) : [])
        if (/^@[A-Z§]/.test(tag) && !isId(tag.slice(1))) wrong.push(`${file}:${i + 1}: «${tag}» is no id`);
    });
  for (const file of [...filesUnder('tests', /\.(sh|mjs)$/), ...filesUnder('tools/test', /\.(sh|mjs)$/)])
    if (file !== 'tests/trace.mjs')
      fs.readFileSync(file, 'utf8').split('\n').forEach((line, i) => {
        if (/\btrace: [A-Z]+\d*-/.test(line)) wrong.push(`${file}:${i + 1}: a script says what it shows in the names it prints`);
      });
  return wrong;
}

/** Rows of docs/requirements.md: what they name must exist and say that it shows the row. */
function rowsWrong(tests) {
  const wrong = [], features = new Map(), programs = new Map();
  for (const file of filesUnder('tests/features', /\.feature$/)) features.set(path.basename(file), fs.readFileSync(file, 'utf8'));
  for (const [name, { ids }] of tests) {
    const [program, test] = name.split('/');
    for (const key of [`${program}.c`, test]) programs.set(key, [...(programs.get(key) ?? []), ...ids]);
  }
  for (const row of fs.readFileSync('docs/requirements.md', 'utf8').matchAll(new RegExp(`^\\| (${id}|${step}) \\|.*\\| ([^|]*) \\|$`, 'gm')))
    for (const [, shower] of row[2].matchAll(/`([^`]+)`/g)) {
      const says = shower.endsWith('.feature') ? new RegExp(`@${row[1]}\\b`).test(features.get(shower) ?? '') : /^(test|property)_\w+\.c$|^[a-z]\w+$/.test(shower) ? programs.get(shower)?.includes(row[1]) : true;
      if (!says) wrong.push(`docs/requirements.md: ${row[1]} is shown by ${shower}, which does not say so`);
    }
  return wrong;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { tests, wrong } = tracesOfC();
  wrong.push(...otherWrong(), ...rowsWrong(tests));
  for (const each of wrong) console.log(`not ok - trace: ${each}`);
  if (!wrong.length) console.log(`ok - trace: every tag of ${tests.size} tests is found`);
  process.exitCode = wrong.length ? 1 : 0;
}
