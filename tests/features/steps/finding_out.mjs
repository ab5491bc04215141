// Finding out in pieces: the questions of the form, paper, versions and what has changed.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import * as work from '../support/case_work.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}/kartlegging${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));

/** The questions stand side by side in repeated fields, so each is found by its own id. */
async function answer(visitor, place, answers) {
  await visitor.open(place);
  for (const [question, value] of Object.entries(answers)) {
    const field = visitor.page.locator(`#q-${question}`);
    if (await field.evaluate((element) => element.tagName) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await visitor.loading(() => visitor.page.locator('main form[data-draft] button[type=submit]:not([name])').click());
}

When('{worker} asks Ane about living in a home: own efforts {quote}, cooking {word}', async function (worker, efforts, cooking) {
  await answer(await browser(this, worker), at(this, '/sporsmal?area=dwelling'), { own_efforts: efforts, keeps_house: cooking });
});
When('{worker} asks Ane about everyday life: sleep {word}', async function (worker, sleep) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/sporsmal?area=everyday'));
  await answer(visitor, at(this, '/sporsmal?area=everyday'), { sleep });
});
Then('{worker} sees in the version of the assessment: {quote}', async function (worker, text) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/utgave'));
  await this.expectText(visitor, text);
});
/* ── paper ────────────────────────────────────────────────────────────── */

When('{worker} prints the paper form', async function (worker) { await (await browser(this, worker)).open(at(this, '/papir')); });
Then('nothing on the paper form is about Ane', async function () {
  const sheet = await this.present.page.locator('article.f-sheet').innerText();
  for (const word of ['Ane', 'Solberg', '2026-0']) assert.ok(!sheet.includes(word), `the paper form says ${word}`);
});
When('{worker} enters the sheet from the talk at home on {day}: Ane wants {quote} in her days, and expects a child', async function (worker, day, wish) {
  const visitor = await browser(this, worker), page = visitor.page;
  await visitor.open(at(this, '/papir/inn'));
  await page.locator('[name=held_on]').fill(typed(day));
  await page.locator('[name=place]').selectOption('home');
  await page.locator('[name=children]').selectOption('expecting');
  await page.locator('#wish-activity').fill(wish);
  await page.locator('#coverage-activity').selectOption('missing');
  await visitor.loading(() => page.locator('main form[data-draft] button[type=submit]:not([name])').click());
});
When('{worker} writes down that someone to talk to was offered for the child', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/barn'));
  await visitor.send(at(this, '/barn/hjelp'), { step: 'offered_talk' });
});

/* ── a bad connection ─────────────────────────────────────────────────── */

When('{worker} types {quote} about the home, and the connection is gone when it is to be saved', async function (worker, words) {
  const visitor = await browser(this, worker), page = visitor.page;
  await visitor.open(at(this, '/del?area=dwelling'));
  await page.locator('[name=strength]').fill(words);
  await visitor.context.setOffline(true);
  await page.locator('main form[data-draft] button[type=submit]:not([name])').click();
  await page.locator('main .ds-alert[role=status]').waitFor();
  assert.equal(await page.locator('[name=strength]').inputValue(), words);
  await visitor.context.setOffline(false);
  this.facts.typed = words;
});
Then('the words stand there when {worker} opens the page again', async function (worker) {
  const visitor = await browser(this, worker), { page } = visitor;
  page.once('dialog', (dialog) => dialog.accept());
  await visitor.open(at(this));
  await visitor.open(at(this, '/del?area=dwelling'));
  assert.equal(await page.locator('[name=strength]').inputValue(), this.facts.typed);
  await visitor.loading(() => page.locator('main form[data-draft] button[type=submit]:not([name])').click());
  await this.expectText(visitor, this.facts.typed);
  await visitor.open(at(this, '/del?area=dwelling'));
  assert.equal(await page.locator('main .ds-alert[data-color=info]').count(), 0, 'what is saved is still held to be a draft');
});

/* ── decisions that cannot wait, big events, versions ─────────────────── */

When('{worker} writes why the decision cannot wait: {quote}', async function (worker, reasons) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/mangler'));
  await visitor.send(at(this, '/mangler'), { reasons });
});
When('{worker} writes down that something big happened with her home', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/hendelse'));
  await visitor.send(at(this, '/hendelse'), { kind: 'home' });
});
When('{worker} begins a new version from the talk at home on {day}, where Ane now wants {quote}', async function (worker, day, wish) {
  const visitor = await browser(this, worker);
  await work.beginAssessment(visitor, this.facts, { day, place: 'home' });
  await work.writeArea(visitor, this.facts, 'dwelling', { wish });
});
Then('{worker} sees what has changed: {quote} instead of {quote}', async function (worker, now, before) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/endringer?n=2'));
  assert.equal(await visitor.page.locator('ins').innerText(), now);
  assert.equal(await visitor.page.locator('del').innerText(), before);
});
