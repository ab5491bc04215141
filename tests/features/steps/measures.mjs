// Measures: chosen, entered, switched, adjusted, agreed from week to week; what everybody is asked; what fits nobody.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { typed, waysToShow } from '../support/calendar.mjs';
import * as work from '../support/case_work.mjs';
import { openCase, registerContact } from '../support/intake.mjs';
import { root } from '../support/places.mjs';
import { textOf } from '../support/texts.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}/tiltak${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
async function page(world, worker, place = at(world)) {
  const visitor = await browser(world, worker);
  await visitor.open(place);
  return visitor;
}

/** What the municipality calls a measure, by its code, as it stands at the head of a row. */
function nameOf(world, code) {
  const profile = fs.readFileSync(path.join(root, 'profiles', `${world.server.municipality.profile}.yaml`), 'utf8');
  const [, nb, nn] = new RegExp(`- code: ${code}\\n {4}name: \\{nb: "([^"]+)", nn: "([^"]+)"\\}`).exec(profile) ?? [];
  assert.ok(nb, `the profile has no measure ${code}`);
  const name = world.lang === 'nn' ? nn : nb;
  return name[0].toUpperCase() + name.slice(1);
}
async function linkTo(visitor, name, pattern) {
  const found = [...(await visitor.content()).matchAll(/<a [^>]*href="([^"]+)"[^>]*>([^<]*)/g)].find((match) => match[2].trim() === name && pattern.test(match[1]));
  assert.ok(found, `${visitor.path} does not lead to «${name}»`);
  return found[1];
}
/** A stay of hers, by its name on the page of her measures. */
async function openStay(world, worker, name) {
  const visitor = await page(world, worker);
  const place = name ? await linkTo(visitor, name, /\/tiltak\/\d+$/) : /href="(\/sak\/\d+\/tiltak\/\d+)"/.exec(await visitor.content())?.[1];
  assert.ok(place, `${visitor.path} shows no measure of hers`);
  await visitor.open(place);
  return { visitor, place };
}

/* ── choosing and entering ────────────────────────────────────────────── */

When('{worker} looks at the measure {quote} for {word}', async function (worker, code, _name) {
  const visitor = await page(this, worker, at(this, '/ny'));
  this.facts.enter = await linkTo(visitor, nameOf(this, code), /\/tiltak\/ny\/\d+$/);
  await visitor.open(this.facts.enter);
});
Then('{worker} reads the rules of {quote} with their reasons', async function (worker, _code) {
  const text = await this.visitorOf(worker).text();
  assert.ok(text.includes(this.lang === 'nn' ? 'Ei lukka dør er ikkje eit nei' : 'En lukket dør er ikke et nei'), text);
});
When('{worker} starts the measure without having asked {word}', async function (worker, _name) {
  await this.visitorOf(worker).send(this.facts.enter, {}, { button: { name: 'how', value: 'start' } });
});
When('{worker} has asked {word}, and starts the measure from {day}', async function (worker, name, day) {
  await this.visitorOf(worker).send(this.facts.enter, { agreed: true, from: typed(day) }, { button: { name: 'how', value: 'start' } });
});
When('{worker} asks the team of {quote} to take {word} in', async function (worker, code, _name) {
  const visitor = await page(this, worker, at(this, '/ny'));
  const place = await linkTo(visitor, nameOf(this, code), /\/tiltak\/ny\/\d+$/);
  await visitor.open(place);
  await visitor.send(place, { agreed: true }, { button: { name: 'how', value: 'queue' } });
});
When('{worker} gives {unit} a task in the case', async function (worker, unit) {
  await work.giveDuty(await browser(this, worker), this.facts, { unit, kind: 'follow_up' });
});
When('{worker} takes {word} in from {day}', async function (worker, name, day) {
  const { visitor, place } = await openStay(this, worker);
  await visitor.send(`${place}/start`, { from: typed(day) });
});

/* ── switching ────────────────────────────────────────────────────────── */

When('{worker} switches to the measure {quote} from {day}, and nobody knows yet whether what is asked at the door is met', async function (worker, code, day) {
  const visitor = await page(this, worker);
  const choose = /href="([^"]*\/tiltak\/ny\?bytt=\d+)"/.exec(await visitor.content())?.[1];
  assert.ok(choose, 'the page of her measures leads to the switch');
  await visitor.open(choose);
  this.facts.switch = await linkTo(visitor, nameOf(this, code), /\/bytt\/\d+$/);
  await visitor.open(this.facts.switch);
  await visitor.send(this.facts.switch, { from: typed(day), agreed: true });
});
When('{worker} ticks what is met, and switches', async function (worker) {
  await this.visitorOf(worker).send(this.facts.switch, { tickets: true });
});
Then('{word} went from {quote} to {quote} on {day} without a day between, as {worker} sees it', async function (name, from, to, day, worker) {
  const { visitor } = await openStay(this, worker, nameOf(this, to));
  const ways = waysToShow(day, this.lang);
  assert.ok(ways.some((way) => visitor.path && way), 'a day');
  const since = await visitor.text();
  assert.ok(ways.some((way) => since.includes(way)), since);
  const list = await page(this, worker);
  const past = await list.page.locator('details', { hasText: nameOf(this, from) }).last().evaluate((element) => element.textContent.replace(/\s+/g, ' '));
  assert.ok(ways.some((way) => past.includes(way)), past);
  assert.ok(past.includes(textOf(this.lang, 'measure_over_switched')), past);
});
Then('nothing can be adjusted inside a measure here, as {worker} sees it', async function (worker) {
  const { visitor } = await openStay(this, worker);
  assert.ok(!(await visitor.text()).includes(textOf(this.lang, 'measure_tailor_title')), 'the page offers to adjust inside');
});

/* ── the week ─────────────────────────────────────────────────────────── */

When('{worker} agrees with {word} on {int} minutes a week: {quote}', async function (worker, name, minutes, what) {
  const { visitor, place } = await openStay(this, worker);
  await visitor.send(`${place}/avtale`, { minutes, what });
});
When('{worker} does it differently for {word}: {quote}', async function (worker, name, words) {
  const { visitor, place } = await openStay(this, worker);
  await visitor.send(`${place}/tilpass`, { words });
});
Then('the sheet for {word} is a file', async function (_name) {
  const place = /href="([^"]*ark\.pdf)"/.exec(await this.present.content())?.[1];
  assert.ok(place, 'the page leads to the sheet');
  const answer = await this.present.page.request.get(this.server.home + place);
  assert.equal(answer.status(), 200);
  assert.equal((await answer.body()).subarray(0, 4).toString(), '%PDF');
});
Then('the week of {worker} tells that an agreement must be confirmed again', async function (worker) {
  const visitor = await page(this, worker, '/tiltak/uka');
  await this.expectText(visitor, textOf(this.lang, 'measure_agreement_late'));
});
When('{worker} confirms it again from the list of the week', async function (worker) {
  const visitor = await page(this, worker, '/tiltak/uka');
  const place = /action="(\/sak\/\d+\/tiltak\/\d+\/bekreft)"/.exec(await visitor.content())?.[1];
  assert.ok(place, 'the week has the button');
  await visitor.send(place);
});
Then('version {int} is still the only version of the decision, as {worker} sees it', async function (version, worker) {
  const visitor = await page(this, worker, `/sak/${this.facts.case}/vedtak`);
  const versions = new Set([...(await visitor.content()).matchAll(/\/vedtak\/(\d+)/g)].map((match) => match[1]));
  assert.ok(versions.size <= version, `the versions ${[...versions]}`);
});

/* ── Housing First ────────────────────────────────────────────────────── */

Then('the measures of {word} tell of informal help beside, as {worker} sees it', async function (name, worker) {
  const text = await (await page(this, worker)).text();
  assert.ok(text.includes(textOf(this.lang, 'measure_informal_n', { n: 1 })), text);
});
When('{worker} marks the next phase as done', async function (worker) {
  const { visitor, place } = await openStay(this, worker);
  await visitor.send(`${place}/fase`);
});
Then('{quote} has one in the phase {word}, as {worker} sees it', async function (code, phase, worker) {
  const visitor = await page(this, worker, '/tiltak');
  await visitor.open(await linkTo(visitor, nameOf(this, code), /^\/tiltak\/\d+$/));
  this.facts.measure = visitor.path;
  const row = await visitor.page.locator('tr', { hasText: textOf(this.lang, `measure_phase_${phase}`) }).innerText();
  assert.match(row.replace(/\s+/g, ' '), /\b1\b/);
});
When('{worker} answers for the team on the eight principles', async function (worker) {
  const visitor = await page(this, worker, `${this.facts.measure}/prinsipper`);
  await visitor.send(visitor.path, {
    home_is_a_right: 'fully', respect_and_warmth: 'fully', as_long_as_needed: 'mostly', ordinary_homes: 'partly', home_apart_from_services: 'fully', own_choice: 'mostly',
    recovery: 'mostly', less_harm: 'fully',
  });
});
Then('the page of the principles says {int} of 8, as {worker} sees it', async function (n, worker) {
  await this.expectText(this.visitorOf(worker), textOf(this.lang, 'measure_principles_sum', { n }));
});

/* ── what everybody is asked, and between bark and wood ───────────────── */

When('{worker} registers {word}, born {day}', async function (worker, given_name, day) {
  const visitor = await browser(this, worker);
  await registerContact(visitor, this.facts, { given_name, what: 'Vil snakke med nokon.', channel: 'counter', sender: 'person', born: typed(day) });
  await openCase(visitor, this.facts);
});
const asked = async (world, worker) => (await page(world, worker)).text();
Then('{word} is not asked about {quote} yet, as {worker} sees it', async function (name, code, worker) {
  assert.ok(!(await asked(this, worker)).includes(nameOf(this, code)));
});
Then('{word} is to be asked about {quote} and {quote}, and not about {quote}, as {worker} sees it', async function (name, one, other, not, worker) {
  const text = await asked(this, worker);
  for (const code of [one, other]) assert.ok(text.includes(nameOf(this, code)), text);
  assert.ok(!text.includes(nameOf(this, not)), text);
});
When('{worker} asks {word} about {quote}, who says: {word}', async function (worker, name, code, answer) {
  const visitor = await page(this, worker);
  const row = visitor.page.locator('li', { hasText: nameOf(this, code) });
  await visitor.loading(() => row.locator(`button[name=answer][value=${answer}]`).first().click());
});
Then('{word} is to be asked about {quote}, and not about {quote} before {day}, as {worker} sees it', async function (name, due, not, day, worker) {
  const visitor = await page(this, worker);
  const row = visitor.page.locator('li', { hasText: nameOf(this, not) });
  assert.equal(await row.locator('button[name=answer]').count(), 0, 'she was just asked');
  const text = (await row.first().innerText()).replace(/\s+/g, ' ');
  assert.ok(waysToShow(day, this.lang).some((way) => text.includes(way)), text);
  assert.ok(await visitor.page.locator('li', { hasText: nameOf(this, due) }).locator('button[name=answer]').count() > 0);
});
When('{worker} says that no measure fits, because of {word}', async function (worker, gap) {
  const visitor = await page(this, worker);
  await visitor.send(at(this, '/ingen'), { gap });
});
Then('the catalogue counts those between bark and wood as few, as {worker} sees it', async function (worker) {
  const text = await (await page(this, worker, '/tiltak')).text();
  assert.ok(text.includes(textOf(this.lang, 'measure_few')), text);
});
