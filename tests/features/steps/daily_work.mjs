// The work around the cases: the unit's queue, messages, notices, calendar, drafts, administration.
import { After, Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { MailServer } from '../support/mail.mjs';
import { textOf, textParts } from '../support/texts.mjs';

const browser = (world, worker) => world.browserOf(world.worker(worker));

/* ── the unit's queue ─────────────────────────────────────────────────── */

When('{worker} opens the unit\'s queue', async function (worker) { await (await browser(this, worker)).open('/enhet'); });
When('{worker} gives the case of Ane to {word} {word}', async function (worker, given, family) {
  await this.visitorOf(worker).send('/enhet/saker', { case: String(this.facts.case), to: `${given} ${family}` }, { button: { name: 'give', value: '1' } });
});
Then('{worker} cannot take the case of Ane, which Jonas has', async function (worker) {
  const html = await this.visitorOf(worker).content();
  assert.ok(html.includes(`href="/sak/${this.facts.case}"`), 'the case does not stand in the queue');
  assert.ok(!html.includes(`name="case" value="${this.facts.case}"`), 'a case that a colleague has can be ticked');
});

/* ── notices by e-mail ────────────────────────────────────────────────── */

Given('the municipality has a mail server', async function () { this.mail = await MailServer.start(this.server.base.folder); });
After(async function () { await this.mail?.stop(); });
When('{worker} wants a notice {word} of what comes to the unit', async function (worker, how) {
  const visitor = await browser(this, worker);
  await visitor.open('/innstillinger');
  await visitor.send('/innstillinger/varsel', { how, unit_too: true });
});
When('the post goes out', async function () { await this.server.runJobs('--base-url', 'https://felles.levanger.example', ...this.mail.options); });
Then('one mail has come to {word}, which tells nothing of {quote}', function (address, secrets) {
  const mine = this.mail.messages.filter((message) => message.to.includes(address));
  assert.equal(mine.length, 1, `${mine.length} mails have come to ${address}; in all: ${JSON.stringify(this.mail.messages)}`);
  const [{ head, body, secure }] = mine;
  assert.ok(secure, 'it was sent in the clear');
  assert.match(head, /^Auto-Submitted: auto-generated$/m);
  assert.ok(head.includes(`Subject: ${textOf(this.lang, 'notification_mail_subject')}`), head);
  assert.ok(body.includes('https://felles.levanger.example/'), body);
  for (const secret of secrets.split(', ')) assert.ok(!`${head}${body}`.toLowerCase().includes(secret.toLowerCase()), `the mail says «${secret}»: ${head}\n\n${body}`);
});
Then('no mail has come to {word}', function (address) {
  assert.deepEqual(this.mail.messages.filter((message) => message.to.includes(address)), []);
});

/* ── messages ─────────────────────────────────────────────────────────── */

const messages = (world) => `/sak/${world.facts.case}/meldinger`;
async function write(world, worker, fields) {
  const visitor = await browser(world, worker);
  await visitor.open(messages(world));
  await visitor.send(messages(world), fields);
}
When('{worker} writes to {unit} about {word}, wanting an answer by {day}: {quote}', async function (worker, unit, zone, day, text) {
  await write(this, worker, { zone, to_unit: unit, answer_by: typed(day), text });
});
When('{worker} writes to {unit} about {word}: {quote}', async function (worker, unit, zone, text) { await write(this, worker, { zone, to_unit: unit, text }); });
When('{worker} tries to write to {unit} about {word}: {quote}', async function (worker, unit, zone, text) { await write(this, worker, { zone, to_unit: unit, text }); });
Then('{worker}\'s text {quote} still stands in the form', async function (worker, text) {
  assert.equal(await this.visitorOf(worker).page.locator('main textarea[name=text]').inputValue(), text);
});
When('{worker} reads the messages of Ane', async function (worker) { await (await browser(this, worker)).open(messages(this)); });
When('{worker} answers Kari: {quote}', async function (worker, text) {
  const visitor = this.visitorOf(worker), [, id] = /meldinger\?svar=(\d+)/.exec(await visitor.content());
  await visitor.open(`${messages(this)}?svar=${id}`);
  await visitor.send(messages(this), { text });
});
When('{worker} marks what is new as read', async function (worker) {
  const visitor = this.visitorOf(worker), [, place] = /action="([^"]*\/lest)"/.exec(await visitor.content());
  await visitor.send(place);
});

/* ── drafts ───────────────────────────────────────────────────────────── */

When('{worker} begins a message to {unit}: {quote}', async function (worker, unit, text) {
  const visitor = await browser(this, worker);
  await visitor.open(messages(this));
  const form = await visitor.form(messages(this), { text });
  for (const [name, value] of Object.entries({ zone: 'spine', to_unit: unit, text })) await visitor.put(form, messages(this), name, value);
});
When('{worker} sends it, is asked to sign in, and does so', async function (worker) {
  const visitor = this.visitorOf(worker);
  visitor.choosing = true; // the page of sign-in is in the language of the browser
  await visitor.send(messages(this));
  assert.equal(visitor.path, '/logg-inn');
  await visitor.stepIn();
});
When('{worker} sends it once more', async function (worker) { await this.visitorOf(worker).send(messages(this)); });
When('{worker} keeps it as a draft', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.loading(() => visitor.page.locator('main button[name=keep_draft]').click());
});
When('{worker} opens her draft', async function (worker) {
  const visitor = this.visitorOf(worker), link = visitor.page.locator('main ul.f-list a').first();
  await visitor.open(await link.getAttribute('href'));
});

/* ── the calendar ─────────────────────────────────────────────────────── */

const appointments = (world) => `/sak/${world.facts.case}/avtaler`;
When(/^(\w+) plans a (\w+) to Ane on (?:\w+ )?(\d+) (\w+) (\d+) from (\S+) to (\S+) at «([^»]*)»$/, async function (worker, kind, day, month, year, from, to, place) {
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const visitor = await browser(this, worker), on = `${String(day).padStart(2, '0')}.${String(months.indexOf(month) + 1).padStart(2, '0')}.${year}`;
  await visitor.open(appointments(this));
  await visitor.send(appointments(this), { kind, on_date: on, from: String(from).replace(',', '.'), to, place });
});
When('{worker} gets the calendar file, which tells nothing of {quote}', async function (worker, secrets) {
  const plain = this.plainOf(this.worker(worker));
  await plain.open('/');
  const answer = await plain.request('/kalender/fil'), text = await answer.text();
  assert.match(answer.headers.get('content-type'), /^text\/calendar/);
  assert.match(text, /^BEGIN:VCALENDAR\r\n[^]*BEGIN:VEVENT\r\n[^]*DTSTART:20261001T080000Z\r\n[^]*END:VCALENDAR\r\n$/);
  for (const secret of secrets.split(', ')) assert.ok(!text.includes(secret), `the file says «${secret}»`);
});
async function openAppointment(world, worker) {
  const visitor = await browser(world, worker);
  await visitor.open(appointments(world));
  const [, place] = new RegExp(`href="(${appointments(world)}/\\d+)"`).exec(await visitor.content());
  await visitor.open(place);
  return [visitor, place];
}
When('Jonas moves the appointment to 10.30, while Kari has it open', async function () {
  [, this.facts.appointment] = await openAppointment(this, 'Kari');
  const [visitor, place] = await openAppointment(this, 'Jonas');
  await visitor.send(place, { from: '10.30' });
});
When('{worker} changes the place to {quote}', async function (worker, place) { await this.visitorOf(worker).send(this.facts.appointment, { place }); });
When('{worker} saves what she wrote', async function (worker) { await this.visitorOf(worker).send(this.facts.appointment, { from: '10.30' }); });
When('{worker} opens the case of Ane', async function (worker) { await (await browser(this, worker)).open(`/sak/${this.facts.case}`); });

/* ── administration ───────────────────────────────────────────────────── */

const administrator = (world) => world.browserOf({ name: 'Marit Haugan', unit: 'Kommunedirektøren' });
const ADMIN = '/administrasjon';
When('the administrator makes the worker {quote} with the user name {quote}', async function (name, user_name) {
  const visitor = await administrator(this);
  await visitor.open(ADMIN);
  await visitor.send(ADMIN, { name, user_name });
  this.facts.worker = visitor.path;
});
When('the administrator gives her the role {word} at {unit}', async function (role, unit) {
  const visitor = await administrator(this), place = `${this.facts.worker}/rolle`;
  await visitor.page.locator('main details > summary').first().click();
  await visitor.send(place, { unit, role });
});
When('the administrator opens her own page', async function () {
  const visitor = await administrator(this);
  await visitor.open(`${ADMIN}?q=Marit`);
  await visitor.open(await visitor.page.locator('main tbody a').first().getAttribute('href'));
});
Then('no form there gives a role', async function () {
  assert.equal(await (await administrator(this)).page.locator('main form[action$="/rolle"]').count(), 0);
});
When('the administrator opens the trail and checks it', async function () { await (await administrator(this)).open(`${ADMIN}/spor?kontroll=1`); });
When('the administrator opens the state of the system', async function () { await (await administrator(this)).open(`${ADMIN}/system`); });
Then('the administrator is told: {word}', async function (key) {
  const text = await (await administrator(this)).text();
  for (const part of textParts(this.lang, key)) assert.ok(text.includes(part), `the page does not say «${part}», but: ${text.slice(0, 1500)}`);
});
