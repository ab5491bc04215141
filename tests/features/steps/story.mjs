// The story of Ane from the first day to the letter: what the units do, and what must be so afterwards. Everything here is done in a browser;
// what happened on earlier days was played with plain requests.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import * as work from '../support/case_work.mjs';
import * as decision from '../support/decision.mjs';
import { acceptBaton, offerBaton, refuseBaton, withdrawBaton } from '../support/responsibility.mjs';
import { areas, instantOf, need } from '../support/story.mjs';
import { textOf, textParts } from '../support/texts.mjs';
import { expectDay } from './common.mjs';

Given('the story of Ane has come to {word}', function (step) { assert.equal(this.now, instantOf(step)); }); // the base is the story (hooks.mjs)

const at = (world, end = '') => `/sak/${world.facts.case}${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
async function says(world, visitor, key, parameters) {
  const text = await visitor.text(), wanted = parameters ? [textOf(world.lang, key, parameters)] : textParts(world.lang, key);
  for (const part of wanted) assert.ok(text.includes(part), `${visitor.path} (${visitor.status}) does not say «${part}», but: ${text.slice(0, 2000)}`);
}
/** The row of a table on the page that holds a text. */
const row = (visitor, text) => visitor.page.locator('main tr', { hasText: text });

/* ── who has the responsibility ───────────────────────────────────────── */

Then('{unit} has the responsibility for Ane since {day}, as {worker} sees it', async function (holder, day, worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar'));
  await says(this, visitor, 'responsibility_lead', { unit: this.lang === 'nn' ? holder.nn : holder.nb, name: 'Ane' });
  await expectDay(this, visitor, { ...day, time: null });
});
Then('exactly one unit has had the responsibility at every instant', async function () {
  const said = await this.server.verify();
  for (const line of ['I-01 holder', 'I-01 periods']) assert.match(said, new RegExp(`^ok +${line} +[1-9]`, 'm'));
});
When('{worker} asks {unit} to take over, and Ane {word}', async function (worker, to, asked) {
  await offerBaton(await browser(this, worker), this.facts, { to, what: 'Følge opp hjemme hos Ane hver uke.', keeps: 'dwelling', asked, says: 'Det er greit, jeg kjenner Silje.' });
});
When('{worker} takes the responsibility', async function (worker) { await acceptBaton(await browser(this, worker), this.facts); });
When('{worker} says no: {quote}', async function (worker, text) {
  await refuseBaton(await browser(this, worker), this.facts, { reason: 'no_capacity', text, proposed: this.unit('RUS') });
});
When('{worker} takes the question back', async function (worker) { await withdrawBaton(await browser(this, worker), this.facts, { reason: 'need_changed' }); });
/** Sends an acceptance by hand, as a page left open would. */
async function acceptAgain(world, worker) {
  const plain = world.plainOf(world.worker(worker));
  await plain.open('/innstillinger');
  return plain.request(`${at(world, '/ansvar/')}${world.facts.handover}/ta-imot`, { method: 'POST', body: new URLSearchParams({ csrf: plain.token }) });
}
When('{worker} has the page with the offer open', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar'));
  this.facts.handover = /\/ansvar\/(\d+)\/ta-imot/.exec(await visitor.content())[1];
});
When('{worker} presses the button on the page left open', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.send(`${at(this, '/ansvar/')}${this.facts.handover}/ta-imot`);
});
When('{worker} and {worker} accept in the same second', async function (one, other) {
  const plain = this.plainOf(this.worker(one)), second = this.plainOf(this.worker(other));
  await plain.open(at(this, '/ansvar'));
  await second.open('/innstillinger');
  this.facts.handover = /\/ansvar\/(\d+)\/ta-imot/.exec(plain.html)[1];
  const answers = await Promise.all([acceptAgain(this, one), acceptAgain(this, other)]);
  this.facts.answers = answers.map((answer) => answer.status);
});
Then('one of them has it and the other is told that it is taken', function () { assert.deepEqual(this.facts.answers.sort(), [303, 409]); });

/* ── notice, consent, search ──────────────────────────────────────────── */

When('{worker} and Ane look at the notice from the landlord: in writing, without reasons, without a word on protest, received {day}', async function (worker, day) {
  await work.checkNotice(await browser(this, worker), this.facts, { received_on: typed(day), leaves_on: '31.10.2026', written: 'yes', reasons: 'no', protest_information: 'no' });
});
When('Ane says no to {unit} seeing her health, and {worker} writes it down', async function (asked, worker) {
  const visitor = await browser(this, worker);
  await work.askConsent(visitor, this.facts, { unit: asked, zones: ['health'], purpose: 'follow_up' });
  await work.answerConsent(visitor, this.facts, { reply: 'no' });
});
When('Ane says yes to {unit} seeing health and housing until {day}, and {worker} writes it down', async function (asked, day, worker) {
  const visitor = await browser(this, worker);
  await work.askConsent(visitor, this.facts, { unit: asked, zones: ['health', 'housing'], purpose: 'follow_up', until: day, reason: 'Ane tok det opp selv.' });
  await work.answerConsent(visitor, this.facts, { reply: 'yes', form: 'signed' });
});
When('Ane takes her yes back, and {worker} writes it down', async function (worker) { await work.revokeConsent(await browser(this, worker), this.facts); });
When('Ane objects to anyone but those who help her seeing her health, and {worker} writes it down', async function (worker) {
  await work.object(await browser(this, worker), this.facts, { zone: 'health' });
});
When('{worker} searches for {quote}', async function (worker, words) { await work.search(await browser(this, worker), words); });
Then('{worker} finds nobody by searching for {quote}', async function (worker, words) {
  const visitor = await browser(this, worker);
  await work.search(visitor, words);
  await says(this, visitor, 'search_none');
  const known = (await visitor.text()).replaceAll(words, '');
  await work.search(visitor, 'Ukjent Person');
  assert.equal(known, (await visitor.text()).replaceAll('Ukjent Person', ''), 'the answer about someone known differs from the answer about someone unknown');
});
Then('{worker} finds Ane by searching for {quote}', async function (worker, words) {
  const visitor = await browser(this, worker);
  await work.search(visitor, words);
  assert.equal(await visitor.page.locator(`main a[href="${at(this)}"]`).count(), 1, await visitor.text());
});
Then("Ane's case is to {worker} as a case that is not there", async function (worker) {
  const visitor = this.plainOf(this.worker(worker)), answers = [];
  await visitor.open('/innstillinger');
  for (const number of [this.facts.case, '999999999']) {
    const answer = await visitor.request(`/sak/${number}`);
    answers.push({ status: answer.status, text: (await answer.text()).replaceAll(`/sak/${number}`, '').replace(/name="csrf" value="[^"]*"/g, '') });
  }
  assert.ok([403, 404].includes(answers[0].status) && answers[1].status === answers[0].status, answers.map((each) => each.status).join());
  assert.ok(answers[0].text === answers[1].text, 'the answer differs from the one about a case that nobody has');
});
Then('{worker} sees the case', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this));
  assert.equal(visitor.status, 200);
});
Then('the consents say: {word}', async function (key) { await says(this, this.present, key); });

/* ── the log ──────────────────────────────────────────────────────────── */

Then('the access log that {worker} opens names {quote} at {unit}', async function (worker, name, of) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/innsyn'));
  const line = row(visitor, name).filter({ hasText: of.inLetters[this.lang === 'nn' ? 'nn' : 'nb'] });
  assert.ok(await line.count() > 0, await visitor.text());
});
Then('the access log that {worker} opens does not name {quote}', async function (worker, name) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/innsyn'));
  assert.equal(await row(visitor, name).count(), 0, await visitor.text());
});
When('{worker} prints the log as a letter to Ane', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/innsyn/brev'));
});

/* ── the assessment ───────────────────────────────────────────────────── */

When('{worker} begins the assessment from the talk at a café on {day}', async function (worker, day) {
  await work.beginAssessment(await browser(this, worker), this.facts, { day, place: 'cafe' });
});
When("{worker} writes down Ane's wish for a home in her own words: {quote}", async function (worker, wish) {
  await work.writeArea(await browser(this, worker), this.facts, 'dwelling', { ...areas.dwelling, wish });
});
When('{worker} writes down why the other parts wait', async function (worker) {
  for (const [area, fields] of Object.entries(areas)) if (area !== 'dwelling') await work.writeArea(await browser(this, worker), this.facts, area, fields);
});
When('{worker} writes down that Ane has no children', async function (worker) { await work.answerChildren(await browser(this, worker), this.facts, 'none'); });
When('{worker} considers that Ane is disadvantaged on the housing market: {quote}', async function (worker, reasons) {
  await work.answerDisadvantaged(await browser(this, worker), this.facts, { answer: 'yes', reasons });
});
When('{worker} writes down what the home must be', async function (worker) { await work.writeDwellingNeed(await browser(this, worker), this.facts, need); });
When('Ane reads it through with {worker} and says it is right', async function (worker) {
  await work.readTogether(await browser(this, worker), this.facts, { answer: 'right' });
});
Then('{worker} sees on the assessment: {word}', async function (worker, key) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/kartlegging'));
  await says(this, visitor, key);
});
When('Ane says {word} to a coordinator and {word} to an individual plan, and {worker} writes both down', async function (coordinator, plan, worker) {
  const visitor = await browser(this, worker);
  await work.answerCoordinator(visitor, this.facts, coordinator);
  await work.answerPlan(visitor, this.facts, plan);
});
Then('{worker} sees that the coordinator was answered {word} and the plan {word}', async function (worker, coordinator, plan) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/koordinator'));
  for (const [section, answer] of [['offer-coordinator', coordinator], ['offer-plan', plan]]) {
    const text = await visitor.page.locator(`section[aria-labelledby=${section}] .f-status`).first().innerText();
    assert.equal(text.trim(), textOf(this.lang, `plan_answer_${answer}`));
  }
});

/* ── help before the decision, what the units owe ─────────────────────── */

When('{worker} starts talks at home on {day}, expected to last {int} {word}', async function (worker, day, amount, measure) {
  await work.startService(await browser(this, worker), this.facts, { kind: 'talks_at_home', day, measure, amount });
});
When('{worker} gives informal help on {day}', async function (worker, day) {
  await work.startService(await browser(this, worker), this.facts, { kind: 'talks_at_home', day, measure: 'days', amount: '3', informal: true });
});
When('{worker} now expects them to last {int} {word}', async function (worker, amount, measure) {
  await work.expectService(await browser(this, worker), this.facts, { measure, amount });
});
Then('the help stands as: {word}, as {worker} sees it', async function (key, worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/tjenester'));
  await says(this, visitor, key);
});
When('{worker} asks {unit} for a deposit guarantee', async function (worker, of) { await work.giveDuty(await browser(this, worker), this.facts, { unit: of, kind: 'deposit' }); });
When('{worker} grants it: {int} kroner, {quote}', async function (worker, amount, note) {
  await work.answerDuty(await browser(this, worker), this.facts, { state: 'granted', amount, note });
});
Then('the duty {quote} of {unit} stands as {word}, as {worker} sees it', async function (kind, of, state, worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar'));
  const line = row(visitor, this.lang === 'nn' ? of.nn : of.nb).filter({ hasText: textOf(this.lang, `duty_kind_${kind}`) });
  assert.ok((await line.first().innerText()).includes(textOf(this.lang, `duty_state_${state}`)), await visitor.text());
});
/** Every page of the case that someone may open, as plain text. */
async function allPages(world, worker, pages) {
  const visitor = world.plainOf(world.worker(worker)), all = [];
  for (const page of pages) {
    await visitor.open(page);
    if (visitor.status === 200) all.push(`${page}: ${await visitor.text()}`);
  }
  assert.ok(all.length > 0, `${worker} could open none of ${pages}`);
  return all;
}
const casePages = (world) => ['', '/kartlegging', '/vedtak', '/ansvar', '/tjenester', '/samtykke', '/koordinator', '/oppsigelse'].map((end) => at(world, end))
  .concat(world.facts.decision ? [at(world, `/vedtak/${world.facts.decision}`), at(world, `/vedtak/${world.facts.decision}/brev`)] : []);
Then('no page that {worker} may open holds {quote}', async function (worker, words) {
  for (const page of await allPages(this, worker, [...casePages(this), '/', '/boligbestillinger', '/boligbestillinger/1']))
    for (const word of words.split(', ')) assert.ok(!page.toLowerCase().includes(word.toLowerCase()), `«${word}» stands on ${page}`);
});

/* ── the joint decision ───────────────────────────────────────────────── */

When('{worker} begins a joint decision', async function (worker) { await decision.begin(await browser(this, worker), this.facts); });
When('{worker} adds the part {word} for {unit}', async function (worker, kind, of) { await decision.addPart(await browser(this, worker), this.facts, kind, of); });
When('{worker} writes the part {word}', async function (worker, kind) { await decision.writePart(await browser(this, worker), this.facts, kind, decision.parts[kind].fields); });
When('{worker} writes the part {word} with the content {quote}', async function (worker, kind, content) {
  await decision.writePart(await browser(this, worker), this.facts, kind, { ...decision.parts[kind].fields, content });
});
When('{worker} controls the part {word}', async function (worker, kind) { await decision.checkPart(await browser(this, worker), this.facts, kind); });
When('{worker} signs the part {word}', async function (worker, kind) { await decision.signPart(await browser(this, worker), this.facts, kind); });
When('{worker} issues the decision', async function (worker) { await decision.issue(await browser(this, worker), this.facts); });
When('the letter reaches Ane on paper on {day}, and {worker} writes it down', async function (day, worker) {
  await decision.deliver(await browser(this, worker), this.facts, { channel: 'paper', sent: day, reached: day });
});
When('{worker} opens the check of the decision', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts, '/sjekk'));
});
Then('the limit to appeal the part {word} is {day} and the appeal body {quote}', async function (kind, day, body) {
  const name = { bistand: 'Hjelp til å få bolig', bolig: 'Kommunal bolig', hol_tjeneste: 'Samtaler hjemme', sosial: 'Hjelp med økonomi' }[kind];
  const table = this.present.page.locator('section[aria-labelledby=limits] tbody tr'), rows = await table.allInnerTexts();
  const index = Object.keys(decision.parts).indexOf(kind), line = (this.lang === 'nb' ? rows.find((each) => each.includes(name)) : rows[index])?.replace(/\s+/g, ' ');
  assert.ok(line, `no limit stands for ${kind}: ${rows}`);
  assert.ok(line.includes(body) && line.includes(String(day.day)), `${kind}: ${line}`);
  await expectDayIn(this, line, day);
});
async function expectDayIn(world, text, day) { await expectDay(world, { text: async () => text }, day); }
Then('{worker} reads the letter of version {int}', async function (worker, version) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/vedtak'));
  const link = visitor.page.locator(`main a[href$="/brev"]`), count = await link.count();
  await visitor.loading(() => link.nth(count - version).click()); // the newest stands first
  assert.equal(visitor.status, 200);
});
Then('the letter says {quote}', async function (text) { await this.expectText(this.present, text); });
Then('the letter is a PDF that can be opened', async function () {
  const plain = this.plainOf(this.worker('Kari'));
  await plain.open(at(this));
  const answer = await plain.request(decision.at(this.facts, '/brev.pdf')), bytes = Buffer.from(await answer.arrayBuffer());
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'application/pdf');
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
});
Then('{worker} finds an order for a dwelling', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/boligbestillinger');
  await visitor.loading(() => visitor.page.locator('main tbody a').first().click());
  assert.equal(visitor.status, 200);
});
Then('the order says {word}: {word}', async function (what, value) {
  const term = this.present.page.locator('main dl > div', { has: this.present.page.locator('dt', { hasText: textOf(this.lang, `decision_order_${what}`) }) }).locator('dd');
  const wanted = /^\d+$/.test(value) ? value : textOf(this.lang, value);
  assert.equal((await term.first().innerText()).trim(), wanted);
});
When('{worker} opens the part {word} for a change in favour of Ane', async function (worker, kind) {
  const visitor = await browser(this, worker);
  await visitor.open(decision.at(this.facts, `/del/${this.facts.parts[kind]}/endring`));
  await visitor.send(decision.at(this.facts, `/del/${this.facts.parts[kind]}/endre`), {}, { button: { name: 'direction', value: 'in_favour' } });
  const [, number, part] = /\/vedtak\/(\d+)(?:\/del\/(\d+))?/.exec(visitor.path) ?? [];
  assert.ok(number && number !== this.facts.decision, `the change led to ${visitor.path} (${visitor.status})`);
  this.facts.former = this.facts.decision;
  this.facts.decision = number;
  const form = await visitor.page.locator('#part-form').getAttribute('action');
  this.facts.parts[kind] = part ?? /\/del\/(\d+)/.exec(form)[1];
});
When('{worker} writes two visits a week into the part {word}', async function (worker, kind) {
  await decision.writePart(await browser(this, worker), this.facts, kind, { least: 2, least_in: 'hours', most: 4, most_in: 'hours', per: 'week', content: 'Samtaler hjemme to ganger i uka.', until: '2.6.2027' });
});

Then('{worker} is told that the offer is no longer theirs', async function (worker) {
  const visitor = this.visitorOf(worker);
  assert.ok([404, 409].includes(visitor.status), `answers ${visitor.status}`);
});
When('{worker} opens the assessment', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/kartlegging'));
  assert.equal(visitor.status, 200);
});
