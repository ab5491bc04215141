// A municipality as the features know it: its units by code and by name, read from its profile.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';

const folder = path.join(root, 'profiles');
export const profiles = fs.readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -5)).sort();
const aUnit = /^ {2}- code: ([A-Z0-9]+)\n {4}name: \{nb: "([^"]+)", nn: "([^"]+)"\}(?:\n {4}letter_name: \{nb: "([^"]+)", nn: "([^"]+)"\})?/gm;

class Municipality {
  #units = new Map(); // code → {code, nb, nn, inLetters}
  constructor(profile) {
    this.profile = profile;
    for (const [, code, nb, nn, nbInLetters, nnInLetters] of fs.readFileSync(path.join(folder, `${profile}.yaml`), 'utf8').matchAll(aUnit))
      this.#units.set(code, { code, nb, nn, inLetters: { nb: nbInLetters ?? nb, nn: nnInLetters ?? nn } });
  }
  get units() { return [...this.#units.values()]; }
  /** A unit by its code or its name in bokmål. */
  unit(name) {
    const found = this.#units.get(name) ?? this.units.find((each) => each.nb === name);
    if (!found) throw new Error(`${this.profile} has no unit «${name}»; it has: ${this.units.map((each) => each.nb).join(', ')}`);
    return found;
  }
  unitName(name, language) { return this.unit(name)[language === 'nn' ? 'nn' : 'nb']; }
}

const known = new Map(profiles.map((profile) => [profile, new Municipality(profile)]));
export const municipality = (profile) => known.get(profile);
/** Where a scenario is: the profile that it is tagged with (@alesund, @kommune-a …), Levanger when none is. */
export const profileOf = (tags) => profiles.find((profile) => tags.includes(`@${profile}`)) ?? 'levanger';
/** Of every municipality: what a step may mean by a unit. */
export const unitNames = [...new Set([...known.values()].flatMap((each) => each.units.map((unit) => unit.nb)))];
/** A unit of Levanger, where the story of Ane is. */
export const unit = (name) => municipality('levanger').unit(name);
