// Ålesund: from a yes in the meeting to the keys, and what is said before the contract ends.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { iso, typed } from '../support/calendar.mjs';
import * as work from '../support/case_work.mjs';
import * as decision from '../support/decision.mjs';
import { offerBaton } from '../support/responsibility.mjs';
import { textOf } from '../support/texts.mjs';
import { expectDay } from './common.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
async function page(world, worker, path) {
  const visitor = await browser(world, worker);
  await visitor.open(path);
  assert.equal(visitor.status, 200, path);
  return visitor;
}
/** Opens a page and sends the form on it that ends so, with plain requests. */
async function press(clerk, path, pattern, fields) {
  await clerk.open(path);
  const place = new RegExp(pattern).exec(clerk.html)?.[1];
  assert.ok(place, `${clerk.path} (${clerk.status}) has no ${pattern}: ${(await clerk.text()).slice(0, 600)}`);
  if (!clerk.html.includes(`action="${place}"`)) await clerk.open(place);
  await clerk.send(place, fields);
}

/* ── what happened before ─────────────────────────────────────────────── */

Given('{worker} has given Ane a room at the guest house until {day}', async function (worker, day) {
  const clerk = this.plainOf(this.worker(worker));
  clerk.mustSucceed = true;
  await clerk.open(at(this, '/akutt/be'));
  await clerk.send(at(this, '/akutt/be'), {});
  await press(clerk, at(this, '/akutt'), `href="(${at(this)}/akutt/\\d+/gi)"`, {
    place: 'Gjestehuset, rom 4', kind: 'own_room', until: typed(day), told: 'by_phone', facts: 'Du har ingen stad å sove.', why: 'Du treng ein trygg stad no.', her_view: 'Eg vil ha fred.', weight: 'Rommet kan låsast.', impartial: true });
  clerk.mustSucceed = false;
});
Given("{worker} has written Ane's application and what counts, and {worker} has said yes on {day}", async function (worker, decider, day) {
  const clerk = this.plainOf(this.worker(worker)), decides = this.plainOf(this.worker(decider));
  clerk.mustSucceed = decides.mustSucceed = true;
  await work.askConsent(clerk, this.facts, { unit: this.unit('NAV'), zones: ['housing'], purpose: 'dwelling' });
  await work.answerConsent(clerk, this.facts, { reply: 'yes', form: 'signed' });
  this.setClock('2026-09-15T10:00');
  await clerk.open(at(this, '/bolig/ny'));
  await clerk.send(at(this, '/bolig/ny'), { kind: 'new_home', way: 'helper', helper: 'Servicekontoret', received_on: '15.9.2026', adults: 1, situation: 'Eg har ingen stad å bu.' });
  await clerk.open(at(this, '/bolig/kjent'));
  await clerk.send(at(this, '/bolig/kjent'), { in_need: 'yes', homelessness: 'yes', released_from_prison: 'no', residence: 27, source: 'said' });
  await press(clerk, at(this, '/bolig'), `action="(${at(this)}/bolig/liste)"`, { list_type: 'ordinary' });
  await press(clerk, at(this, '/bolig'), `action="(${at(this)}/bolig/mote)"`, {});
  this.setClock(`${iso(day)}T10:00`);
  await press(decides, at(this, '/bolig'), `action="(${at(this)}/bolig/avgjor)"`, { status: 'approved' });
  clerk.mustSucceed = decides.mustSucceed = false;
});
Given('{worker} has put {quote} in a neighbourhood, which {worker} says is full', async function (worker, home, decider) {
  const keeper = this.plainOf(this.worker(worker)), decides = this.plainOf(this.worker(decider));
  keeper.mustSucceed = decides.mustSucceed = true;
  await keeper.open(`/boliger?q=4-201`);
  const place = /href="(\/boliger\/\d+)"[^>]*>[^<]*(?:<[^>]*>)*[^<]*Skansegata/.exec(keeper.html)?.[1] ?? /href="(\/boliger\/\d+)"/.exec(keeper.html.slice(keeper.html.indexOf('<tbody')))[1];
  await keeper.open(`${place}/endre`);
  const [, cluster, name] = /<select[^>]*name="cluster"[^>]*>.*?<option value="(\d+)"[^>]*>([^<]+)</s.exec(keeper.html);
  await keeper.send(`${place}/endre`, { cluster });
  await decides.open('/boligtildeling');
  const form = decides.html.split('<form').find((each) => each.includes(`name="cluster" value="${cluster}"`));
  assert.ok(form, `${name} is not among the neighbourhoods`);
  await decides.request('/boligtildeling/klynge', { method: 'POST', body: new URLSearchParams({ csrf: decides.token, cluster, full: '1' }), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  keeper.mustSucceed = decides.mustSucceed = false;
});

/* ── the household and the wishes ─────────────────────────────────────── */

When('{worker} writes that Mina, born 2019, is there two nights a week, and what Ane wishes most', async function (worker) {
  const visitor = await page(this, worker, at(this, '/bolig'));
  await visitor.send(at(this, '/bolig/husstand'), { member_name: 'Mina', birth_year: 2031 });
  assert.equal(visitor.status, 422, 'a year that cannot be right was taken');
  await visitor.send(at(this, '/bolig/husstand'), { birth_year: 2019, nights: 2 });
  await this.expectText(visitor, 'Mina');
  for (const wish of ['quiet', 'ground_floor', 'apart']) await visitor.send(at(this, '/bolig/onske'), { wish });
  const list = visitor.page.locator('section[aria-labelledby=wishes] ol > li');
  await visitor.loading(() => list.nth(2).locator('form[action$="/opp"] button').click());
  await visitor.loading(() => list.nth(1).locator('form[action$="/opp"] button').click());
  await visitor.loading(() => list.nth(2).locator('form[action$="/trekk"] button').click());
});
Then('the wish that was written last stands first, and the one taken back nowhere', async function () {
  const wishes = (await this.present.page.locator('section[aria-labelledby=wishes] ol > li').allInnerTexts()).map((each) => each.replace(/\s+/g, ' '));
  assert.equal(wishes.length, 2, wishes.join(' | '));
  assert.ok(wishes[0].includes(textOf(this.lang, 'wish_kind_apart')) && wishes[1].includes(textOf(this.lang, 'wish_kind_quiet')), wishes.join(' | '));
});

/* ── one decision, two units ──────────────────────────────────────────── */

const found = { outcome: 'granted', capacity_ok: true, facts: 'Du har mist heimen, og finn ikkje ein ny sjølv.', considerations: 'Du treng ein trygg stad å bu.', her_view: 'Eg vil ha noko lite og stille.', weight: 'Vi har lagt stor vekt på det.' };
const parts = {
  bistand: { unit: 'AKE', fields: { ...found, amount_kind: 'none', rules: 'Bustadsosiallova §§ 6 og 7.', content: 'Hjelp til å finne og halde på ein bustad.' } },
  bolig: { unit: 'AKE', fields: { ...found, amount_kind: 'none', rules: 'Retningslinjene for tildeling av kommunal bustad.', content: 'Kommunal bustad med to rom.', from: '16.10.2026', until: '15.10.2029' } },
  hol_tjeneste: { unit: 'TIL', fields: { ...found, service_kind: 'talks_at_home', amount_kind: 'band', least: 30, least_in: 'minutes', most: 2, most_in: 'hours', per: 'week', from: '16.10.2026', until: '15.4.2027', rules: 'Helse- og omsorgstenestelova § 3-2.', content: 'Oppfølging i eigen bustad.' } },
};
When('{worker}, {worker}, {worker} and {worker} issue the joint decision', async function (writer, checker, services, second) {
  const [clerk, check, til, tilCheck] = [writer, checker, services, second].map((each) => this.plainOf(this.worker(each)));
  for (const each of [clerk, check, til, tilCheck]) each.mustSucceed = true;
  const { facts } = this, kari = this.plainOf(this.worker('Kari'));
  kari.mustSucceed = true;
  await work.askConsent(kari, facts, { unit: this.unit('TIL'), zones: ['health', 'housing'], purpose: 'follow_up' });
  await work.answerConsent(kari, facts, { reply: 'yes', form: 'signed' });
  await work.assessForHome(kari, facts, { day: { year: 2026, month: 10, day: 5 }, wish: 'Noko lite og stille.', need: 'Har mist heimen.', must: { quiet: true } });
  await work.answerCoordinator(kari, facts, 'yes');
  await work.answerPlan(kari, facts, 'no');
  await work.nameCoordinator(kari, facts, { unit: this.unit('PHR'), staff: 'Ingrid Solhaug', consulted: 'agrees' });
  kari.mustSucceed = false;
  await decision.begin(clerk, facts);
  for (const [kind, part] of Object.entries(parts)) await decision.addPart(clerk, facts, kind, this.unit(part.unit));
  for (const [kind, part] of Object.entries(parts)) await decision.writePart(part.unit === 'TIL' ? til : clerk, facts, kind, part.fields);
  for (const [kind, part] of Object.entries(parts)) {
    await decision.checkPart(part.unit === 'TIL' ? tilCheck : check, facts, kind);
    await decision.signPart(part.unit === 'TIL' ? tilCheck : check, facts, kind);
  }
  await decision.issue(til, facts);
  for (const each of [clerk, check, til, tilCheck]) each.mustSucceed = false;
});
Then('the part bistand can be appealed until {day}, bolig until {day} and hol_tjeneste until {day}', async function (bistand, bolig, help) {
  const rows = await this.present.page.locator('section[aria-labelledby=limits] tbody tr').allInnerTexts();
  assert.equal(rows.length, 3, rows.join(' | '));
  for (const [i, day] of [bistand, bolig, help].entries()) await expectDay(this, { text: async () => rows[i].replace(/\s+/g, ' ') }, { ...day, time: null });
});
Then('the letter on paper says {quote}, {quote}, {quote}', async function (first, second, third) {
  const text = await this.present.paper(decision.at(this.facts, '/brev.pdf'));
  for (const word of [first, second, third]) assert.ok(text.includes(word), `the letter does not say «${word}»: ${text}`);
});

/* ── the keys, and what comes with them ───────────────────────────────── */

When('{worker} asks {unit} to take over, and keeps the economy', async function (worker, to) {
  await offerBaton(await browser(this, worker), this.facts, { to, what: 'Følgje opp heime.', keeps: 'economy', says: 'Det er greitt.' });
});
When('{worker} opens the lease of Ane', async function (worker) { await page(this, worker, at(this, '/leieforhold')); });
Then('{worker} sees the steps of the way onward on {day}, {day} and {day}', async function (worker, first, second, third) {
  const visitor = await page(this, worker, at(this, '/videre'));
  for (const day of [first, second, third]) await expectDay(this, visitor, { ...day, time: null });
});
When('{worker} asks Ane to let her credit be checked, and she says no', async function (worker) {
  const visitor = await page(this, worker, at(this, '/kredittvurdering'));
  await visitor.send(at(this, '/kredittvurdering'), { says_yes: 'refused' });
});
Then('{worker} finds no check, and the lease as it was', async function (worker) {
  const visitor = await page(this, worker, at(this, '/videre'));
  await this.expectText(visitor, textOf(this.lang, 'onward_no_yes'));
  assert.equal(await visitor.page.locator(`form[action="${at(this, '/videre/okonomi')}"]`).count(), 0, 'something about her economy can be written');
  await visitor.open(at(this, '/leieforhold'));
  await this.expectText(visitor, textOf(this.lang, 'lease_state_running'));
});

/* ── three years later ────────────────────────────────────────────────── */

Then('the day of lease tells {worker} of the end of the contract', async function (worker) {
  const visitor = await page(this, worker, '/leieforhold');
  await this.expectText(visitor, textOf(this.lang, 'lease_state_expiring'));
});
When('{worker} and Ane look at startlån together', async function (worker) {
  const visitor = await page(this, worker, at(this, '/videre'));
  await visitor.send(at(this, '/videre/startlan'), { income_lasts: true, refused_by_bank: true, lasting_need: true });
  await this.expectText(visitor, textOf(this.lang, 'instrument_fit_fits'));
});
When('{worker} writes the talk about the contract: not renewed, because she has not tried', async function (worker) {
  const visitor = await page(this, worker, at(this, '/leieforhold/samtale'));
  await visitor.send(at(this, '/leieforhold/samtale'), { met_on: '15.1.2029', can_buy: 'later', result: 'not_renewed' });
});
When('{worker} writes the talk about the contract: she moves on to a home she buys', async function (worker) {
  const visitor = await page(this, worker, at(this, '/leieforhold/samtale'));
  await visitor.send(at(this, '/leieforhold/samtale'), { met_on: '15.1.2029', income_steady: true, wants_to_own: true, can_buy: 'yes', result: 'moves_on' });
});
When('{worker} writes that Ane has moved to a home of her own on {day}', async function (worker, day) {
  const visitor = await page(this, worker, at(this, '/leieforhold')), place = /action="([^"]*\/leieforhold\/\d+\/slutt)"/.exec(await visitor.content())?.[1];
  assert.ok(place, `the lease cannot be ended: ${(await visitor.text()).slice(0, 800)}`);
  await visitor.send(place, { ended_on: typed(day), how: 'own_home' });
  await this.expectText(visitor, textOf(this.lang, 'lease_state_ended'));
});
Then('{worker} cannot ask her to move, and is told: {word}', async function (worker, key) {
  const visitor = await browser(this, worker), clerk = this.plainOf(this.worker(worker));
  const place = /action="([^"]*\/leieforhold\/\d+)\//.exec(await visitor.content())[1];
  assert.equal(await visitor.page.locator(`form[action="${place}/be-flytte"]`).count(), 0, 'the page lets her be asked to move');
  await clerk.open(at(this, '/leieforhold'));
  const answer = await clerk.request(`${place}/be-flytte`, { method: 'POST', body: new URLSearchParams({ csrf: clerk.token }), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  assert.equal(answer.status, 409);
  const said = await answer.text();
  assert.ok(['nb', 'nn'].some((language) => said.includes(textOf(language, key))), said.slice(0, 800));
});
When('{worker} tells Ane beforehand, with the answer by {day}: {quote}', async function (worker, day, why) {
  const visitor = await page(this, worker, at(this, '/leieforhold/forhandsvarsel'));
  await visitor.send(at(this, '/leieforhold/forhandsvarsel'), { answer_by: typed(day), words: why });
});
When('{worker} writes that Ane has been heard: {quote}', async function (worker, words) {
  const visitor = await page(this, worker, at(this, '/leieforhold'));
  const place = /action="([^"]*\/leieforhold\/\d+\/hort)"/.exec(await visitor.content())[1];
  await visitor.send(place, { her_words: words });
});
