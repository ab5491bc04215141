// Meetings: dates, what is reported, who is there, and what it comes to.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { iso, typed } from '../support/calendar.mjs';

const browser = (world, worker) => world.browserOf(world.worker(worker));
const here = (visitor) => visitor.path;
const linkOn = async (visitor, pattern) => {
  const match = pattern.exec(await visitor.content());
  if (!match) throw new Error(`${visitor.path} (${visitor.status}) has no link ${pattern}: ${(await visitor.text()).slice(0, 800)}`);
  return match[1];
};
const names = (list) => list.split(', ');

When(/^(\w+(?: \w+ at .+?)?) sets the dates of (.+) from (\d+ \w+ \d{4})$/, async function (worker, series, day) {
  const visitor = await browser(this, worker), { readDate } = await import('../support/calendar.mjs'), first = readDate(day);
  await visitor.open('/moter');
  this.facts.series = await linkOn(visitor, new RegExp(`href="(/moter/serie/\\d+)">${series}<`));
  await visitor.open(this.facts.series);
  await visitor.send(`${this.facts.series}/datoer`, { first: typed(first), until: typed({ ...first, year: first.year + 1 }), from: '09:00', to: '10:30', place: 'Rådhuset' });
});
async function report(world, worker, series, question, needsAll) {
  const visitor = await browser(world, worker), place = `/sak/${world.facts.case}/mote/ny`;
  await visitor.open(place);
  await visitor.send(place, { series, kind: 'individual', need: 'now', needs_all: needsAll, question });
}
When(/^(\w+) reports Ane to ([^:,]+): «(.+)»$/, async function (worker, series, question) { await report(this, worker, series, question, false); });
When(/^(\w+) reports Ane to ([^:,]+), which needs all: «(.+)»$/, async function (worker, series, question) { await report(this, worker, series, question, true); });

When('{worker} calls the meeting on {day} with {}', async function (worker, day, who) {
  const visitor = await browser(this, worker);
  await visitor.open(this.facts.series);
  this.facts.meeting = await linkOn(visitor, new RegExp(`datetime="${iso(day)}"[^]*?href="(/moter/\\d+)"`));
  await visitor.open(this.facts.meeting);
  await visitor.send(`${this.facts.meeting}/kall`, { chair: this.worker(worker).name });
  await visitor.send(`${this.facts.meeting}/saker`, { item: 'Ane' });
  for (const name of names(who)) await visitor.send(`${this.facts.meeting}/plass`, { staff: name });
});
When('{worker} writes that Ane comes and that her next of kin is not to be asked', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(this.facts.meeting);
  this.facts.item = await linkOn(visitor, /href="(\/moter\/\d+\/sak\/\d+)">Ane/);
  await visitor.open(this.facts.item);
  await visitor.send(`${this.facts.item}/gjest`, { guest: 'person', answer: 'comes' });
  await visitor.send(`${this.facts.item}/gjest`, { guest: 'next_of_kin', answer: 'no_consent' });
  await visitor.send(`${this.facts.item}/klar`);
});
When('{worker} opens the meeting with {} there', async function (worker, who) {
  const visitor = await browser(this, worker);
  await visitor.open(`${this.facts.meeting}/oppmote`);
  await visitor.send(`${this.facts.meeting}/oppmote`, { here: names(who) });
  await visitor.send(`${this.facts.meeting}/apne`);
});
When('{worker} moves what could not be opened', async function (worker) { await this.visitorOf(worker).send(`${this.facts.meeting}/stopp`); });
When('{worker} opens the meeting', async function (worker) { await (await browser(this, worker)).open(this.facts.meeting); });
When('{worker} opens the item of Ane', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.open(await linkOn(visitor, /href="(\/moter\/\d+\/sak\/\d+)">Ane/));
});
When('{worker} moves the item to the proposed day', async function (worker) { const visitor = this.visitorOf(worker); await visitor.send(`${here(visitor)}/stopp`); });
Then('{worker} sees that {unit} has stopped {int}', async function (worker, unit, stopped) {
  const row = this.visitorOf(worker).page.locator('main tr', { hasText: unit[this.lang] ?? unit.nb }).first();
  assert.match((await row.innerText()).replace(/\s+/g, ' '), new RegExp(`${stopped}$`));
});
When('{worker} goes to the extra meeting and calls it', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.open(this.facts.item);
  this.facts.item = await linkOn(visitor, /href="(\/moter\/\d+\/sak\/\d+)">/);
  this.facts.meeting = this.facts.item.replace(/\/sak\/.*/, '');
  await visitor.open(this.facts.item);
  await visitor.send(`${this.facts.item}/klar`); // what was said of who is invited came along
  await visitor.open(this.facts.meeting);
  await visitor.send(`${this.facts.meeting}/kall`, { chair: this.worker(worker).name });
});
When('{worker} decides {word} although {unit} sees it differently: {quote}', async function (worker, choice, unit, agreement) {
  const visitor = this.visitorOf(worker), place = `${this.facts.item}/konklusjon`;
  await visitor.open(this.facts.item);
  await visitor.send(place, { choice, agreement, dissent: unit });
  assert.equal(visitor.status, 422, 'a disagreement without the other view and a day was taken');
  await visitor.send(place, { dissent_words: 'Vi mener hun trenger en tilrettelagt bolig.', review_on: '11.01.2027' });
});
When('{worker} closes the meeting and signs', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.open(this.facts.meeting);
  await visitor.send(`${this.facts.meeting}/avslutt`);
  await visitor.send(`${this.facts.meeting}/signer`);
});
Then('the minutes on paper say {quote} and nothing of {quote}', async function (said, secret) {
  const text = await this.present.paper(`${this.facts.meeting}/protokoll.pdf`);
  assert.ok(text.includes(said.split(' ')[0]), text);
  assert.ok(!text.includes(secret), text);
});
