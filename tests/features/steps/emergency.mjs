// A place to sleep tonight: asked for in the street, answered, written down, longer, over.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed, waysToShow } from '../support/calendar.mjs';
import * as work from '../support/case_work.mjs';
import { textOf } from '../support/texts.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}/akutt${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
async function page(world, worker, path = at(world)) {
  const visitor = await browser(world, worker);
  await visitor.open(path);
  return visitor;
}
/** The request that waits, as the page of the case leads to its answer. */
async function answer(world, worker, end, fields) {
  const visitor = await page(world, worker);
  const place = new RegExp(`href="(${at(world)}/\\d+/${end})"`).exec(await visitor.content())?.[1];
  assert.ok(place, `${visitor.path} leads to no answer «${end}»`);
  await visitor.open(place);
  await visitor.send(place, fields);
}
async function act(world, worker, end, fields) {
  const visitor = await page(world, worker);
  assert.ok((await visitor.content()).includes(`href="${at(world, end)}"`), `${visitor.path} does not lead to ${end}`);
  await visitor.open(at(world, end));
  await visitor.send(at(world, end), fields);
}
const words = { why: 'Du treng ein trygg stad no.', her_view: 'Eg vil ha fred og ro.', weight: 'Rommet ligg for seg sjølv.' };

/* ── asking ───────────────────────────────────────────────────────────── */

When('{worker} meets {word} in the street, and she has nowhere to sleep', async function (worker, given_name) {
  const visitor = await page(this, worker, '/henvendelse/ute');
  await visitor.send('/henvendelse/ute', { given_name, what: 'Har ingen stad å sove i natt.', without_home: true });
  this.facts.given_name = given_name;
  this.facts.contact = /^\/henvendelse\/(\d+)/.exec(visitor.path)?.[1];
  assert.ok((await visitor.content()).includes(`href="/henvendelse/${this.facts.contact}/akutt"`), 'one press leads to the request');
});
Then('{worker} finds that her unit has the case of {word}, and no peer by name', async function (worker, name) {
  const visitor = await page(this, worker, '/enhet');
  this.facts.case = new RegExp(`href="/sak/(\\d+)[^"]*"[^>]*>${name}`).exec(await visitor.content())?.[1];
  assert.ok(this.facts.case, `the unit's cases do not hold ${name}`);
  await visitor.open(`/sak/${this.facts.case}`);
  await this.expectText(visitor, textOf(this.lang, 'case_nobody_by_name'));
});
When('{worker} asks for a place tonight, and Nav to take over', async function (worker) {
  const visitor = await page(this, worker, `/sak/${this.facts.case}`);
  assert.ok((await visitor.content()).includes(`href="${at(this, '/be')}"`), 'the overview leads to the request');
  await visitor.open(at(this, '/be'));
  await visitor.send(at(this, '/be'), { words: 'Sit på stasjonen.', person_asked: 'agrees' });
});
When('{worker} asks for a place tonight for two children and their mother', async function (worker) {
  await act(this, worker, '/be', { children: 2 });
});

Then(/^Geir Holm has one mail, which tells nothing of «([^»]*)»$/, function (secrets) {
  const mine = this.mail.messages.filter((message) => message.to.includes('geir.holm@alesund.example'));
  assert.equal(mine.length, 1, JSON.stringify(this.mail.messages));
  const said = `${mine[0].head}${mine[0].body}`.toLowerCase();
  for (const secret of secrets.split(', ')) assert.ok(!said.includes(secret.toLowerCase()), `the mail says «${secret}»: ${said}`);
});

/* ── the answer ───────────────────────────────────────────────────────── */

When('{worker} gives {word} the place {quote} until {day}', async function (worker, name, place, day) {
  await answer(this, worker, 'gi', { place, kind: 'own_room', until: typed(day), told: 'by_phone', ...words, impartial: true });
});
When('{worker} says no to a place, without saying what she can do instead', async function (worker) {
  await answer(this, worker, 'nei', { refusal: 'has_place', told: 'face_to_face', ...words });
});
When('{worker} says no to a place: {quote}', async function (worker, instead) {
  await this.visitorOf(worker).send(this.visitorOf(worker).path, { instead });
});
When('{worker} gives a shared place without a reason', async function (worker) {
  await answer(this, worker, 'gi', { place: 'Natthjem, Kaia 2', kind: 'shared', told: 'face_to_face', ...words, impartial: true });
});
When('{worker} gives the children and their mother a flat until {day}', async function (worker, day) {
  await this.visitorOf(worker).send(this.visitorOf(worker).path, { place: 'Kaia 4, leilighet 2', kind: 'flat', until: typed(day) });
});
Then('{worker} sees that {word} stays somewhere until {day}, but not where', async function (worker, name, day) {
  const visitor = await page(this, worker);
  const text = await visitor.text();
  assert.ok(waysToShow(day, this.lang).some((way) => text.includes(way)), text);
  assert.ok(!text.includes('Fjordhotellet'), text);
});

/* ── while it runs ────────────────────────────────────────────────────── */

When('{worker} extends the stay until {day}', async function (worker, day) {
  await act(this, worker, '/forleng', { until: typed(day), told: 'face_to_face', ...words, why: 'Vi leitar framleis saman med deg.', impartial: true });
});
Then('the stay goes on from {day} to {day} without a day between', async function (from, until) {
  const rows = this.present.page.locator('table tbody tr');
  const days = [];
  for (let i = 0; i < await rows.count(); i++) days.push((await rows.nth(i).innerText()).replace(/\s+/g, ' '));
  assert.equal(days.length, 2, days.join(' | '));
  assert.ok(waysToShow(from, this.lang).some((way) => days[0].includes(way)), days[0]);
  assert.ok(waysToShow(until, this.lang).some((way) => days[1].includes(way)), days[1]);
  const next = { ...from, day: 26 };
  assert.ok(waysToShow(next, this.lang).some((way) => days[1].includes(way)), `the second begins the day after the first: ${days[1]}`);
});
When('{worker} writes that the place will not have her, without her side', async function (worker) {
  await act(this, worker, '/flytt', { move: 'excluded', they_say: 'Bråk i trappa natt til søndag.' });
});
When('{worker} writes what the place says and what she says', async function (worker) {
  await this.visitorOf(worker).send(at(this, '/flytt'), { she_says: 'Det var ikkje vi som bråka.' });
});
When('{worker} finds another place the same day', async function (worker) {
  await act(this, worker, '/flytt', { move: 'better', place: 'Fjellvegen 7', kind: 'flat' });
});
Then('{worker} finds {word} at the top of those who stay temporarily, past the end', async function (worker, name) {
  const visitor = await page(this, worker, '/akuttbolig');
  const first = await visitor.page.locator('table tbody tr').first().innerText();
  assert.ok(first.includes(name) && first.includes(textOf(this.lang, 'night_overdue', { n: 1 })), first);
});
When('{worker} writes that {word} moved to a home of her own on {day}', async function (worker, name, day) {
  await act(this, worker, '/slutt', { ended_on: typed(day), how: 'own_home' });
});
Then('nobody stays temporarily, as {worker} sees it', async function (worker) {
  await this.expectText(await page(this, worker, '/akuttbolig'), textOf(this.lang, 'night_list_none'));
});

/* ── what Nav has begun to find out ───────────────────────────────────── */

const together = (world, end = '') => `/sak/${world.facts.case}/sammen${end}`;
When('{worker} asks {unit} to contribute by {day}', async function (worker, service, day) {
  const visitor = await page(this, worker, together(this));
  await visitor.send(together(this, '/bidrag'), { service, due: typed(day), agreed: true });
});
When('Mona says yes to {unit}, and {worker} writes it down', async function (unit, worker) {
  const plain = this.plainOf(this.worker(worker));
  await work.askConsent(plain, this.facts, { unit, zones: ['health', 'plan'], purpose: 'follow_up' });
  await work.answerConsent(plain, this.facts, { reply: 'yes', form: 'signed' });
});
When('{worker} contributes: {quote}', async function (worker, contributed) {
  const visitor = await page(this, worker, together(this));
  const place = new RegExp(`action="(${together(this)}/bidrag/\\d+)"`).exec(await visitor.content())?.[1];
  assert.ok(place, `${visitor.path} has no form to contribute with`);
  await visitor.send(place, { contributed });
});
Then('{worker} finds the contribution {quote}', async function (worker, words) {
  await this.expectText(await page(this, worker, together(this)), words);
});
