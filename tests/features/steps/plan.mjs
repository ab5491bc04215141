// The plan she owns: offers and consent, what is good, goals, who does what, hard days, readers, what was tried, the ten points.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import * as work from '../support/case_work.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}/plan${end}`;
async function open(world, worker, end = '') {
  const visitor = await world.browserOf(world.worker(worker));
  await visitor.open(at(world, end));
  return visitor;
}
/** The path of the first link of main whose address has the form. */
async function linked(visitor, form) {
  for (const link of await visitor.page.locator('main a').all()) {
    const href = await link.getAttribute('href');
    if (form.test(href)) return href;
  }
  throw new Error(`no link ${form} on ${visitor.path}`);
}
/** The one action or goal of the plan, opened. */
async function openFirst(world, worker, form) {
  const visitor = await open(world, worker);
  await visitor.open(await linked(visitor, form));
  return visitor;
}
const goal = /\/plan\/mal\/\d+$/, action = /\/plan\/tiltak\/\d+$/;
/** What a form in a folded part sends. */
async function unfold(visitor) {
  for (const part of await visitor.page.locator('main details').all()) await part.evaluate((each) => { each.open = true; });
}

When('{worker} opens the plan of Ane', async function (worker) { await open(this, worker); });

/* ── offers and steps ─────────────────────────────────────────────────── */

When(/^(\w+) writes down that Ane now says (yes|no) to the plan$/, async function (worker, answer) {
  await work.answerPlan(await this.browserOf(this.worker(worker)), this.facts, answer);
});
Then('there is no way to begin the plan', async function () { assert.equal(await this.present.page.locator(`form[action="${at(this, '/begynn')}"]`).count(), 0); });
When('{worker} begins the plan', async function (worker) { await (await open(this, worker)).send(at(this, '/begynn')); });
When('{worker} takes the plan into use until it is looked at on {day}', async function (worker, day) {
  await (await open(this, worker)).send(at(this, '/bruk'), { revise_on: typed(day) });
});
When('{worker} writes all that the plan must hold', async function (worker) {
  await (await open(this, worker, '/om')).send(at(this, '/om'), { strengths: 'Jeg tegner.', needs: 'Noen som ringer.', how: 'Ring først.', contributions: 'Jeg møter opp.', cooperation: 'Ingen.' });
});
When('{worker} writes down a message from the clinic {quote}', async function (worker, sender) {
  await (await open(this, worker, '/melding')).send(at(this, '/melding'), { sender, wish: 'both', takes_part: true });
});

/* ── her words, goals, who does what ──────────────────────────────────── */

When('{worker} writes what is good: {quote} and what Ane hopes for: {quote}', async function (worker, strengths, hope) {
  await (await open(this, worker, '/om')).send(at(this, '/om'), { strengths, hope });
});
When('{worker} writes down a goal of Ane: {quote} as {word}', async function (worker, words, kind) {
  await (await open(this, worker, '/mal/ny')).send(at(this, '/mal/ny'), { words, kind });
});
When('{worker} takes the goal a step further', async function (worker) {
  const visitor = await openFirst(this, worker, goal), form = visitor.page.locator('main form', { has: visitor.page.locator('input[name=to]:not([value=left])') });
  await visitor.loading(() => form.first().getByRole('button').click());
});
When('{worker} agrees that she does {quote} with {word} for the goal within {day}', async function (worker, what, kind, day) {
  const visitor = await open(this, worker);
  await visitor.open(await linked(visitor, /\/tiltak\/ny\?mal=\d+$/));
  await visitor.send(at(this, '/tiltak/ny'), { what, kind, owner: this.worker(worker).name, due: typed(day) });
});
When('{worker} puts it off to {day} because of illness', async function (worker, day) {
  const visitor = await openFirst(this, worker, action);
  await unfold(visitor);
  await visitor.send(`${visitor.path}/utsett`, { later: typed(day), moved_why: 'ill' });
});
When('{worker} says that it is done: {quote}', async function (worker, result) {
  const visitor = await openFirst(this, worker, action);
  await visitor.send(`${visitor.path}/gjort`, { result });
});
When('Ane says the goal anew: {quote}', async function (words) {
  const visitor = await openFirst(this, 'Kari', goal);
  await unfold(visitor);
  await visitor.send(`${visitor.path}/ord`, { words });
});
When('{worker} agrees on {word} by somebody on no day', async function (worker, kind) {
  await (await open(this, worker, '/tiltak/ny')).send(at(this, '/tiltak/ny'), { kind, owner: 'person' });
});
When('{worker} agrees on {word} by Ane herself on {day}', async function (worker, kind, day) {
  await (await open(this, worker, '/tiltak/ny')).send(at(this, '/tiltak/ny'), { kind, owner: 'person', due: typed(day) });
});

/* ── hard days ────────────────────────────────────────────────────────── */

When('{worker} writes what helps Ane on a hard day: {quote}', async function (worker, helps) {
  await (await open(this, worker, '/krise/skriv')).send(at(this, '/krise/skriv'), { helps });
});
When('{worker} adds {word} with the phone {quote} to those Ane wants to call', async function (worker, name, phone) {
  await (await open(this, worker, '/krise/skriv')).send(at(this, '/krise/ring'), { name, phone });
});
Then('the page for hard days says {quote} and dials {word}, {word} and {word}', async function (helps, one, two, three) {
  const visitor = await open(this, 'Kari', '/krise');
  await this.expectText(visitor, helps);
  const dialled = await visitor.page.locator('main a[href^="tel:"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const number of [one, two, three]) assert.ok(dialled.includes(`tel:${number}`), `${number} is not among ${dialled}`);
});
Then('the page for hard days is a sheet of paper in {word} and {word}', async function (one, other) {
  const visitor = await open(this, 'Kari', '/krise');
  for (const language of [one, other])
    for (const file of ['krise.pdf', 'plan.pdf']) {
      const answer = await visitor.context.request.get(`${visitor.server.home}${at(this, `/${file}`)}?sprak=${language}`);
      assert.equal(answer.status(), 200);
      assert.equal(answer.headers()['content-type'], 'application/pdf');
    }
});

/* ── readers, and what was tried ──────────────────────────────────────── */

When('Ane says yes to {unit} reading the plan', async function (unit) {
  const kari = await this.browserOf(this.worker('Kari'));
  await work.askConsent(kari, this.facts, { unit, zones: ['plan'], purpose: 'follow_up', reason: 'Ane vil det.' });
  await work.answerConsent(kari, this.facts, { reply: 'yes', form: 'signed' });
});
When('Ane decides that {unit} does not read {word}', async function (unit, part) {
  const visitor = await open(this, 'Kari', '/lesere'), row = visitor.page.getByRole('row', { name: unit.nb });
  await row.locator(`input[value^="${part}-"]`).uncheck();
  await visitor.loading(() => visitor.page.locator(`form[action="${at(this, '/lesere')}"] button[type=submit]`).click());
});
When('{worker} writes that {quote} was tried on {day}, and {quote} learned', async function (worker, what, day, learned) {
  await (await open(this, worker, '/provd')).send(at(this, '/provd'), { what, tried_on: typed(day), result: 'did_not_help', learned });
});
