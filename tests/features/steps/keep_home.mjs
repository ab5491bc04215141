// A contract, a rent that is missing, help, and a home that is safe.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { textOf } from '../support/texts.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}${end}`;
async function page(world, worker, path) {
  const visitor = await world.browserOf(world.worker(worker));
  await visitor.open(path);
  return visitor;
}
/** The form of the page that goes to a place that ends so. */
async function press(visitor, path, end, fields) {
  const place = new RegExp(`action="([^"]*${path}/\\d+/${end})"`).exec(await visitor.content())?.[1];
  assert.ok(place, `${visitor.path} (${visitor.status}) has no form «${end}»: ${(await visitor.text()).slice(0, 700)}`);
  await visitor.send(place, fields);
}
const lease = '/leieforhold', home = '/hjemmet';

/* ── the contract ─────────────────────────────────────────────────────── */

When('{worker} writes the contract about {word} from {day} with a word about being sober', async function (worker, number, day) {
  const visitor = await page(this, worker, at(this, '/leieforhold/ny'));
  await visitor.send(at(this, '/leieforhold/ny'), { dwelling_number: number, kind: 'fixed', from: typed(day), rent: 8500, deposit_kind: 'none', told_public: true, told_fixed: true, terms: 'Leieren skal være rusfri.' });
});
When('{worker} takes the word out, and the contract is read, signed and begun', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.send(at(this, '/leieforhold/ny'), { terms: 'Boden i kjelleren hører med.' });
  await press(visitor, lease, 'les');
  await press(visitor, lease, 'signert', { signed_on: '1.10.2026' });
  await press(visitor, lease, 'innflytting', { info: 'talk' });
});

Then('the contract says {quote}, {quote} and {quote}, and has a place for both to sign', async function (landlord, tenant, where) {
  const letter = /href="([^"]*\/leieforhold\/brev\/\d+)"/.exec(await this.present.content())?.[1];
  const text = await this.present.paper(letter);
  for (const words of [`Utleier ${landlord}`, `Leier ${tenant}`, `Boligen ${where}`, 'Sted og dato Underskrift']) assert.ok(text.includes(words), `the contract does not say «${words}»: ${text}`);
});

/* ── the rent ─────────────────────────────────────────────────────────── */

When('{worker} writes down that {int} kroner of rent are missing', async function (worker, owed) {
  const visitor = await page(this, worker, at(this, home));
  await visitor.send(at(this, home), { cause: 'rent_arrears', municipal: true, owed });
});
When('{worker} makes the first letter about the rent', async function (worker) { await press(this.visitorOf(worker), home, 'brev'); });
async function warn(world, worker, words) {
  const visitor = await page(world, worker, at(world, home));
  await press(visitor, home, 'steg', { to: 'warning', words });
}
When('{worker} sends a warning because of what Ane uses', async function (worker) { await warn(this, worker, 'Leieren er ikke rusfri.'); });
When('{worker} sends a warning because {quote}', async function (worker, words) { await warn(this, worker, words); });
When('{worker} tries to end the contract before help is tried', async function (worker) {
  const visitor = await page(this, worker, at(this, home));
  await press(visitor, home, 'steg', { to: 'termination_sent', out_on: '28.2.2027', words: 'Leien mangler.' });
});
When('{worker} writes that they have talked, and that there is a plan for paying', async function (worker) {
  const visitor = await page(this, worker, at(this, home));
  for (const help of ['talk', 'payment_plan']) await press(visitor, home, 'hjelp', { help, result: 'helps', on_date: '2.11.2026' });
  await this.expectText(visitor, textOf(this.lang, 'eviction_is_tried'));
});
When('{worker} writes what Ane says: {quote}', async function (worker, words) {
  const visitor = await page(this, worker, at(this, home));
  if (!(await visitor.content()).includes('/hun-sier')) return; // her words are for those with ground
  await press(visitor, home, 'hun-sier', { her_words: words });
});
When('{worker} writes that the home is safe', async function (worker) {
  const visitor = await page(this, worker, at(this, home));
  await press(visitor, home, 'steg', { to: 'safe' });
});

/* ── the dwelling, and the way onward ─────────────────────────────────── */

When('{worker} tells of an inspection on {day}', async function (worker, day) {
  const visitor = await page(this, worker, at(this, '/leieforhold/befaring'));
  await visitor.send(at(this, '/leieforhold/befaring'), { reason: 'fire_safety', told_on: '2.11.2026', on_date: typed(day), at: '10:00' });
});
When('{worker} and Ane begin on startlån and help with the rent until {day}', async function (worker, day) {
  const visitor = await page(this, worker, at(this, '/videre'));
  await visitor.send(at(this, '/videre/startlan'), { income_lasts: true, refused_by_bank: true, lasting_need: true });
  await visitor.open(at(this, '/videre'));
  await visitor.send(at(this, '/videre/nytt'), { kind: 'rent_support' });
  const form = visitor.page.locator('main form', { has: visitor.page.locator('input[name=until]') });
  const place = await form.first().getAttribute('action');
  await visitor.send(place, { to: 'granted', until: typed(day) });
});
Then('{worker} finds the contract on the list, and no number below five in the figures', async function (worker) {
  const visitor = await page(this, worker, lease);
  await this.expectText(visitor, 'Ane Solberg');
  await visitor.open('/leieforhold/tall');
  assert.equal(visitor.status, 200);
  for (const number of await visitor.page.locator('main dd.f-number').allInnerTexts()) assert.ok(!/^[1-4]$/.test(number.trim()), `the figures show ${number}`);
});
