// The decision as a living tool: wishes, quick changes, prior notice, room, parts to come, who steps out, and the way to her.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import * as decision from '../support/decision.mjs';
import { expectDay } from './common.mjs';

const browser = (world, worker) => world.browserOf(world.worker(worker));
const part = (world, kind, end = '') => decision.at(world.facts, `/del/${world.facts.parts[kind]}${end}`);
/** The draft that a change has led to, and its parts by their numbers in the table. */
async function follow(world, visitor, kind) {
  const [, number, opened] = /\/vedtak\/(\d+)(?:\/del\/(\d+))?/.exec(visitor.path) ?? [];
  assert.ok(number && number !== world.facts.decision, `the change led to ${visitor.path} (${visitor.status}): ${(await visitor.text()).slice(0, 600)}`);
  world.facts.former = world.facts.decision;
  world.facts.decision = number;
  if (opened) world.facts.parts[kind] = opened;
}

/* ── wishes and the quick change ──────────────────────────────────────── */

When('{worker} says that the help {word} is too little: {word}, {quote}', async function (worker, kind, wish, words) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts));
  await visitor.loading(() => visitor.page.locator(`a[href="${part(this, kind, '/onske')}"]`).click());
  await visitor.send(part(this, kind, '/onske'), { wish, words });
});
When("{worker} opens the unit's decisions", async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/vedtak');
  assert.equal(visitor.status, 200);
});
When('{worker} answers the wish by changing the decision', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts));
  const action = await visitor.page.locator(`main form[action*="/onske/"]`).first().getAttribute('action');
  await visitor.send(action, {}, { button: { name: 'changed', value: '1' } });
  assert.match(visitor.path, /\/endring$/);
});
When('{worker} changes the part {word} quickly to {int} to {int} hours a week because {quote}', async function (worker, kind, least, most, why) {
  const visitor = await browser(this, worker);
  await visitor.open(part(this, kind, '/endring'));
  await visitor.send(part(this, kind, '/juster'), { direction: 'in_favour', amount_kind: 'band', least, least_in: 'hours', most, most_in: 'hours', per: 'week', why, impartial: true });
  await follow(this, visitor, kind);
});

/* ── the prior notice ─────────────────────────────────────────────────── */

When('{worker} gives Ane notice that the help {word} may become less, with the answer by {day}', async function (worker, kind, day) {
  const visitor = await browser(this, worker);
  await visitor.open(part(this, kind, '/endring'));
  this.facts.noticed = kind;
  await visitor.send(part(this, kind, '/varsel'), { plan: 'less_help', planned: 'Fra to timer til én time i uka', because: 'Det går bedre med deg nå.', channel: 'paper', answer_by: typed(day) });
});
When('{worker} reads the notice', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(part(this, this.facts.noticed, '/varsel/brev'));
  assert.equal(visitor.status, 200);
  const plain = this.plainOf(this.worker(worker));
  await plain.open(decision.at(this.facts));
  const pdf = await plain.request(part(this, this.facts.noticed, '/varsel/brev.pdf'));
  assert.equal(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString(), '%PDF-');
});
When('{worker} writes down that Ane disagrees: {quote}', async function (worker, words) {
  const visitor = await browser(this, worker);
  await visitor.open(part(this, this.facts.noticed, '/endring'));
  await visitor.send(part(this, this.facts.noticed, '/varsel/svar'), { reply: 'disagrees', reply_way: 'phone', reply_words: words });
});
When('{worker} opens the part {word} for the change that Ane was told of', async function (worker, kind) {
  const visitor = await browser(this, worker);
  await visitor.open(part(this, kind, '/endring'));
  await visitor.loading(() => visitor.page.locator('button[name=direction][value=to_detriment]').click());
  await follow(this, visitor, kind);
});
When('{worker} writes less help into the part {word}, weighing what Ane said', async function (worker, kind) {
  await decision.writePart(await browser(this, worker), this.facts, kind, {
    least: 30, least_in: 'minutes', most: 1, most_in: 'hours', per: 'week', her_view: 'Jeg trenger begge timene.', weight: 'Vi har hørt det. Går det ikke, ser vi på det igjen etter en måned.',
  });
});

/* ── room, a no, and what comes later ─────────────────────────────────── */

When('{worker} writes that the unit has room for {int} persons with {word}', async function (worker, places, kind) {
  const visitor = await browser(this, worker);
  await visitor.open('/vedtak');
  await visitor.loading(() => visitor.page.locator('a[href="/vedtak/plass"]').click());
  const form = visitor.page.locator('main form', { has: visitor.page.locator(`input[name=kind][value=${kind}]`) });
  await form.locator('input[name=places]').fill(String(places));
  await visitor.loading(() => form.locator('button').click());
  assert.equal(visitor.status, 200);
});
When('{worker} refuses the part {word} because there is no money', async function (worker, kind) {
  await decision.writePart(await browser(this, worker), this.facts, kind, {
    ...decision.parts[kind].fields, outcome: 'refused', considerations: 'Vi har ikke en bolig å tilby nå.', lacks_money: true,
  });
});
When('{worker} asks all the units', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts));
  await visitor.send(decision.at(this.facts, '/spor'));
});
When('{worker} agrees to the part {word}', async function (worker, kind) {
  const visitor = await browser(this, worker);
  await visitor.open(part(this, kind, '/innspill'));
  await visitor.send(part(this, kind, '/innspill'), { answer: 'agrees' });
});
When('{worker} opens the signing of the part {word}', async function (worker, kind) {
  await (await browser(this, worker)).open(part(this, kind, '/signer'));
});
Then('{worker} sees the other decisions: {word} in bokmål, {word} in nynorsk', async function (worker, nb, nn) {
  await this.expectText(this.visitorOf(worker), this.lang === 'nn' ? nn : nb);
});
When('{worker} puts off the part {word} until {day}', async function (worker, kind, day) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts, '/sjekk'));
  await visitor.send(part(this, kind, '/senere'), { later_by: typed(day) });
});
When('{worker} tells Ane that the part {word} comes on {day} instead', async function (worker, kind, day) {
  const visitor = await browser(this, worker);
  await visitor.open(part(this, kind, '/endring'));
  await visitor.send(part(this, kind, '/utsett'), { new_by: typed(day), delay: 'awaits_unit' });
  await expectDay(this, visitor, { ...day, time: null });
});
When('{worker} opens the part {word} that was to come', async function (worker, kind) {
  const visitor = await browser(this, worker);
  await visitor.open(part(this, kind, '/endring'));
  await visitor.send(part(this, kind, '/endre'), {}, { button: { name: 'direction', value: 'later_part' } });
  await follow(this, visitor, kind);
});

/* ── who may take part; the way to her ────────────────────────────────── */

When('{worker} steps out of the case, {word}', async function (worker, reason) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts, '/sjekk'));
  await visitor.send(decision.at(this.facts, '/inhabil'), { partial: reason });
});
When("{worker} sends the letter to Ane's digital mailbox on {day}", async function (worker, day) {
  await decision.deliver(await browser(this, worker), this.facts, { channel: 'digital', sent: day, reached: day });
});
When('{worker} writes that Ane was alerted again on {day}', async function (worker, day) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts));
  await visitor.send(decision.at(this.facts, '/levert/1/digitalt'), { happened: 'second_alert', happened_on: typed(day) });
});
When('{worker} corrects the day of arrival to {day} because {quote}', async function (worker, day, why) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts));
  await visitor.send(decision.at(this.facts, '/levert/1/rett'), { right_day: typed(day), why_wrong: why });
});

/* ── who acts for her ─────────────────────────────────────────────────── */

When('{worker} writes down that {quote} acts for Ane', async function (worker, name) {
  const visitor = await browser(this, worker);
  await visitor.open(`/sak/${this.facts.case}/rundt/fullmektig`);
  await visitor.send(`/sak/${this.facts.case}/rundt/fullmektig`, { kind: 'agent', name, address: 'Storgata 1\n7600 LEVANGER', lawyer: true, scopes: ['housing', 'services', 'economy'], from: '24.9.2026' });
});
When('the decision is written and issued', async function () {
  const people = Object.fromEntries(['Kari', 'Jonas', 'Amira', 'Geir'].map((name) => [name.toLowerCase(), this.plainOf(this.worker(name))]));
  for (const visitor of Object.values(people)) visitor.mustSucceed = true;
  await decision.write({ ...people, facts: this.facts });
  await decision.checkSignIssue({ ...people, facts: this.facts });
});
When('{worker} opens the decision', async function (worker) { await (await browser(this, worker)).open(decision.at(this.facts)); });
Then('the letter can be sent to {word} and nobody else', async function (recipient) {
  const choices = await this.present.page.locator('select[name=recipient] option').evaluateAll((each) => each.map((option) => option.value).filter(Boolean));
  assert.deepEqual(choices, [recipient]);
});
When('the letter reaches the agent on paper on {day}, and {worker} writes it down', async function (day, worker) {
  await decision.deliver(await browser(this, worker), this.facts, { recipient: 'agent', channel: 'paper', sent: day, reached: day });
});
