// The group around a person: who is asked, what is agreed, and that something happens between two meetings.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { textParts } from '../support/texts.mjs';

const group = (world) => `/sak/${world.facts.case}/gruppe`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
async function at(world, worker, place) {
  const visitor = await browser(world, worker);
  await visitor.open(place);
  return visitor;
}
const meeting = (world, worker) => at(world, worker, world.facts.group);
async function find(visitor, pattern) {
  const match = pattern.exec(await visitor.content());
  if (!match) throw new Error(`${visitor.path} (${visitor.status}) has no ${pattern}: ${(await visitor.text()).slice(0, 800)}`);
  return match[1];
}

/* ── before ───────────────────────────────────────────────────────────── */

When("{worker} calls Ane's group on {day} with {unit}, and she comes", async function (worker, day, unit) {
  const visitor = await at(this, worker, group(this));
  await visitor.open(`${group(this)}/ny`);
  await visitor.send(`${group(this)}/ny`, { on_date: typed(day), from: '09:00', to: '10:00', place: 'Kafeen ved torget', unit, person: 'comes', kin: 'no_consent' });
  this.facts.group = visitor.path;
});
When('{worker} writes that Ane wants her doctor there since {day}: {quote}', async function (worker, day, name) {
  const visitor = await at(this, worker, `${group(this)}/med`);
  await visitor.send(`${group(this)}/med`, { kind: 'doctor', name, address: 'Legesenteret\n7600 LEVANGER', agreed_on: typed(day) });
});
When('{worker} invites the doctor by electronic message: {quote}', async function (worker, ask) {
  await (await meeting(this, worker)).send(`${this.facts.group}/inviter`, { member: 'Per Hansen', way: 'message', ask });
});
Then('the message to the doctor says {quote} and {quote} and nothing of {quote}', async function (name, ask, secret) {
  const place = await find(this.present, /href="([^"]*\/melding\.txt)"/);
  const answer = await this.present.page.request.get(`${this.server.home}${place}`), text = (await answer.text());
  assert.equal(answer.status(), 200);
  for (const part of [name, ask]) assert.ok(text.includes(part), text);
  assert.ok(!text.toLowerCase().includes(secret), text);
});
When('{worker} writes that the doctor has got it, number {quote}, and sends word: {quote}', async function (worker, receipt, word) {
  const visitor = await meeting(this, worker);
  await visitor.send(`${this.facts.group}/svar`, { answers: 'Per Hansen', step: 'received', receipt });
  await visitor.send(`${this.facts.group}/svar`, { answers: 'Per Hansen', step: 'sends_word', word });
});
When("{worker} opens the group of Ane's next meeting", async function (worker) { await meeting(this, worker); });
When('{worker} reminds Ane', async function (worker) { await (await meeting(this, worker)).send(`${this.facts.group}/minnet`); });
When('{worker} writes that Ane comes to the next meeting', async function (worker) {
  const visitor = await at(this, worker, group(this));
  this.facts.group = await find(visitor, /class="f-name" href="(\/sak\/\d+\/gruppe\/\d+)"/);
  await visitor.open(this.facts.group);
  await visitor.send(`${this.facts.group}/henne`, { guest: 'person', answer: 'comes' });
});

/* ── in it ────────────────────────────────────────────────────────────── */

When("{worker} opens the group's meeting with Ane there", async function (worker) {
  await (await meeting(this, worker)).send(`${this.facts.group}/apne`, { here: [this.worker(worker).name, 'Ane'] });
});
When('{worker} proposes {word}, which nobody takes', async function (worker, kind) { await this.visitorOf(worker).send(`${this.facts.group}/tiltak`, { kind, due: '' }); });
When('{worker} agrees that she does {word} by {day}', async function (worker, kind, day) {
  await (await meeting(this, worker)).send(`${this.facts.group}/tiltak`, { kind, who: this.worker(worker).name, due: typed(day) });
});
When('{worker} writes that Ane does it herself by {day}', async function (worker, day) {
  const visitor = await meeting(this, worker), place = await find(visitor, /href="([^"]*\/tiltak\/\d+)"/);
  await visitor.open(place);
  await visitor.send(`${place}/avtal`, { by_who: 'person', by_day: typed(day) });
});
When('{worker} marks one thing as done', async function (worker) {
  const visitor = await meeting(this, worker);
  await visitor.send(await find(visitor, /action="([^"]*\/gjort)"/));
});
const close = async (world, worker, day, more = {}) =>
  (await meeting(world, worker)).send(`${world.facts.group}/avslutt`, { agreed: 'Vi vasker klær og handler sammen.', next_on: typed(day), ...more });
When("{worker} closes the group's meeting, and they meet again on {day}", async function (worker, day) { await close(this, worker, day); });
When("{worker} closes the group's meeting because {word}, and they meet again on {day}", async function (worker, hindrance, day) { await close(this, worker, day, { hindrance }); });

/* ── after ────────────────────────────────────────────────────────────── */

Then('the minutes to Ane say {quote}', async function (said) {
  const text = await this.present.paper(`${this.facts.group}/referat.pdf`);
  assert.ok(text.includes(said), text);
});
When('{worker} gives Ane the minutes, read together', async function (worker) { await (await meeting(this, worker)).send(`${this.facts.group}/gitt`, { given: 'read_together' }); });
Then('{worker} does not read the warning that nothing was done', async function (worker) {
  const text = await this.visitorOf(worker).text();
  for (const part of textParts(this.lang, 'group_stood_still')) assert.ok(!text.includes(part), text);
});
When('{worker} opens the group of Ane', async function (worker) { await at(this, worker, group(this)); });
When('the leader of the coordinator opens the group of Ane and has looked at it', async function () {
  const visitor = await at(this, 'Åse Røstad at rusteam', group(this));
  await visitor.send(await find(visitor, /action="([^"]*\/sett)"/));
});
Then('the present worker is told: {word}', async function (key) {
  const text = await this.present.text();
  for (const part of textParts(this.lang, key)) assert.ok(text.includes(part), text);
});
When('{worker} ends the group because {word}', async function (worker, how) { await this.visitorOf(worker).send(`${group(this)}/slutt`, { how }); });
Then('verification finds the meetings and the groups as they should be', async function () {
  const said = await this.server.verify();
  assert.match(said, /^ok +R-204 groups +[1-9]/m);
  assert.match(said, /^ok +I-12 quorum/m);
});
