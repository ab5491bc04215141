// What units say together: the shared need, invitations, the review, the economy, functioning, competence, and the numbers.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { textOf } from '../support/texts.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
async function open(world, worker, end) {
  const visitor = await browser(world, worker);
  await visitor.open(at(world, end));
  return visitor;
}
/** The form that goes to `action` and carries a hidden field of a value. */
async function press(visitor, action, hidden) {
  const form = visitor.page.locator(`main form[action="${action}"]`).filter({ has: visitor.page.locator(`input[type=hidden][value="${hidden}"]`) });
  await visitor.loading(() => form.first().getByRole('button').click());
}
async function draft(world, worker, kind, content) {
  const visitor = await open(world, worker, '/sammen'), field = visitor.page.locator(`#content-${kind}`);
  await visitor.page.locator('details', { has: field }).locator('> summary').click();
  await field.fill(content);
  await visitor.loading(() => visitor.page.locator('form', { has: field }).getByRole('button').click());
  return visitor;
}

/* ── shared texts ─────────────────────────────────────────────────────── */

When('{worker} writes a draft of the shared need: {quote}', async function (worker, text) {
  await draft(this, worker, 'need', text);
  this.facts.need = text;
});
Then('{worker} does not see the shared need', async function (worker) {
  assert.ok(!(await (await open(this, worker, '/sammen')).has(this.facts.need)), 'a draft is seen by another unit');
});
When('Ane approves the shared need together with {worker}', async function (worker) {
  await press(await open(this, worker, '/sammen'), at(this, '/sammen/godkjent'), 'need');
});
When('{worker} writes what motivates Ane, and Ane approves it: {quote}', async function (worker, text) {
  await press(await draft(this, worker, 'motivation', text), at(this, '/sammen/godkjent'), 'motivation');
  this.facts.motivation = text;
});
Then('{worker} sees on the overview {quote} and {quote}', async function (worker, one, other) {
  const visitor = await open(this, worker, '');
  await this.expectText(visitor, one);
  await this.expectText(visitor, other);
});
When('{worker} confirms the shared need', async function (worker) {
  await (await open(this, worker, '/sammen')).send(at(this, '/sammen/svar'), { answer: 'agrees' });
});
When('{worker} says that something in the shared need is not right', async function (worker) {
  await (await open(this, worker, '/sammen')).send(at(this, '/sammen/svar'), { answer: 'not_right' });
});
Then('{worker} sees what the units say: {word} and {word}', async function (worker, one, other) {
  const said = (await (await open(this, worker, '/sammen')).page.locator('section[aria-labelledby=need] ul').innerText());
  for (const key of [one, other]) assert.ok(said.includes(textOf(this.lang, key)), said);
});
When('Ane takes back what motivates her', async function () {
  await press(await open(this, 'Kari', '/sammen'), at(this, '/sammen/trekk'), 'motivation');
});
Then('{worker} does not see what motivates Ane', async function (worker) {
  assert.ok(!(await (await open(this, worker, '')).has(this.facts.motivation)), 'what she took back is still shown');
});

/* ── invitations ──────────────────────────────────────────────────────── */

async function invite(world, worker, unit, day, agrees) {
  const visitor = await open(world, worker, '/sammen');
  await visitor.send(at(world, '/sammen/invitasjon'), { unit, held_on: typed(day), agrees });
}
When('{worker} invites {unit} to the talk on {day} without asking Ane', async function (worker, unit, day) { await invite(this, worker, unit, day, false); });
When('{worker} invites {unit} to the talk on {day}, and Ane wants it', async function (worker, unit, day) { await invite(this, worker, unit, day, true); });
When('{worker} answers that they will come', async function (worker) {
  const visitor = await open(this, worker, '/sammen');
  await visitor.loading(() => visitor.page.locator('form', { has: visitor.page.locator('input[name=coming][value=coming]') }).getByRole('button').click());
});

/* ── the review and the economy ───────────────────────────────────────── */

async function review(world, worker, part, text) {
  const visitor = await open(world, worker, '/sammen'), field = visitor.page.locator(`#review_${part}`);
  await visitor.page.locator('details', { has: field }).locator('> summary').click();
  await field.fill(text);
  await visitor.loading(() => visitor.page.locator('form', { has: field }).getByRole('button').click());
}
for (const [words, part] of [['about the case', 'case'], ['about the economy', 'economy'], ['about the condition', 'condition']])
  When(`{worker} writes in the review ${words}: {quote}`, async function (worker, text) { await review(this, worker, part, text); });
Then('{worker} sees that the review is whole', async function (worker) {
  await this.expectText(await open(this, worker, '/sammen'), textOf(this.lang, 'together_review_done'));
});
When('{worker} adds a step to the economy: {quote}', async function (worker, content) {
  await (await open(this, worker, '/okonomi')).send(at(this, '/okonomi'), { kind: 'payment_plan', content });
});
Then('{worker} does not see the step {quote}', async function (worker, content) {
  assert.ok(!(await (await open(this, worker, '/okonomi')).has(content)), 'a step is seen from another zone');
});
When('{worker} finishes the step', async function (worker) {
  const visitor = await open(this, worker, '/okonomi');
  await visitor.loading(() => visitor.page.locator(`main form[action^="${at(this, '/okonomi/')}"]`).getByRole('button').click());
});

/* ── functioning and competence ───────────────────────────────────────── */

When('{worker} measures the functioning of Ane with {int} for each item', async function (worker, value) {
  const visitor = await open(this, worker, '/vurderinger');
  await visitor.loading(() => visitor.page.locator('main a[href*="/vurderinger/ny"]').click());
  for (const field of await visitor.page.locator('select[name=value]').all()) await field.selectOption(String(value));
  await visitor.loading(() => visitor.page.locator('main form[data-draft] button[type=submit]:not([name])').click());
});
Then('the level is told in the words of both: {int}', async function (score) {
  const text = await this.present.text();
  for (const part of [`${textOf(this.lang, 'evaluation_score')} ${score}`, textOf(this.lang, 'evaluation_trust')]) assert.ok(text.includes(part), text);
});
When('{worker} writes that Ane cannot decide about {quote}, because of a no', async function (worker, matter) {
  await (await open(this, worker, '/samtykkekompetanse')).send(at(this, '/samtykkekompetanse'), {
    matter, outcome: 'cannot', predominant: true, reasons: 'Ville ikke høre mer om det, og sa nei to ganger.', look_again: '1.10.2026',
  });
});
Then('{worker} cannot write about competence', async function (worker) {
  const visitor = await open(this, worker, '/samtykkekompetanse');
  assert.equal(visitor.status, 200);
  assert.equal(await visitor.page.locator('main form').count(), 0);
});

/* ── the act and the municipality ─────────────────────────────────────── */

When('{worker} answers that Ane is lawfully here: {word}', async function (worker, lawful) {
  await (await open(this, worker, '/grunnlag')).send(at(this, '/grunnlag/loven'), { lawful_stay: lawful, asylum_offer: 'no', no_connection: 'no' });
});
When('{worker} writes that Ane has lived in {word} since {day}, and is in an institution in {word} since {day}', async function (worker, home, since, institution, later) {
  const visitor = await open(this, worker, '/grunnlag');
  await visitor.send(at(this, '/grunnlag/opphold'), { municipality: home, basis: 'lives_here', from_date: typed(since) });
  await visitor.send(at(this, '/grunnlag/opphold'), { municipality: institution, basis: 'institution', from_date: typed(later) });
});
Then('the municipality responsible is {word}', async function (name) {
  await this.expectText(this.present, textOf(this.lang, 'eligibility_responsible', { municipality: name }));
});

/* ── the numbers ──────────────────────────────────────────────────────── */

When('{worker} answers for the statistics that both are suspected', async function (worker) {
  await (await open(this, worker, '/statistikk')).send(at(this, '/statistikk'), {
    mental: 'suspected', substance: 'suspected', severity: 'severe', mental_loss: 'yes', substance_loss: 'yes',
  });
});
Then('no page of the case that {worker} opens says what was answered', async function (worker) {
  for (const end of ['', '/kartlegging', '/kartlegging/utgave', '/sammen']) {
    const visitor = await open(this, worker, end);
    assert.ok(!(await visitor.has(textOf(this.lang, 'disorder_suspected'))), `${end} says it`);
  }
});
When('{worker} counts today', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/tall/kartlegging');
  await visitor.send('/tall/kartlegging');
});
Then('the count shows few and never one', async function () {
  const cells = await this.present.page.locator('section[aria-labelledby=counts] td.f-end').allInnerTexts();
  assert.ok(cells.includes(textOf(this.lang, 'target_few')), cells.join());
  assert.ok(!cells.includes('1'), cells.join());
});
