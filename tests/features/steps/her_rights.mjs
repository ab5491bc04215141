// The people around a person, questions to others, worries, and her rights to what is written about her.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { textParts } from '../support/texts.mjs';

const of = (world, end) => `/sak/${world.facts.case}/${end}`;
const browser = (world, name) => world.browserOf(world.worker(name));

/* ── the people around her ────────────────────────────────────────────── */

When("{worker} writes down Ane's mother as her nearest next of kin", async function (name) {
  const visitor = await browser(this, name);
  await visitor.open(of(this, 'rundt'));
  await visitor.open(of(this, 'rundt/parorende'));
  await visitor.send(of(this, 'rundt/parorende'), { name: 'Mor Solberg', kinship: 'parent', phone: '900 00 001', nearest: true });
  this.facts.mother = visitor.path;
});
const tell = async (visitor, world) => visitor.send(`${world.facts.mother}/samtale`, { direction: 'told_them', content: 'Fortalte om leiligheten.', ground: 'her_consent' });
Then('{worker} cannot tell her mother anything on the ground that Ane has said yes', async function (name) {
  const visitor = await browser(this, name);
  visitor.mustSucceed = false;
  await tell(visitor, this);
  assert.equal(visitor.status, 422);
  await this.expectText(visitor, textParts(this.lang, 'relation_no_consent')[0]);
});
When('Ane says yes to her mother being told about {quote}, and {worker} writes it down', async function (scope, name) {
  const visitor = await browser(this, name);
  await visitor.open(this.facts.mother);
  await visitor.send(`${this.facts.mother}/svar`, { role: 'receiver', answer: 'yes', scope });
  await this.expectText(visitor, scope);
});
Then('{worker} tells her mother something on the ground that Ane has said yes', async function (name) {
  const visitor = await browser(this, name);
  await tell(visitor, this);
  await this.expectText(visitor, 'Fortalte om leiligheten.');
});
When('{worker} writes down that the lawyer {quote} acts for Ane in housing and appeals', async function (name, lawyer) {
  const visitor = await browser(this, name);
  await visitor.open(of(this, 'rundt/fullmektig'));
  await visitor.send(of(this, 'rundt/fullmektig'), { kind: 'agent', name: lawyer, address: 'Storgata 2\n7600 Levanger', lawyer: true, scopes: ['housing', 'appeals'] });
});
Then('a letter on housing goes to {quote} and not to Ane', async function (lawyer) {
  const facts = this.present.page.locator('#acts').locator('xpath=ancestor::section').locator('dl.f-facts > div');
  const lines = await facts.allInnerTexts();
  const about = (key) => lines.find((line) => line.startsWith(textParts(this.lang, key)[0]));
  assert.ok(about('relation_scope_housing').includes(lawyer), lines.join(' | '));
  assert.ok(!about('relation_scope_housing').includes('Ane Solberg'), 'she gets it too');
  assert.ok(about('relation_scope_economy').includes('Ane Solberg'), 'a letter on economy is not within the authority');
});
When('{worker} writes down a little sister who must be seen', async function (name) {
  const visitor = await browser(this, name);
  await visitor.open(of(this, 'rundt/barn'));
  await visitor.send(of(this, 'rundt/barn'), { kind: 'sibling', called: 'Nora', born_year: '2014' });
});
When('the sister is followed up, and {worker} writes it down', async function (name) {
  const visitor = await browser(this, name);
  await visitor.send(of(this, 'rundt/barn/1/steg'), { step: 'followed_up' });
});

When("{worker} notes from Ane's case that she has told child welfare on {day}", async function (name, day) {
  const visitor = await browser(this, name);
  this.setClock('2026-09-08T10:00');
  await visitor.open(`/sak/${this.facts.case}`);
  await visitor.loading(() => visitor.page.locator(`a[href="${of(this, 'bekymringsmelding')}"]`).click());
  await visitor.send(of(this, 'bekymringsmelding'), { sent_on: typed(day) });
});
Then('{worker} sees nothing of it', async function (name) {
  const visitor = await browser(this, name);
  await visitor.open(of(this, 'bekymringsmelding'));
  assert.ok(!(await visitor.has(textParts(this.lang, 'relation_child_notice_own')[0])), 'another worker sees the notice');
});

/* ── asking others ────────────────────────────────────────────────────── */

const question = { body: 'gp', ground: 'consent', informed: true, question: 'Kan Ane bo i tredje etasje uten heis?' };
When('{worker} asks the doctor {quote} without writing how Ane said yes', async function (name, doctor) {
  const visitor = await browser(this, name);
  await visitor.open(of(this, 'opplysninger'));
  await visitor.open(of(this, 'opplysninger/ny'));
  visitor.mustSucceed = false;
  await visitor.send(of(this, 'opplysninger/ny'), { ...question, body_name: doctor });
});
When('Ane said yes aloud, and {worker} asks again', async function (name) {
  const visitor = await browser(this, name);
  await visitor.send(of(this, 'opplysninger/ny'), { consent_by: 'oral' });
});
Then('the letter to the doctor names Ane and nothing of the case', async function () {
  const answer = await this.present.page.request.get(this.server.home + of(this, 'opplysninger/1/brev.pdf'));
  assert.equal(answer.status(), 200);
  assert.equal((await answer.body()).subarray(0, 4).toString(), '%PDF');
});
When('the doctor answers {quote}, and {worker} shows it to Ane', async function (content, name) {
  const visitor = await browser(this, name), place = of(this, 'opplysninger/1/steg');
  await visitor.open(of(this, 'opplysninger'));
  await visitor.send(place, { step: 'answered', content });
  await this.expectText(visitor, content);
  await visitor.send(place, { step: 'shown' });
});

/* ── worries ──────────────────────────────────────────────────────────── */

When('{worker} reports a broken window at {quote}: {quote}', async function (name, about, said) {
  const visitor = await browser(this, name);
  await visitor.open('/');
  await visitor.loading(() => visitor.page.locator('main a[href="/bekymring/ny"]').first().click());
  await visitor.send('/bekymring/ny', { about, place: 'Kirkegata 4', said, reporter: 'caretaker' });
});
Then("{worker} reads about it in Ane's case: {quote}", async function (name, said) {
  const visitor = await browser(this, name);
  await visitor.open(of(this, 'bekymringer'));
  await this.expectText(visitor, said);
});
When('{worker} has looked at it: {quote}', async function (name, note) {
  const visitor = await browser(this, name);
  await visitor.send(of(this, 'bekymringer/1/ferdig'), { note });
});

/* ── her rights ───────────────────────────────────────────────────────── */

When('Ane asks for everything about her, and {worker} registers it', async function (name) {
  const visitor = await browser(this, name);
  await visitor.open(of(this, 'innsyn'));
  await visitor.loading(() => visitor.page.locator(`a[href="${of(this, 'innsyn/pakke')}"]`).click());
  await visitor.send(of(this, 'innsyn/pakke'), { asked_by: 'person' });
});
When('{worker} has the package made', async function (name) {
  const visitor = await browser(this, name);
  await visitor.send(of(this, 'innsyn/pakke/1/lag'));
  await this.server.runJobs();
  await visitor.open(of(this, 'innsyn/pakke'));
});
Then('the package holds {quote} and who has read about her', async function (text) {
  const get = async (file) => {
    const answer = await this.present.page.request.get(this.server.home + of(this, `innsyn/pakke/1/${file}`));
    assert.equal(answer.status(), 200, file);
    return answer.body();
  };
  assert.equal((await get('innsyn.pdf')).subarray(0, 4).toString(), '%PDF');
  const rows = (await get('innsyn.jsonl')).toString().trim().split('\n').map((line) => JSON.parse(line));
  assert.ok(rows.some(({ table, row }) => table === 'person' && row.given_name === text));
  assert.ok(rows.some(({ table }) => table === 'access_log'), 'the log is not in it');
  assert.ok(rows.some(({ table }) => table === 'contact'), 'the first contact is not in it');
});
When('{worker} hands it out to Ane', async function (name) {
  const visitor = await browser(this, name);
  await visitor.send(of(this, 'innsyn/pakke/1/utlevert'), { handed_to: 'person' });
});
When('Ane says that {quote} in the assessment should be {quote}', async function (passage, wish) {
  const visitor = this.present;
  await visitor.open(of(this, 'innsyn/retting'));
  await visitor.send(of(this, 'innsyn/retting'), { about: 'assessment', passage, wish });
});
When('{worker} corrects it', async function (name) {
  const visitor = await browser(this, name);
  await visitor.send(of(this, 'innsyn/retting/1/avgjor'), { outcome: 'corrected' });
});
Then('the assessment says beside what stands: {quote}', async function (text) {
  const visitor = this.present;
  await visitor.open(of(this, 'kartlegging'));
  await this.expectText(visitor, text);
});
