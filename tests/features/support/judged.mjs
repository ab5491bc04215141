// What axe has judged in this run, told between the workers: what one of them has seen, no other need look at again. A file of lines, to which each
// adds; two may judge the same at the same moment, and that is all that can happen.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const run = process.env.CUCUMBER_WORKER_ID === undefined ? process.pid : process.ppid;
const file = path.join(os.tmpdir(), `felles-judged-${run}`);
const seen = new Set();
let read = 0;

function look() {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= read) return;
  const bytes = Buffer.alloc(size - read), handle = fs.openSync(file, 'r');
  fs.readSync(handle, bytes, 0, bytes.length, read);
  fs.closeSync(handle);
  const whole = bytes.lastIndexOf('\n') + 1; // another worker may be in the middle of a line
  for (const line of bytes.toString('utf8', 0, whole).split('\n')) seen.add(line);
  read += whole;
}

/** Those of the names that nobody has judged; the caller does it now. */
export function notYetJudged(names) {
  look();
  const fresh = [...new Set(names)].filter((name) => !seen.has(name));
  for (const name of fresh) seen.add(name);
  if (fresh.length) fs.appendFileSync(file, `${fresh.join('\n')}\n`);
  return fresh;
}

export const forgetJudged = () => fs.rmSync(file, { force: true });
