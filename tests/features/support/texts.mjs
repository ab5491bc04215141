// What the program says, from the same .po files it is built from, so that a scenario can ask for a text in the language of its pages.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './places.mjs';

const languages = ['nb', 'nn', 'en'];
const quoted = (line) => JSON.parse(/"(?:[^"\\]|\\.)*"/.exec(line)[0]);

function readCatalogue(file, into) {
  let key, form, slot;
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('msgid ')) [key, form, slot] = [quoted(line), 0, 'id'];
    else if (line.startsWith('msgstr')) {
      form = Number(/^msgstr\[(\d)\]/.exec(line)?.[1] ?? 0);
      slot = 'text';
      if (key) (into[key] ??= [])[form] = quoted(line);
    } else if (line.startsWith('"') && slot === 'text' && key) into[key][form] += quoted(line);
  }
}

function poFiles(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? poFiles(file) : entry.name.endsWith('.po') ? [file] : [];
  });
}

const texts = Object.fromEntries(languages.map((language) => [language, {}]));
for (const file of poFiles(path.join(root, 'src'))) {
  const language = path.basename(file, '.po');
  if (texts[language]) readCatalogue(file, texts[language]);
}

/** The text of a key in a language, parameters put in; `n` chooses between one and many. */
export function textOf(language, key, parameters = {}) {
  const forms = texts[language][key];
  if (!forms) throw new Error(`there is no text ${key} in ${language}`);
  const text = forms[forms.length > 1 && Number(parameters.n) !== 1 ? 1 : 0];
  return text.replace(/\{(\w+)\}/g, (whole, name) => parameters[name] ?? whole);
}

/** The text as the start and end that do not depend on parameters: what must stand on the page around them. */
export function textParts(language, key) {
  return textOf(language, key).split(/\{\w+\}/).map((part) => part.trim()).filter((part) => part.length > 1);
}
