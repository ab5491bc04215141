// The first contact: what is said, who gets it, when an answer is due.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { openCase, registerContact } from '../support/intake.mjs';

const channels = { 'at the counter': 'counter', 'on the phone': 'phone', 'in the street': 'street', 'in a letter': 'letter', 'from her doctor': 'doctor' };

When(/^(.+) writes down that (\w+) asks for a home (at the counter|on the phone|in the street|in a letter|from her doctor): «([^»]*)»$/, async function (worker, name, channel, what) {
  await registerContact(await this.browserOf(this.worker(worker)), this.facts, { given_name: name, what, channel: channels[channel], sender: 'person', asks_housing: true });
});
When(/^(.+) writes down that (\w+) asks for something else than a home: «([^»]*)»$/, async function (worker, name, what) {
  await registerContact(await this.browserOf(this.worker(worker)), this.facts, { given_name: name, what, channel: 'counter', sender: 'person' });
});
When('{worker} writes down a contact with a national id that cannot be right', async function (worker) {
  this.facts.typed = { given_name: 'Ane', family_name: 'Solberg', what: 'Trenger et sted å bo. Æ, ø og å & «<b>».', national_id: '12345678901', channel: 'phone', sender: 'relative', sender_name: 'Mor', knows: 'no', asks_housing: true, born: '2.4.1999' };
  await registerContact(await this.browserOf(this.worker(worker)), this.facts, this.facts.typed);
});
Then('everything {worker} typed still stands there', async function (worker) {
  const visitor = this.visitorOf(worker), form = await visitor.form('/henvendelse/ny', {});
  const kept = await form.evaluate((element) => Object.fromEntries([...new FormData(element)]));
  for (const [name, value] of Object.entries(this.facts.typed)) assert.equal(kept[name], value === true ? '1' : value, name);
});
Then('the fault stands beside the field and first on the page', async function () {
  const { page } = this.present;
  const field = page.locator('[name=national_id]');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  const described = (await field.getAttribute('aria-describedby')).split(' ');
  const beside = await page.locator(`#${described.at(-1)}`).innerText();
  const summary = page.locator('[role=alert]');
  assert.ok((await summary.innerText()).includes(beside), 'the summary says something else than the field');
  await summary.getByRole('link').first().click();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'national_id');
});
When('{worker} opens a case', async function (worker) { await openCase(await this.browserOf(this.worker(worker)), this.facts); });
When('{worker} sends the contact to {unit}', async function (worker, unit) {
  const visitor = await this.browserOf(this.worker(worker));
  await visitor.open(`/henvendelse/${this.facts.contact}`);
  await visitor.send(`/henvendelse/${this.facts.contact}/send`, { to_unit: unit });
});
Then('{worker} finds {word} among the contacts that wait', async function (worker, name) {
  const visitor = await this.browserOf(this.worker(worker));
  await visitor.open('/henvendelser');
  await this.expectText(visitor, name);
});
Then('{worker} finds no contact that waits from {word}', async function (worker, name) {
  const visitor = await this.browserOf(this.worker(worker));
  await visitor.open('/henvendelser');
  assert.ok(!(await visitor.has(name)));
});
Then('{worker} cannot finish the contact without a case', async function (worker) {
  const visitor = await this.browserOf(this.worker(worker)), place = `/henvendelse/${this.facts.contact}`;
  await visitor.open(place);
  assert.equal(await visitor.page.locator(`form[action="${place}/avslutt"]`).count(), 0, 'the page offers it');
  const plain = this.plainOf(this.worker(worker));
  await plain.open(place);
  const body = new URLSearchParams({ reason: 'no_need', csrf: plain.token });
  const answer = await plain.request(`${place}/avslutt`, { method: 'POST', body });
  assert.equal(answer.status, 422, 'the program lets someone finish it who does not use the page');
});
When('{worker} finishes the contact: she only wanted information', async function (worker) {
  const place = `/henvendelse/${this.facts.contact}`, visitor = await this.browserOf(this.worker(worker));
  await visitor.open(place);
  await visitor.send(`${place}/avslutt`, { reason: 'only_information' });
});
Given('{word} has a case at {unit} through {worker}', async function (name, unit, worker) {
  const visitor = this.plainOf(this.worker(worker));
  await registerContact(visitor, this.facts, { given_name: name, what: 'Trenger et sted å bo.', channel: 'counter', sender: 'person', asks_housing: true });
  await openCase(visitor, this.facts);
  assert.equal(visitor.status, 200, visitor.html);
});
