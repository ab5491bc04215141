// The door in: contacts of every kind, who has them, what the sender is told, and who is known already.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { openCase, registerContact } from '../support/intake.mjs';
import { textOf } from '../support/texts.mjs';

const browser = (world, name) => world.browserOf(world.worker(name));
const contactPath = (world, end = '') => `/henvendelse/${world.facts.contact}${end}`;
const fieldsOf = (table) => Object.fromEntries(table.raw());

async function writeDown(world, worker, table) {
  const fields = fieldsOf(table);
  if (fields.asked_unit) fields.asked_unit = world.unit(fields.asked_unit);
  const visitor = await browser(world, worker);
  await registerContact(visitor, world.facts, fields);
}
When('{worker} writes down a contact', async function (worker, table) { await writeDown(this, worker, table); });
// Whoever the demonstration has put there: units outside the story have workers without a known name.
async function someoneAt(world, unit) {
  if (world.cast.has(unit.code)) return world.cast.get(unit.code);
  const answer = await (await fetch(`${world.server.home}/logg-inn`)).text();
  const item = [...answer.matchAll(/<li\b.*?<\/li>/gs)].map((match) => match[0].replace(/<[^>]*>/g, '\n')).find((each) => each.includes(unit.nb));
  assert.ok(item, `nobody at ${unit.nb} may step in`);
  const name = item.split('\n').map((line) => line.trim()).find((line) => /^[A-ZÆØÅ][\p{L}-]+ [A-ZÆØÅ]/u.test(line));
  const worker = { name, unit: unit.code };
  world.cast.set(unit.code, worker);
  return worker;
}
When('someone at {unit} writes down a contact', async function (unit, table) {
  this.facts.volunteer = await someoneAt(this, unit);
  await registerContact(await this.browserOf(this.facts.volunteer), this.facts, fieldsOf(table));
});
Then('the volunteer sees who has it, and cannot open more', async function () {
  const visitor = await this.browserOf(this.facts.volunteer);
  assert.equal(visitor.path, contactPath(this, '/kvittering'));
  await this.expectText(visitor, this.unit('NAV').nb);
  const plain = this.plainOf(this.facts.volunteer);
  for (const place of [contactPath(this), '/henvendelser', '/sak/1']) {
    await plain.open(place);
    assert.ok(plain.status >= 400, `${place} answers ${plain.status}`);
  }
});
Then('the contact is with {unit}', async function (unit) {
  const visitor = this.present;
  await visitor.open(contactPath(this, '/kvittering'));
  await this.expectText(visitor, this.lang === 'nn' ? unit.nn : unit.nb);
});
async function receipt(world, worker) {
  const visitor = await browser(world, worker);
  await visitor.open(contactPath(world, '/kvittering'));
  await visitor.loading(() => visitor.page.locator(`a[href="${contactPath(world, '/kvittering/brev')}"]`).click());
  return visitor.text();
}
Then('the receipt as {worker} prints it says {quote}', async function (worker, words) { const text = await receipt(this, worker); assert.ok(text.includes(words), text); });
Then('the receipt as {worker} prints it does not say {quote}', async function (worker, words) { const text = await receipt(this, worker); assert.ok(!text.includes(words), text); });
When('{worker} notes that the receipt was posted', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(contactPath(this, '/kvittering'));
  await visitor.send(contactPath(this, '/kvittering'), {}, { button: { name: 'way', value: 'posted' } });
});
When('{worker} notes that the sender was told of it', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(contactPath(this));
  await visitor.send(contactPath(this, '/kvittering'), {}, { button: { name: 'way', value: 'spoken' } });
});
When('{worker} takes the contact', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(contactPath(this));
  await visitor.send(contactPath(this, '/ta'));
});
Then('{worker} has the task {word}', async function (worker, kind) {
  const visitor = await browser(this, worker);
  await visitor.open('/');
  await this.expectText(visitor, textOf(this.lang, `task_kind_${kind}`));
});

When('{worker} tells {word} of the message', async function (worker, name) {
  const visitor = await browser(this, worker);
  await visitor.open(`/sak/${this.facts.case}/fortell`);
  await this.expectText(visitor, textOf(this.lang, 'intake_tell_do', { name }));
  await visitor.send(`/sak/${this.facts.case}/fortell/${this.facts.contact}`);
});

/* ── the short form ───────────────────────────────────────────────────── */

When('{worker} writes down in the short form that {word} needs {quote}', async function (worker, name, what) {
  const visitor = await browser(this, worker);
  await visitor.open('/henvendelse/ute');
  await visitor.send('/henvendelse/ute', { given_name: name, what });
  this.facts.contact = /^\/henvendelse\/(\d+)/.exec(visitor.path)?.[1];
});
When('{worker} fills in the short form for {word}: {quote}', async function (worker, name, what) {
  const visitor = await browser(this, worker);
  await visitor.open('/henvendelse/ute');
  this.facts.typed = { given_name: name, what };
  const form = await visitor.form('/henvendelse/ute', this.facts.typed);
  for (const [field, value] of Object.entries(this.facts.typed)) await visitor.put(form, '/henvendelse/ute', field, value);
});
When('the network is away while {worker} sends it', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.context.setOffline(true);
  await visitor.page.locator('form[data-keep] button:not([name])').click();
  await visitor.page.locator('[data-unsent]').waitFor({ state: 'visible' });
});
Then('{worker} is told that it is not sent yet, and everything typed still stands there', async function (worker) {
  const visitor = this.visitorOf(worker);
  await this.expectText(visitor, textOf(this.lang, 'intake_unsent'));
  for (const [field, value] of Object.entries(this.facts.typed)) assert.equal(await visitor.page.locator(`[name=${field}]`).inputValue(), value);
});
When('the network is back', async function () {
  const visitor = this.present;
  await visitor.loading(() => visitor.context.setOffline(false));
  const about = /ERR_INTERNET_DISCONNECTED/; // what the scenario did itself
  for (let i = this.faults.length; i-- > 0;) if (about.test(this.faults[i])) this.faults.splice(i, 1);
  this.facts.contact = /^\/henvendelse\/(\d+)/.exec(visitor.path)?.[1];
});
Then('there is exactly one contact about {word}', async function (name) {
  const kari = this.plainOf({ name: 'Kari Moen', unit: 'HOT' });
  await kari.open('/henvendelser');
  assert.equal([...kari.html.matchAll(new RegExp(`class="f-name" href="/henvendelse/\\d+">${name}`, 'g'))].length, 1);
});

/* ── asked back ───────────────────────────────────────────────────────── */

async function answer(world, worker, fields) {
  const visitor = world.visitorOf(worker);
  await visitor.send('/henvendelse/ny', fields);
  world.facts.contact = /^\/henvendelse\/(\d+)/.exec(visitor.path)?.[1];
}
When('{worker} answers that it is help with a home', async function (worker) { await answer(this, worker, { home_answer: 'asks' }); });
When('{worker} answers that this is someone new', async function (worker) { await answer(this, worker, { same_person: 'new' }); });
When('{worker} writes instead {quote}', async function (worker, what) { await answer(this, worker, { what }); });

/* ── rounds, appointments, numbers ────────────────────────────────────── */

Given('{worker} makes a round of applications that closes on {day}', async function (worker, day) {
  const visitor = await browser(this, worker);
  await visitor.open('/soknadsrunder');
  await visitor.send('/soknadsrunder', { closes_on: typed(day) });
});
When('someone at {unit} helps {word} to apply for a home, and she signs', async function (unit, name) {
  const visitor = await this.browserOf(await someoneAt(this, unit));
  await registerContact(visitor, this.facts, {
    given_name: name, what: 'Søker kommunal bolig.', channel: 'counter', sender: 'person', asks_housing: true, filled_in: true, signed: true, moved_reason: 'family', born: '2.4.2005',
  });
});
When('{worker} makes an appointment for {word} on {day}', async function (worker, name, day) {
  const visitor = await browser(this, worker);
  await visitor.open(contactPath(this));
  await visitor.send(contactPath(this, '/time'), { on_date: typed(day), clock: day.time, place: 'Nav, 2. etasje' });
});
Then('{worker} finds {word} on the list of the round that closes on {day}', async function (worker, name, day) {
  const visitor = await browser(this, worker);
  await visitor.open('/soknadsrunder');
  await visitor.loading(() => visitor.page.locator('a[href^="/soknadsrunde/"]').first().click());
  await this.expectText(visitor, name);
});
When('{worker} notes that Nav has begun to find out about work and activity', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(contactPath(this));
  await visitor.send(contactPath(this, '/kartlegger'));
});
When('{worker} counts {int} who keep away', async function (worker, number) {
  const visitor = await browser(this, worker);
  await visitor.open('/henvendelser/tall');
  await visitor.send('/henvendelser/tall', { number });
});

/* ── the same person ──────────────────────────────────────────────────── */

Given('{word} {word}, born {word}, has a case at {unit} through {worker}', async function (given, family, born, unit, worker) {
  const visitor = this.plainOf(this.worker(worker));
  await registerContact(visitor, this.facts, { given_name: given, family_name: family, born, what: 'Vil snakke med noen.', channel: 'counter', sender: 'person' });
  await openCase(visitor, this.facts);
  assert.equal(visitor.status, 200, visitor.html);
});
When('{worker} joins the two', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(contactPath(this));
  const link = visitor.page.locator(`a[href^="${contactPath(this, '/samme/')}"]`).first(), place = await link.getAttribute('href');
  await visitor.loading(() => link.click());
  await visitor.send(place, { merge_reason: 'confirmed_by_person' });
});
When('{worker} parts them again', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(contactPath(this));
  await visitor.send(await visitor.page.locator(`form[action^="${contactPath(this, '/skill/')}"]`).first().getAttribute('action'));
});
async function openCases(world) {
  const kari = world.plainOf({ name: 'Kari Moen', unit: 'HOT' });
  await kari.open('/');
  await kari.send('/sok', { q: 'Solberg' });
  return new Set([...kari.html.matchAll(/href="(\/sak\/\d+)"/g)].map((match) => match[1])).size;
}
Then('there is one open case', async function () { assert.equal(await openCases(this), 1); });
Then('there are two open cases', async function () { assert.equal(await openCases(this), 2); });
