// Administration: units, the trail, the profile, the rows of the law, and a new password for one who cannot sign in.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { openCase, registerContact } from '../support/intake.mjs';
import { felles, root } from '../support/places.mjs';
import { textOf, textParts } from '../support/texts.mjs';

const browser = (world, name) => world.browserOf(world.worker(name));

/* ── units and the trail ──────────────────────────────────────────────── */

When('{worker} wants letters to call {unit} {quote} and give its number {quote}', async function (name, unit, called, phone) {
  const visitor = await browser(this, name);
  await visitor.open('/administrasjon/enheter');
  await visitor.loading(() => visitor.page.locator('main table a.f-name', { hasText: this.server.municipality.unitName(unit.code ?? unit, this.lang) }).first().click());
  await visitor.send(visitor.path, { letter_name_nb: called, letter_name_nn: called, phone });
});
When('{worker} adds {quote} to the places to meet', async function (name, place) {
  const visitor = await browser(this, name);
  await visitor.open('/administrasjon/lister');
  await visitor.send('/administrasjon/lister', { list: 'meeting_place', words_nb: place, words_nn: place });
  await this.expectText(visitor, place);
});
Then('a worker who makes an appointment may choose {quote}', async function (place) {
  const facts = {}, visitor = this.plainOf({ name: 'Kari Moen', unit: 'HOT' });
  await visitor.open('/');
  await registerContact(visitor, facts, { given_name: 'Ane', what: 'Trenger et sted å bo.', channel: 'counter', sender: 'person', asks_housing: true });
  await openCase(visitor, facts);
  await visitor.open(`/sak/${facts.case}/avtaler`);
  await visitor.send(`/sak/${facts.case}/avtaler`, { kind: 'talk', on_date: '2026-09-10', from: '10:00', to: '11:00', usual_place: place, place: '' });
  assert.ok(await visitor.has(place));
});
When('{worker} asks the trail what Marit Haugan has done to units', async function (name) {
  const visitor = await browser(this, name);
  await visitor.open('/administrasjon/spor');
  await visitor.send('/administrasjon/spor', { hvem: 'Marit Haugan', gjelder: 'unit' });
});
Then('the trail shows that Marit Haugan has corrected one unit and nothing else', async function () {
  const rows = await this.present.page.locator('main tbody tr').allInnerTexts();
  assert.equal(rows.length, 1, rows.join(' | '));
  assert.ok(rows[0].includes(textOf(this.lang, 'event_unit_words_corrected')) && rows[0].includes('Marit Haugan'), rows[0]);
});
Then('the file of the trail holds just that, and that it was taken out is in the trail', async function () {
  const visitor = this.present;
  const file = await visitor.page.locator('form[action="/administrasjon/spor/fil"]').evaluate(async (form) => (await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) })).text());
  const lines = file.trim().split('\r\n');
  assert.equal(lines.length, 2, file);
  assert.match(lines[1], /;unit_words_corrected;unit;\d+;Marit Haugan;$/);
  await visitor.open('/administrasjon/spor');
  assert.ok(await visitor.has(textOf(this.lang, 'event_trail_exported')));
});

/* ── the profile ──────────────────────────────────────────────────────── */

const profileText = (change) => change(fs.readFileSync(path.join(root, 'profiles/levanger.yaml'), 'utf8'));
async function tryProfile(world, name, change) {
  const visitor = await browser(world, name);
  await visitor.open('/administrasjon/profil');
  await visitor.send('/administrasjon/profil', { body: profileText(change) });
}
When('{worker} tries a profile with an impossible number and a unit that is not there', async function (name) {
  await tryProfile(this, name, (text) => text.replace('number: "5037"', 'number: "50"').replace('parent: HJE', 'parent: NOWHERE'));
});
Then('both faults are told with their lines', async function () {
  assert.equal(this.present.status, 422);
  const faults = await this.present.page.locator('#profile-faults').locator('xpath=ancestor::section').locator('li').allInnerTexts();
  assert.equal(faults.length, 2, faults.join(' | '));
  for (const fault of faults) assert.match(fault, /^profile\.yaml:\d+:\d+: /);
});
When('{worker} tries a profile with {int} inhabitants', async function (name, inhabitants) {
  await tryProfile(this, name, (text) => text.replace('inhabitants: 20000', `inhabitants: ${inhabitants}`));
});
Then('the page lays {quote} and {quote} side by side', async function (before, now) {
  const rows = await this.present.page.locator('main tbody tr').allInnerTexts();
  assert.equal(rows.length, 1, rows.join(' | '));
  assert.ok(rows[0].includes(before) && rows[0].includes(now), rows[0]);
});
When('{worker} approves it without having read it', async function (name) { const visitor = await browser(this, name); await visitor.send(visitor.path, { read: false }); });
When('{worker} approves it', async function (name) { const visitor = await browser(this, name); await visitor.send(visitor.path, { read: true }); });
When('the operator takes the approved profile in use', async function () {
  const { server } = this, file = path.join(server.base.folder, `${server.name}-profile.yaml`);
  await server.command('profile', 'approved', file);
  await server.kill();
  server.common = server.common.map((word, i, words) => (words[i - 1] === '--profile' ? file : word));
  const port = server.port;
  await server.restart();
  assert.equal(server.port, port);
});
Then('the profile in use is the one that Marit Haugan approved', async function () {
  const first = await this.present.page.locator('#uses').locator('xpath=ancestor::section').locator('li').first().innerText();
  assert.ok(first.includes(textOf(this.lang, 'admin_profile_current')) && first.includes(textOf(this.lang, 'admin_profile_approved_by', { who: 'Marit Haugan' })), first);
});

/* ── the law ──────────────────────────────────────────────────────────── */

async function find(world, name, row, fields) {
  const visitor = await browser(world, name);
  await visitor.open('/lovgrunnlag');
  await visitor.loading(() => visitor.page.locator('main a.f-name', { hasText: row }).first().click());
  await visitor.send('/lovgrunnlag/rad', fields);
}
When('{worker} finds {word} wrong without writing what is wrong', function (name, row) { return find(this, name, row, { judgement: 'wrong' }); });
When('{worker} finds {word} wrong: {quote}', function (name, row, words) { return find(this, name, row, { judgement: 'wrong', words }); });
When('{worker} finds {word} right', function (name, row) { return find(this, name, row, { judgement: 'confirmed' }); });

/* ── a new password ───────────────────────────────────────────────────── */

const words = { marit: 'administrator uten leverandor', silje: 'ny telefon i dag takk' };

Given('the municipality has no provider, and Marit Haugan signs in with a password', async function () {
  const { server } = this;
  execFileSync(felles, ['user', 'marit.haugan', '--without-code', ...server.common], { cwd: root, input: `${words.marit}\n`, stdio: ['pipe', 'ignore', 'pipe'] });
  await server.kill();
  server.options = server.options.filter((word) => word !== '--demo');
  await server.restart();
  const visitor = await browser(this, 'Marit Haugan at Kommunedirektøren');
  await visitor.go('/logg-inn');
  await visitor.send('/logg-inn', { user: 'marit.haugan', password: words.marit });
});
When('{worker} makes a one-time code for {word}', async function (name, user) {
  const visitor = await browser(this, name);
  await visitor.go('/administrasjon');
  await visitor.send('/administrasjon', { q: user });
  await visitor.loading(() => visitor.page.locator('main table a.f-name').first().click());
  await visitor.send(`${visitor.path}/engangskode`);
  this.facts.code = (await visitor.page.locator('.f-once').innerText()).trim();
});
When('Silje gives the code on her phone, in nynorsk', async function () {
  this.wants = { ...this.wants, language: 'nn', width: 390 };
  const visitor = await browser(this, 'Silje Bakken at Psykisk helse oppfølgingstjenesten');
  await visitor.go('/logg-inn');
  await visitor.loading(() => visitor.page.locator('a[href="/logg-inn/engangskode"]').click());
  await visitor.send('/logg-inn/engangskode', { user: 'silje.bakken', code: this.facts.code.toLowerCase().replaceAll('-', ' ') });
  assert.equal(visitor.path, '/logg-inn/ny');
});

/** The six digits an authenticator app shows at a moment. (RFC 6238) */
function totp(secret, seconds) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2))), counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const hash = crypto.createHmac('sha1', key).update(counter).digest(), at = hash.at(-1) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}
const moment = (world) => Date.parse(`${world.now}:00+02:00`) / 1000; // the scenario's clock is Oslo's in summer

Then('she sees a picture for her app and chooses a password', async function () {
  const visitor = this.present;
  assert.equal(await visitor.page.locator('svg.f-qr[role=img]').count(), 1);
  await visitor.page.locator('details.f-more > summary').click();
  this.facts.secret = (await visitor.page.locator('.f-once').innerText()).trim();
  await visitor.send('/logg-inn/ny', { password: words.silje, password_again: words.silje, code: totp(this.facts.secret, moment(this)) });
  assert.equal(visitor.path, '/logg-inn');
  await this.expectText(visitor, textParts('nn', 'auth_sign_in')[0]);
});
Then('she signs in with it and with a code from the app', async function () {
  const visitor = this.present;
  this.setClock(this.now.replace(/\d\d$/, (minutes) => String(Number(minutes) + 2).padStart(2, '0')));
  await visitor.send('/logg-inn', { user: 'silje.bakken', password: words.silje });
  assert.equal(visitor.path, '/logg-inn/kode');
  visitor.choosing = true; // her own language takes over when she is in
  await visitor.send('/logg-inn/kode', { code: totp(this.facts.secret, moment(this)) });
  visitor.choosing = false;
  await visitor.chooseLanguage('nn');
  await visitor.open('/konto');
  await this.expectText(visitor, textOf('nn', 'auth_session_this'));
});
Then('the code she was given is worth nothing any more', async function () {
  const visitor = this.present;
  await visitor.go('/logg-inn/engangskode');
  await visitor.send('/logg-inn/engangskode', { user: 'silje.bakken', code: this.facts.code });
  assert.equal(visitor.status, 422);
});
Then('nothing of the code or the password is in the log', function () {
  for (const secret of [this.facts.code, this.facts.code.replaceAll('-', ''), this.facts.secret, ...Object.values(words)]) assert.ok(!this.server.log.includes(secret));
});
