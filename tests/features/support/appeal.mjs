// What staff do about an appeal. `visitor` is a browser or plain requests (visitor.mjs); what becomes known goes into `facts`.
import { typed } from './calendar.mjs';

const at = (facts, end = '') => `/sak/${facts.case}${end}`;
export const partAt = (facts, end = '') => at(facts, `/klagedel/${facts.appealPart}${end}`);

/** Words on one part; the others stay empty. */
export async function take(visitor, facts, { kind, words, ...fields }) {
  await visitor.open(at(facts, '/klage/ny'));
  const field = visitor.page.locator(`#words-${facts.parts[kind]}`);
  if (await field.count()) await field.fill(words);
  else await visitor.page.locator(`#without-${facts.parts[kind]}`).check();
  await visitor.send(at(facts, '/klage/ny'), fields);
  facts.appeal = /\/klage\/(\d+)$/.exec(visitor.path)?.[1];
  if (!facts.appeal) throw new Error(`taking the appeal led to ${visitor.path} (${visitor.status}): ${(await visitor.text()).slice(0, 600)}`);
  const link = await visitor.page.locator('main a[href*="/klagedel/"]').first().getAttribute('href');
  facts.appealPart = /\/klagedel\/(\d+)/.exec(link)[1];
}
export async function readBack(visitor, facts) {
  await visitor.open(at(facts, `/klage/${facts.appeal}`));
  await visitor.send(at(facts, `/klage/${facts.appeal}/lest-opp`), { right: true });
}
/** An act on the page of the part: its form filled in and sent. */
export async function act(visitor, facts, end, fields = {}) {
  await visitor.open(partAt(facts));
  await visitor.send(partAt(facts, end), fields);
}
/** The newest letter of a kind is sent and there. */
export async function letterArrives(visitor, facts, name, { sent, reached }) {
  await visitor.open(at(facts, '/klage'));
  const item = visitor.page.locator('section[aria-labelledby=letters] li', { hasText: name }).first();
  const action = await item.locator('form').getAttribute('action');
  await visitor.send(action, { channel: 'paper', sent_on: typed(sent), reached_on: typed(reached) });
}
