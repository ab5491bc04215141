// Who is responsible: disagreements, those outside the municipality, workers who leave, units that become one. In any of the municipalities.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { giveDuty } from '../support/case_work.mjs';
import { openCase, registerContact } from '../support/intake.mjs';
import { offerBaton, refuseBaton } from '../support/responsibility.mjs';
import { textOf, textParts } from '../support/texts.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
const nameIn = (world, unit) => (world.lang === 'nn' ? unit.nn : unit.nb);
async function says(world, visitor, key, parameters) {
  const text = await visitor.text(), wanted = parameters ? [textOf(world.lang, key, parameters)] : textParts(world.lang, key);
  for (const part of wanted) assert.ok(text.includes(part), `${visitor.path} (${visitor.status}) does not say «${part}», but: ${text.slice(0, 2000)}`);
}
/** Plain requests that must succeed: what happened before the scenario. */
async function before(world, worker, act) {
  const visitor = world.plainOf(world.worker(worker));
  visitor.mustSucceed = true;
  await act(visitor);
  visitor.mustSucceed = false;
}

/* ── how it came to this ──────────────────────────────────────────────── */

Given(/^(.+) has opened a case for ([A-ZÆØÅ][a-zæøå]+) ([A-ZÆØÅ][a-zæøå]+)$/, async function (worker, given_name, family_name) {
  this.facts.given_name = given_name;
  await before(this, worker, async (visitor) => {
    await registerContact(visitor, this.facts, { given_name, family_name, born: '4.5.1990', what: 'Jeg trenger hjelp til å bo.', channel: 'counter', sender: 'person', asks_housing: true });
    await openCase(visitor, this.facts);
  });
});
Given('{worker} has asked {unit} to take over, and {worker} has said no: {quote}', async function (giver, to, receiver, text) {
  const proposed = this.unit(this.worker(giver).unit);
  await before(this, giver, (visitor) => offerBaton(visitor, this.facts, { to, what: 'Følge opp hjemme hver uke.' }));
  await before(this, receiver, (visitor) => refuseBaton(visitor, this.facts, { reason: 'other_unit_closer', text, proposed }));
});
Given('{worker} has given {unit} the duty {word}', async function (worker, to, kind) {
  await before(this, worker, (visitor) => giveDuty(visitor, this.facts, { unit: to, kind }));
});
Then('{unit} has the responsibility, as {worker} sees it', async function (holder, worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar'));
  const name = nameIn(this, holder); // it begins the sentence
  await says(this, visitor, 'responsibility_lead', { unit: name[0].toUpperCase() + name.slice(1), name: this.facts.given_name });
});
Then('the day of {worker} tells: {word}', async function (worker, key) {
  const visitor = await browser(this, worker);
  await visitor.open('/');
  await says(this, visitor, key);
});

/* ── a disagreement ───────────────────────────────────────────────────── */

async function raise(world, worker, fields) {
  const visitor = await browser(world, worker);
  await visitor.open(at(world, '/ansvar'));
  assert.ok((await visitor.content()).includes(`href="${at(world, '/ansvar/uenighet')}"`), 'the page of responsibility leads to the form');
  await visitor.open(at(world, '/ansvar/uenighet'));
  await visitor.send(at(world, '/ansvar/uenighet'), fields);
  world.facts.dispute = /\/uenighet\/(\d+)$/.exec(visitor.path)?.[1];
}
const dispute = (world, end = '') => at(world, `/ansvar/uenighet/${world.facts.dispute}${end}`);

When('{worker} says that they disagree, and that {unit} should have it', async function (worker, unit) {
  await raise(this, worker, { why: 'Det som trengs er oppfølging hjemme.', to_unit: unit });
});
When('{worker} asks for the responsibility to be settled', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar'));
  await says(this, visitor, 'responsibility_raise_nav');
  await raise(this, worker, { why: 'Ingen har fulgt opp siden mai.' });
});
When('{worker} adds what Mona says: {quote}', async function (worker, words) {
  const visitor = await browser(this, worker);
  await visitor.open(dispute(this));
  await visitor.send(dispute(this, '/syn'), { words, from_person: true });
  await this.expectText(visitor, words);
});
async function decide(world, worker, fields) {
  const visitor = await browser(world, worker);
  await visitor.open('/avklaringer');
  assert.ok((await visitor.content()).includes(`href="${dispute(world)}"`), 'the queue leads to the disagreement');
  await visitor.open(dispute(world));
  await visitor.send(dispute(world, '/avgjor'), { reasons: 'Hjelpen som trengs er hjemme, og Mona er hørt.', ...fields });
  await says(world, visitor, 'responsibility_dispute_ruled');
}
When('{worker} decides in her queue that {unit} has it, and Nav keeps the economy', async function (worker, unit) { await decide(this, worker, { decided: unit, keeps: 'economy' }); });
When('{worker} decides in her queue that {unit} has it', async function (worker, unit) { await decide(this, worker, { decided: unit }); });
Then('{worker} sees until when {unit} finds the case', async function (worker, unit) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar'));
  for (const part of textParts(this.lang, 'responsibility_former_until')) await this.expectText(visitor, part);
  await this.expectText(visitor, nameIn(this, unit));
});
When('{worker} asks for another look', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(dispute(this));
  await visitor.send(dispute(this, '/se-igjen'), { why: 'Vi har ingen ledig før jul.' });
  await says(this, visitor, 'responsibility_asked_again');
});
When('{worker} answers that it stands', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/avklaringer');
  await visitor.open(dispute(this));
  await visitor.send(dispute(this, '/svar'), { words: 'Behovet er oppfølging, og det er dere som gir den.' });
  await says(this, visitor, 'responsibility_again_answered');
});
Then('{worker} reads that the ruling stands', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(dispute(this));
  await says(this, visitor, 'appeal_answer_upheld');
});

/* ── a worker leaves, units become one ────────────────────────────────── */

When('{worker} writes that Kari Moen leaves on {day}', async function (worker, day) {
  const visitor = await browser(this, worker);
  await visitor.open('/enhet');
  assert.ok((await visitor.content()).includes('href="/enhet/slutter"'), 'the page of the unit leads there');
  await visitor.open('/enhet/slutter');
  await visitor.send('/enhet/slutter', { staff: 'Kari Moen', last_day: typed(day) });
  this.facts.leaving = visitor.path;
});
Then('{worker} sees {int} persons without a successor', async function (worker, n) {
  await says(this, this.visitorOf(worker), 'succession_left', { n });
});
const handOver = { button: { name: 'now', value: '1' } };
When('{worker} chooses {word} {word} for each, to meet on {day}, and hands them over', async function (worker, given, family, day) {
  const visitor = this.visitorOf(worker);
  for (const field of await visitor.page.locator('input[name=meet]').all()) await field.fill(typed(day));
  await visitor.send(this.facts.leaving, { rest: `${given} ${family}` }, handOver);
});
Given('{worker} has opened {int} cases', async function (worker, n) {
  await before(this, worker, async (visitor) => {
    for (let i = 1; i <= n; i++) {
      await registerContact(visitor, this.facts, { given_name: 'Person', family_name: `Nummer${i}`, born: `${1 + i % 28}.5.${1960 + i}`, what: 'Jeg trenger hjelp til å bo.', channel: 'counter', sender: 'person', asks_housing: true });
      await openCase(visitor, this.facts);
      if (i === 7) this.facts.seventh = this.facts.case;
    }
  });
});
Given('{worker} has told that the seventh is a friend', async function (worker) {
  await before(this, worker, async (visitor) => {
    const place = `/sak/${this.facts.seventh}/skjerming`;
    await visitor.open(place);
    await visitor.send(`${place}/inhabil`, { tie: 'friend' });
  });
});
When('{worker} chooses {word} {word} for all who have nobody, and hands them over', async function (worker, given, family) {
  await this.visitorOf(worker).send(this.facts.leaving, { rest: `${given} ${family}` }, handOver);
});
When('{worker} takes the seventh herself, and hands them over', async function (worker) {
  const visitor = this.visitorOf(worker), row = visitor.page.locator(`#successor-${this.facts.seventh}`);
  assert.ok(await visitor.page.locator('fieldset', { has: row }).locator('.ds-validation-message').count(), 'the reason stands beside the row');
  await row.selectOption(await row.locator('option', { hasText: this.worker(worker).name }).getAttribute('value'));
  await visitor.send(this.facts.leaving, {}, handOver);
});
Then('{worker} sees that {word} {word} has {int} and she herself {int}', async function (worker, given, family, others, own) {
  const visitor = await browser(this, worker);
  await visitor.open('/enhet/slutter');
  const has = async (name) => Number(await visitor.page.locator('main tr', { hasText: name }).locator('td').first().innerText());
  assert.deepEqual([await has(`${given} ${family}`), await has(this.worker(worker).name)], [others, own]);
});
Then('the person is looked back on with the new one, as {worker} sees it', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/overganger'));
  await says(this, visitor, 'transition_kind_new_worker');
});
Then('the case is Jonas Lund\'s, as {worker} sees it', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this));
  await this.expectText(visitor, 'Jonas Lund');
});
When('{worker} asks the GP with consent, and writes down the no: {quote}', async function (worker, words) {
  const visitor = await browser(this, worker), place = at(this, '/ansvar/utenfor');
  await visitor.open(at(this, '/ansvar'));
  await visitor.open(place);
  await visitor.send(place, { kind: 'gp', party: 'Torvet legesenter', asked_for: 'treatment', what: 'Følge opp medisinene.', ground: 'consent', way: 'phone' });
  const one = new RegExp(`href="(${place}/\\d+)"`).exec(await visitor.content())[1];
  await visitor.open(one);
  await visitor.send(one, { state: 'refused', answered_on: '8.9.2026', answered_name: 'Per Hansen, lege', answered_way: 'phone', refusal: 'risk_of_cost', words });
  await this.expectText(visitor, words);
});
When('{worker} writes down that the person wants another worker', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar/roller'));
  await visitor.send(at(this, '/ansvar/bytte'), { about: 'holder', words: 'Jeg vil ha en annen å snakke med.' });
  await says(this, visitor, 'roles_change_asked');
});
When('{worker} says yes, and {word} {word} takes over', async function (worker, given, family) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar/roller'));
  const place = new RegExp(`action="(${at(this, '/ansvar/bytte')}/\\d+)"`).exec(await visitor.content())[1];
  await visitor.send(place, { state: 'granted', new_staff: `${given} ${family}` });
});
Then('the contact and the deputy are two people, as {worker} sees it', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(at(this, '/ansvar/roller'));
  const who = async (key) => (await visitor.page.locator('main tr', { has: visitor.page.getByRole('rowheader', { name: textOf(this.lang, key), exact: true }) }).locator('b.f-name').innerText()).trim();
  const contact = await who('case_role_kind_primary_contact'), deputy = await who('case_role_kind_deputy_contact');
  assert.ok(contact && deputy && contact !== deputy, `${contact} and ${deputy}`);
});
Then('{word} {word} is no longer at work at {unit}', async function (given, family, unit) {
  const answer = await fetch(`${this.server.home}/logg-inn`);
  const items = [...(await answer.text()).matchAll(/<li\b.*?<\/li>/gs)].map((match) => match[0]);
  assert.ok(items.length > 3, 'there are people one may step in as');
  assert.ok(!items.some((item) => item.includes(`${given} ${family}`) && item.includes(unit.nb)), `${given} ${family} may still step in`);
});
Then('the picture of steering names no numbers below five, as {worker} sees it', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/styring');
  await says(this, visitor, 'steering_pairs');
  await says(this, visitor, 'roles_vacant');
  const cells = await visitor.page.locator('main aside section:not([aria-labelledby=unclear]) dd').allInnerTexts();
  assert.ok(cells.length > 8 && cells.every((cell) => /^(0–4|5–9|\d+–\d+|100\+)$/.test(cell.trim())), cells.join(' | '));
  await visitor.open('/hvem-gjor-hva');
  await says(this, visitor, 'roles_directory_lead');
});
When('{worker} merges {unit} into {unit}', async function (worker, from, to) {
  const visitor = await browser(this, worker);
  await visitor.open('/avklaringer');
  assert.ok((await visitor.content()).includes('href="/enheter/samling"'), 'the queue leads to the merger');
  await visitor.open('/enheter/samling');
  await visitor.send('/enheter/samling', { from_unit: from, to_unit: to });
  if ((await visitor.content()).includes('name="keeps"')) await visitor.send('/enheter/samling', { keeps: 'Alle beholder den de kjenner, og får vite det av den samme.' }, { button: { name: 'step', value: 'plan' } });
  await visitor.send('/enheter/samling', {}, { button: { name: 'step', value: 'send' } });
  await says(this, visitor, 'succession_merged');
});
