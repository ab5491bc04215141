// Rest, asking again, talks, closing: what a worker does with a case around which it is quiet.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { openCase, registerContact } from '../support/intake.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
async function fill(world, worker, page, fields, { action = page, button } = {}) {
  const visitor = await browser(world, worker);
  await visitor.open(at(world, page));
  await visitor.send(at(world, action), fields, { button });
  return visitor;
}

Given('{worker} has taken in Nora Lie, who asks only for a talk', async function (worker) {
  const visitor = this.plainOf(this.worker(worker));
  await registerContact(visitor, this.facts, { given_name: 'Nora', family_name: 'Lie', born: '4.5.1990', what: 'Jeg vil bare snakke med noen.', channel: 'counter', sender: 'person', asks_housing: false });
  await openCase(visitor, this.facts);
});

/* ── rest, and asked again ────────────────────────────────────────────── */

When('{worker} writes down that Nora wants no help now, to be asked again on {day}', async function (worker, day) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this));
  assert.ok((await visitor.content()).includes(`href="${at(this, '/spor-igjen')}"`), 'the overview does not lead to asking again');
  await fill(this, worker, '/spor-igjen', { home_only: false, next_on: typed(day) });
});
When('{worker} lets the case rest until {day} and looks at it herself', async function (worker, day) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar'));
  assert.ok((await visitor.content()).includes(`href="${at(this, '/hvile')}"`), 'the page of responsibility does not lead to rest');
  await fill(this, worker, '/hvile', { reason: 'her_wish', look_at: typed(day), staff: this.worker(worker).name });
});
When('{worker} opens the page of rest', async function (worker) { await (await browser(this, worker)).open(at(this, '/hvile')); });
When('{worker} asks Nora again, and the answer is {word}, until {day}', async function (worker, answer, day) {
  await fill(this, worker, '/spor-igjen', { answer, next_on: typed(day) }, { action: '/spor-igjen/svar' });
});

/* ── talks ────────────────────────────────────────────────────────────── */

When('{worker} writes down a talk: {quote}', async function (worker, said) {
  await fill(this, worker, '/samtaler/ny', { kind: 'information', way: 'phone', spoke: 'person', said, read_back: true });
});
When('{worker} puts the talk right in the words of Nora: {quote}', async function (worker, words) {
  const visitor = await browser(this, worker), [, place] = /action="([^"]*\/samtaler\/\d+)"/.exec(await visitor.content());
  await visitor.send(place, { words });
});

/* ── closing ──────────────────────────────────────────────────────────── */

When('{worker} proposes to close because {word}, and Nora agrees', async function (worker, ground) {
  await fill(this, worker, '/avslutning', { ground, answer: 'agrees', says: 'Det går fint nå.' });
});
When('{worker} answers what Nora asked', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/svar'));
  await visitor.send(at(this, `/henvendelse/${this.facts.contact}/svart`));
});
When('{worker} says not yet: {word}', async function (worker, no) { await fill(this, worker, '/avslutning', { no }, { action: '/avslutning/nei' }); });
When('{worker} agrees, and the letter is handed over', async function (worker) {
  await fill(this, worker, '/avslutning', { way: 'handed' }, { action: '/avslutning/ja' });
});
Then('the letter to Nora is kept', async function () {
  const [, place] = /href="([^"]*\/avslutning\/brev\/\d+)"/.exec(await this.present.content());
  const file = await this.present.page.request.get(this.server.home + place);
  assert.equal(file.status(), 200);
  assert.equal((await file.body()).subarray(0, 4).toString(), '%PDF');
});
When('{worker} opens the case again by hand', async function (worker) { await fill(this, worker, '/avslutning', {}, { action: '/avslutning/apne' }); });
