// Sharing on a ground, objections set aside, emergency reading, shielding, and looking at reading afterwards.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { textParts } from '../support/texts.mjs';
import * as work from '../support/case_work.mjs';

const at = (facts, end) => `/sak/${facts.case}/${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
const html = (visitor) => (visitor.page ? visitor.content() : visitor.html);

/** The first address on the page that looks so. */
async function linkOn(visitor, pattern) {
  const found = pattern.exec(await html(visitor));
  assert.ok(found, `${visitor.path} (${visitor.status}) has no ${pattern}: ${(await visitor.text()).slice(0, 600)}`);
  return found[1];
}

async function says(world, visitor, key) {
  const text = await visitor.text();
  for (const part of textParts(world.lang, key)) assert.ok(text.includes(part), `the page does not say «${part}», but: ${text.slice(0, 1200)}`);
}

/* ── the lawyer, and passing on ───────────────────────────────────────── */

const roles = { tildeling: 'allocator', Nav: 'nav' };
When(/^(.+ at .+) writes how (.+) shares with (.+): «([^»]*)»$/, async function (worker, from, to, words) {
  const visitor = await browser(this, worker);
  await visitor.open(`/taushetsplikt?from_role=${roles[from]}&to_role=${roles[to]}`);
  await visitor.send('/taushetsplikt', { words_nb: words, words_nn: words });
  assert.ok(visitor.status < 400, `${visitor.status}: ${(await visitor.text()).slice(0, 400)}`);
});

When(/^(\S+) passes the case on to Nav for coordination on the ground (\w+), because «([^»]*)»$/, async function (worker, ground, necessity) {
  const to = this.unit('Nav');
  const visitor = await browser(this, worker);
  await visitor.open(`${at(this.facts, 'deling/ny')}?whole=1`);
  await visitor.send(at(this.facts, 'deling/ny'), { to_unit: to, purpose: 'coordination', [ground.startsWith('H') ? 'health_ground' : 'ground']: ground, necessity });
  this.facts.sharing = visitor.path;
});
When('{worker} confirms what follows', async function (worker) { await (await browser(this, worker)).send(`${this.facts.sharing}/bekreft`); });

/* ── objections set aside ─────────────────────────────────────────────── */

When('Ane objects to {unit} seeing her health, and {worker} writes it down', async function (unit, worker) {
  await work.object(await browser(this, worker), this.facts, { zone: 'health', unit });
});
Then('a notice of access waits for {worker}: {word}', async function (worker, key) {
  const visitor = await browser(this, worker);
  await visitor.open('/innsynsvarsler');
  await says(this, visitor, key);
  assert.ok(!(await visitor.has('Solberg')), 'a notice says her name');
});
When('{worker} asks to set it aside for {unit}, because {quote}', async function (worker, unit, reason) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this.facts, 'tilsidesett/ny'));
  await visitor.send(at(this.facts, 'tilsidesett/ny'), { to_unit: unit, zone: 'health', reason });
  this.facts.override = visitor.path;
});
When('{worker} answers yes to what {worker} asked', async function (worker, asker) {
  assert.notEqual(worker, asker);
  const visitor = await browser(this, worker);
  await visitor.open('/innsynsvarsler');
  await visitor.open(await linkOn(visitor, /href="(\/sak\/\d+\/tilsidesett\/\d+)"/));
  await visitor.send(`${visitor.path}/svar`, { verdict: 'approve' });
});
When('{worker} tells Ane in a talk', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(this.facts.override);
  await visitor.send(`${this.facts.override}/fortalt`, { told: 'talk' });
});
Then('the letter to Ane says {quote} and {quote}', async function (body, limit) {
  const text = await this.present.paper(`${this.facts.override}/brev`, { posted: true });
  for (const words of [body, limit]) assert.ok(text.includes(words), `the letter does not say «${words}»: ${text}`);
});
When('{worker} ends it', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(this.facts.override);
  await visitor.send(`${this.facts.override}/avslutt`);
});

/* ── her log ──────────────────────────────────────────────────────────── */

Then(/^the log of Ane that (\S+) opens tells of (.+)$/, async function (worker, who) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this.facts, 'innsyn'));
  assert.ok(await visitor.has(who), `the log does not tell of ${who}: ${(await visitor.text()).slice(0, 1500)}`);
  await says(this, visitor, 'access_given_title');
});

/* ── emergency ────────────────────────────────────────────────────────── */

When('{worker} opens the case of nobody in an emergency: {quote}', async function (worker, reason) {
  const visitor = await browser(this, worker);
  await visitor.open('/nodlesing');
  await visitor.send('/nodlesing', { number: '2026-999999', why: 'violence', reason });
});
When('{worker} opens the case of Ane in an emergency: {quote}', async function (worker, reason) {
  const kari = await browser(this, 'Kari');
  await kari.open(at(this.facts, '').replace(/\/$/, ''));
  const number = /\b(2026-\d{6})\b/.exec(await kari.text())[1];
  const visitor = await browser(this, worker);
  await visitor.open('/nodlesing');
  await visitor.send('/nodlesing', { number, why: 'life', reason });
});
When('{worker} judges that there was no reason to read', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/nodlesinger');
  const place = await linkOn(visitor, /href="(\/nodlesinger\/\d+)"/);
  await visitor.open(place);
  await visitor.send(place, { verdict: 'not_fine', consequence: 'talk', text: 'Hun kunne ha ringt legevakten.' });
});

/* ── near and far ─────────────────────────────────────────────────────── */

When('{worker} grades the address of Ane', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this.facts, 'skjerming'));
  assert.ok(await visitor.has('Kirkegata'), 'the address is not there to begin with');
  await visitor.send(at(this.facts, 'skjerming/adresse'), { grade: 'confidential' });
});
When('{worker} tells that she is too close to Ane', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this.facts, 'skjerming'));
  await visitor.send(at(this.facts, 'skjerming/inhabil'), { tie: 'friend' });
});
When('{worker} shields Ane', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(`/skjermede/${this.facts.case}`);
  await visitor.send(`/skjermede/${this.facts.case}/skjul`, { because: 'known' });
});

/* ── afterwards ───────────────────────────────────────────────────────── */

When('{worker} opens the duty of Nav and reads it', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this.facts, 'ansvar'));
  await visitor.open(await linkOn(visitor, new RegExp(`href="(/sak/${this.facts.case}/ansvar/oppgave/\\d+)"`)));
  await visitor.open(at(this.facts, 'kartlegging'));
});
When('{worker} looks through the days', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/lesing');
  await visitor.send('/lesing');
});
When('{worker} asks the reader who stands out: {quote}', async function (worker, question) {
  const visitor = await browser(this, worker);
  this.facts.finding = await linkOn(visitor, /href="(\/lesing\/\d+)"/);
  await visitor.open(this.facts.finding);
  assert.ok(!(await visitor.has('Solberg')), 'the privacy officer reads her name');
  this.facts.reader = /<dd><b>([^<]+)<\/b>/.exec(await html(visitor))[1];
  await visitor.send(`${this.facts.finding}/spor`, { question });
});
Then('the reader answers that it was her work', async function () {
  const visitor = await browser(this, this.facts.reader.split(' ')[0]);
  await visitor.open('/min-lesing');
  await visitor.send(await linkOn(visitor, /action="(\/min-lesing\/\d+)"/), { answer: 'my_work', answer_text: 'Jeg hadde vakt.' });
  assert.ok(visitor.status < 400);
});
When('{worker} closes it as work', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(this.facts.finding);
  await visitor.send(`${this.facts.finding}/lukk`, { outcome: 'work_related', note: 'Hun hadde vakt.' });
});

/* ── before she answers; the police ───────────────────────────────────── */

When('{worker} asks Ane about {unit} seeing her health, and they read the sheet together', async function (worker, unit) {
  const visitor = await browser(this, worker);
  await work.askConsent(visitor, this.facts, { unit, zones: ['health'], purpose: 'follow_up', reason: 'Ane tok det opp selv.' });
  await visitor.open(`${visitor.path}/ark`);
});
Then('the sheet can be printed', async function () {
  const visitor = this.present, place = visitor.path;
  assert.match(await html(visitor), new RegExp(`action="${place}"`));
});
const asked = { 'for a decision': 'decision', 'where she is': 'whereabouts' };
When(/^(\S+) writes that the police asked (for a decision|where she is) on the ground (\w+)$/, async function (worker, what, ground) {
  const visitor = await browser(this, worker);
  visitor.mustSucceed = false;
  await visitor.open(at(this.facts, 'utlevering'));
  await visitor.send(at(this.facts, 'utlevering'), { receiver: 'police', organisation: 'Trøndelag politidistrikt', what: asked[what], zone: 'social', ground, necessity: 'De leter etter henne.', given: 'yes' });
});
