// Levanger as the features know it: its units by code and by name, and who of the staff they speak of.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';

const units = new Map(); // code → {code, nb, nn}
for (const match of fs.readFileSync(path.join(root, 'profiles/levanger.yaml'), 'utf8').matchAll(/^ {2}- code: ([A-Z]+)\n {4}name: \{nb: "([^"]+)", nn: "([^"]+)"\}(?:\n {4}letter_name: \{nb: "([^"]+)", nn: "([^"]+)"\})?/gm))
  units.set(match[1], { code: match[1], nb: match[2], nn: match[3], inLetters: { nb: match[4] ?? match[2], nn: match[5] ?? match[3] } });

/** A unit by its code or its name in bokmål. */
export function unit(name) {
  const found = units.get(name) ?? [...units.values()].find((each) => each.nb === name);
  if (!found) throw new Error(`Levanger has no unit «${name}»`);
  return found;
}
export const unitName = (name, language) => unit(name)[language === 'nn' ? 'nn' : 'nb'];
export const unitNames = [...units.values()].map((each) => each.nb);
