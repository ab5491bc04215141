// Appeals: what Ane says, who goes through it again, who decides, and what comes of it.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import * as appeal from '../support/appeal.mjs';
import { typed } from '../support/calendar.mjs';
import * as decision from '../support/decision.mjs';
import { textOf } from '../support/texts.mjs';
import { expectDay, readInstant } from './common.mjs';

const browser = (world, worker) => world.browserOf(world.worker(worker));
const today = (world) => readInstant(world.now);
const at = (world, end = '') => `/sak/${world.facts.case}${end}`;

/* ── coming in ────────────────────────────────────────────────────────── */

When('Ane appeals the part {word} on paper: {quote}, and {worker} takes it', async function (kind, words, worker) {
  await appeal.take(await browser(this, worker), this.facts, { kind, words, form: 'letter', is_signed: true });
});
When('Ane says to {worker} about the part {word}: {quote}, and asks that the decision waits', async function (worker, kind, words) {
  await appeal.take(await browser(this, worker), this.facts, { kind, words, form: 'oral', helped: true, suspension: true });
});
When('{worker} tries to take an appeal without a word', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/klage/ny'));
  await visitor.send(at(this, '/klage/ny'), { form: 'letter', appellant: 'agent', appellant_name: '' });
});
When('{worker} reads it back to Ane, who says that it is right', async function (worker) { await appeal.readBack(await browser(this, worker), this.facts); });

/* ── the first instance ───────────────────────────────────────────────── */

When('{worker} opens the appeal', async function (worker) { await (await browser(this, worker)).open(appeal.partAt(this.facts)); });
When('{worker} begins to consider it', async function (worker) { await appeal.act(await browser(this, worker), this.facts, '/begynn'); });
When('{worker} takes the appeal in', async function (worker) { await appeal.act(await browser(this, worker), this.facts, '/ta-inn'); });
When('{worker} changes the decision in part: {quote}', async function (worker, reasons) {
  await appeal.act(await browser(this, worker), this.facts, '/endre', { extent: 'in_part', reasons });
});
When('Ane is content with the change, and {worker} writes it down: {quote}', async function (worker, said) {
  await appeal.act(await browser(this, worker), this.facts, '/fornoyd', { said });
});
When('{worker} sends the appeal on: {quote}', async function (worker, statement) {
  await appeal.act(await browser(this, worker), this.facts, '/send-videre', { statement, documents: ['decision_letter', 'appeal', 'statement'] });
});
When('{worker} answers that the decision waits: {quote}', async function (worker, reasons) {
  await appeal.act(await browser(this, worker), this.facts, '/utsatt', { granted: 'granted', suspension_why: reasons });
});
When('{worker} answers that the decision does not wait, without reasons', async function (worker) {
  await appeal.act(await browser(this, worker), this.facts, '/utsatt', { granted: 'refused' });
});

/* ── the second instance, and carrying out ────────────────────────────── */

When('{worker} decides in favour of Ane: {quote}', async function (worker, reasons) {
  await appeal.act(await browser(this, worker), this.facts, '/avgjor', { outcome: 'changed_in_favour', decided_on: typed(today(this)), result_reasons: reasons });
});
When('{worker} tries to decide to the detriment of Ane without notice', async function (worker) {
  await appeal.act(await browser(this, worker), this.facts, '/avgjor', { outcome: 'changed_to_detriment', decided_on: typed(today(this)), result_reasons: 'Nei.' });
});
/** The part that the appeal opened is written, controlled, signed and issued as any other. */
When('the new version with {quote} is written by Kari, signed by Jonas and issued', async function (content) {
  const kari = this.plainOf(this.worker('Kari')), jonas = this.plainOf(this.worker('Jonas')), facts = { ...this.facts, parts: { ...this.facts.parts } };
  kari.mustSucceed = jonas.mustSucceed = true;
  await kari.open(appeal.partAt(this.facts));
  const [, number, part] = /href="\/sak\/\d+\/vedtak\/(\d+)\/del\/(\d+)"/.exec(kari.html);
  facts.decision = number;
  facts.parts.bolig = part;
  await decision.writePart(kari, facts, 'bolig', { ...decision.parts.bolig.fields, content });
  await decision.checkPart(jonas, facts, 'bolig');
  await decision.signPart(jonas, facts, 'bolig');
  await decision.issue(kari, facts);
  kari.mustSucceed = jonas.mustSucceed = false;
});
When('{worker} notes that the result is carried out', async function (worker) { await appeal.act(await browser(this, worker), this.facts, '/gjennomfort'); });
When('{worker} closes the appeal', async function (worker) { await appeal.act(await browser(this, worker), this.facts, '/avslutt'); });
When('the letter {word} of {day} reaches Ane on {day}, and {worker} writes it down', async function (kind, sent, reached, worker) {
  await appeal.letterArrives(await browser(this, worker), this.facts, textOf(this.lang, `appeal_letter_kind_${kind}`), { sent, reached });
});
When('Ane claims {int} kroner, and {worker} writes it down', async function (amount, worker) {
  await appeal.act(await browser(this, worker), this.facts, '/kostnader', { amount, claimed_on: typed(today(this)), costs_for: 'Advokat, to timer.' });
});
When('{worker} covers {int} kroner: {quote}', async function (worker, amount, reasons) {
  await appeal.act(await browser(this, worker), this.facts, '/kostnader/svar', { amount_granted: amount, costs_why: reasons });
});
Then('{worker} reads the letter {word}, and it is a PDF', async function (worker, kind) {
  const visitor = await browser(this, worker), plain = this.plainOf(this.worker(worker));
  await visitor.open(at(this, '/klage'));
  const item = visitor.page.locator('section[aria-labelledby=letters] li', { hasText: textOf(this.lang, `appeal_letter_kind_${kind}`) }).first();
  const path = await item.locator('a[href*="/klage/brev/"]').getAttribute('href');
  await plain.open(at(this));
  const answer = await plain.request(path);
  assert.equal(answer.headers.get('content-type'), 'application/pdf');
  assert.equal(Buffer.from(await answer.arrayBuffer()).subarray(0, 5).toString(), '%PDF-');
});
Then('the state of the appeal is {word}', async function (key) {
  await this.present.open(appeal.partAt(this.facts));
  assert.ok((await this.present.page.locator('main .f-page-head .ds-tag').innerText()).includes(textOf(this.lang, key)), await this.present.text());
});

/* ── limits, others' grants, rights in one place ──────────────────────── */

When('Ane asks {worker} for the reasons for the part {word}', async function (worker, kind) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/klage'));
  await visitor.send(at(this, '/klage/begrunnelse'), { part: this.facts.parts[kind], asked_on: typed(today(this)) });
});
When('{worker} writes the reasons: {quote}', async function (worker, reasons) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/klage'));
  await visitor.send(await visitor.page.locator('section[aria-labelledby=demands] form').getAttribute('action'), { reasons });
});
Then('the limit of the part {word} is {day}', async function (kind, day) {
  await this.present.open(at(this, '/klage'));
  const name = textOf(this.lang, `part_kind_${kind}`), line = this.present.page.locator('section[aria-labelledby=limits] tbody tr', { hasText: name });
  await expectDay(this, { text: () => line.first().innerText() }, day);
});
When('Ane asks {worker} why somebody else got a home', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/klage'));
  await visitor.send(at(this, '/klage/andres'), { way: 'oral' });
});
When('{worker} opens rights and reasons for all parts', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts));
  await visitor.loading(() => visitor.page.locator(`main a.ds-button[href="${at(this, '/klage')}"]`).click());
  await visitor.loading(() => visitor.page.locator(`main a[href="${at(this, '/rettssikkerhet')}"]`).click());
  assert.equal(visitor.status, 200);
});
Then('the figures show no number below five', async function () {
  await this.present.open('/klager/tall');
  const cells = await this.present.page.locator('main td.f-number').allInnerTexts();
  assert.ok(cells.length > 0, await this.present.text());
  for (const cell of cells) assert.ok(!/^[1-4]$/.test(cell.trim()), cells.join(' | '));
});
