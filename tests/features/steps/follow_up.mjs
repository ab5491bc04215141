// Follow-up: visits written down where they were, her calendar, and who must not be lost from sight.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { textOf, textParts } from '../support/texts.mjs';

const browser = (world, worker) => world.browserOf(world.worker(worker));
const at = (world, end) => `/sak/${world.facts.case}${end}`;

async function open(world, worker, end) {
  const visitor = await browser(world, worker);
  await visitor.open(at(world, end));
  return visitor;
}
async function write(world, worker, fields) {
  const visitor = await open(world, worker, '/besok/ny');
  for (const more of await visitor.page.locator('main details.f-more').all()) await more.evaluate((element) => { element.open = true; });
  await visitor.send(at(world, '/besok/ny'), fields);
}

/* ── writing ──────────────────────────────────────────────────────────── */

When('{worker} opens the follow-up of Ane', async function (worker) { await open(this, worker, '/oppfolging'); });
When('{worker} writes down a visit to Ane as the form stands', async function (worker) {
  const visitor = await open(this, worker, '/besok/ny');
  await visitor.send(at(this, '/besok/ny'));
});
When('{worker} writes down that nobody answered', async function (worker) { await write(this, worker, { outcome: 'no_answer' }); });
When('{worker} writes down a visit at the café that went well: {quote}', async function (worker, words) {
  await write(this, worker, { arena: 'cafe', went: 'good', words });
});
When('{worker} writes down a visit and agrees on a walk in a week', async function (worker) { await write(this, worker, { next: 'week', why: 'walk' }); });
When('{worker} puts the last visit right: {quote}', async function (worker, words) {
  const visitor = this.visitorOf(worker), [, place] = new RegExp(`href="(${at(this, '/besok/')}\\d+)"`).exec(await visitor.content());
  await visitor.open(place);
  await visitor.send(place, { words });
});
When('{worker} writes down the visit that was agreed', async function (worker) {
  const visitor = this.visitorOf(worker), [, place] = /href="([^"]*besok\/ny\?avtale=[^"]*)"/.exec(await visitor.content());
  await visitor.open(place.replaceAll('&amp;', '&'));
  await visitor.send(at(this, '/besok/ny'));
});

/* ── a bad network ────────────────────────────────────────────────────── */

When('{worker} fills in a visit to Ane: {quote}', async function (worker, words) {
  const visitor = await open(this, worker, '/besok/ny'), form = await visitor.form(at(this, '/besok/ny'), { words });
  await visitor.put(form, at(this, '/besok/ny'), 'words', words);
  this.facts.sending = await visitor.page.locator('[name=sending]').inputValue();
});
When('the network is away while {worker} saves the visit', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.context.setOffline(true);
  await visitor.page.locator('form[data-keep] button:not([name])').click();
  await visitor.page.locator('[data-unsent]').waitFor({ state: 'visible' });
});
Then('{worker} is told that the visit is not sent yet, and {quote} still stands there', async function (worker, words) {
  const visitor = this.visitorOf(worker);
  await this.expectText(visitor, textOf(this.lang, 'visit_unsent'));
  assert.equal(await visitor.page.locator('[name=words]').inputValue(), words);
});
When('the network is back for the visit', async function () {
  const visitor = this.present;
  await visitor.loading(() => visitor.context.setOffline(false));
  const about = /ERR_INTERNET_DISCONNECTED/; // what the scenario did itself
  for (let i = this.faults.length; i-- > 0;) if (about.test(this.faults[i])) this.faults.splice(i, 1);
});
When('{worker} sends the same visit once more', async function (worker) {
  const plain = this.plainOf(this.worker(worker));
  await plain.open(at(this, '/besok/ny'));
  const body = new URLSearchParams({ csrf: plain.token, sending: this.facts.sending, outcome: 'met', arena: 'home', minutes: '30' });
  const answer = await plain.request(at(this, '/besok/ny'), { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  assert.equal(answer.status, 303);
});
Then('Ane has exactly {int} visit(s)', async function (n) {
  const plain = this.plainOf(this.worker('Silje'));
  await plain.open(at(this, '/oppfolging'));
  assert.equal([...plain.html.matchAll(new RegExp(`href="${at(this, '/besok/')}\\d+"`, 'g'))].length, n);
});

/* ── her calendar, her day ────────────────────────────────────────────── */

When('{worker} opens the calendar for the fridge', async function (worker) { await open(this, worker, '/hvem-kommer'); });
Then('the sheet says «{}», «{}» and «{}», and nothing of {quote}', async function (who, why, phone, secrets) {
  const text = await this.present.paper(at(this, '/hvem-kommer/ark.pdf'));
  for (const words of [who, why, phone]) assert.ok(text.includes(words), `the sheet does not say «${words}»: ${text}`);
  for (const secret of secrets.split(', ')) assert.ok(!text.toLowerCase().includes(secret.toLowerCase()), `the sheet says «${secret}»: ${text}`);
});
When('{worker} says that it is a hard day for Ane', async function (worker) {
  const visitor = await open(this, worker, '/oppfolging');
  await visitor.send(at(this, '/dagsform'), {}, { button: { name: 'form', value: 'heavy' } });
});
When('{worker} moves the visit of the day to tomorrow', async function (worker) {
  const visitor = await open(this, worker, '/oppfolging');
  await visitor.page.locator('main aside details.f-more').first().evaluate((element) => { element.open = true; });
  await visitor.send(at(this, '/dagsform/flytt'), { move: 'tomorrow' });
});
Then('{worker} is not told: {word}', async function (worker, key) {
  const text = await this.visitorOf(worker).text();
  assert.ok(!textParts(this.lang, key).every((part) => text.includes(part)), `the page says «${textOf(this.lang, key)}»`);
});

/* ── who must not be lost, and who stands alone ───────────────────────── */

async function choose(world, worker, kind, name) {
  const visitor = await open(world, worker, '/ansvar/roller');
  await visitor.send(at(world, '/ansvar/roller'), { kind, staff: name });
}
When('{worker} chooses Silje as contact and another as deputy', async function (worker) {
  await choose(this, worker, 'primary_contact', 'Silje Bakken');
  await choose(this, worker, 'deputy_contact', 'Stine Johansen');
});
When('{worker} chooses Thea as the only contact', async function (worker) { await choose(this, worker, 'primary_contact', 'Thea Jørgensen'); });
When('{worker} chooses Silje as deputy', async function (worker) { await choose(this, worker, 'deputy_contact', 'Silje Bakken'); });
async function frame(world, worker, fields) {
  const visitor = await browser(world, worker);
  await visitor.open('/leder/oppfolging');
  await visitor.send('/leder/oppfolging/bemanning', fields);
}
When('{worker} says that Silje has {int} hours a week', async function (worker, hours) { await frame(this, worker, { staff: 'Silje Bakken', hours }); });
When('{worker} says that Thea is new until {day}', async function (worker, day) { await frame(this, worker, { staff: 'Thea Jørgensen', new_until: typed(day) }); });
When('{worker} opens how stable it is', async function (worker) { await open(this, worker, '/stabilitet'); });
Then('{worker} is told of {int} different people in October 2026', async function (worker, n) {
  await this.expectText(this.visitorOf(worker), textOf(this.lang, 'continuity_few', { n: String(n), month: 'oktober 2026' }));
});
