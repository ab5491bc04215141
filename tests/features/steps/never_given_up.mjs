// No and yes to help, those who keep in touch, safe work: nobody is given up, and nothing is told to more than it must.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';
import { textOf } from '../support/texts.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}/ja-og-nei${end}`;
const safe = (world, end = '') => `/sak/${world.facts.case}/trygt${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
async function page(world, worker, path = at(world)) {
  const visitor = await browser(world, worker);
  await visitor.open(path);
  return visitor;
}
/** The address of a form or a link on the page, by its end. */
async function place(visitor, pattern) {
  const found = pattern.exec(await visitor.content())?.[1];
  assert.ok(found, `${visitor.path} (${visitor.status}) has no ${pattern}: ${(await visitor.text()).slice(0, 1200)}`);
  return found;
}

/* ── no and yes ───────────────────────────────────────────────────────── */

/** What must be the same after a no: the home and the application, the help that runs, who is responsible. */
async function untouched(world, worker) {
  const plain = world.plainOf(world.worker(worker)), texts = [];
  for (const end of ['/bolig', '/vedtak', '/tjenester', '/leieforhold']) {
    await plain.open(`/sak/${world.facts.case}${end}`);
    assert.equal(plain.status, 200, `${end} answers ${plain.status}`);
    texts.push(await plain.text());
  }
  return texts;
}
When('{worker} reads what stands about the home, the help and the responsibility', async function (worker) { this.facts.untouched = await untouched(this, worker); });
Then('all that stood about the home, the help and the responsibility stands, as {worker} sees it', async function (worker) {
  const now = await untouched(this, worker);
  const mark = new RegExp(`${textOf(this.lang, 'service_said_no')} ?`, 'g'); // beside the help, which runs as it did
  for (const [i, text] of now.entries()) assert.equal(undated(text.replace(mark, '')), undated(this.facts.untouched[i].replace(mark, '')));
});
/** Without what follows from the day alone. */
const undated = (text) => text.replace(/\d+ (?:dager?|dagar?|days?|døgn)\b/g, '').replace(/(?:i dag|i går|today|yesterday)/gi, '');

When('{worker} writes that Ane says no to all follow-up, and that Tor Hauge drops by, before Ane is asked', async function (worker) {
  const visitor = await page(this, worker);
  await visitor.open(await place(visitor, new RegExp(`href="(${at(this, '/nei')})"`)));
  await visitor.send(at(this, '/nei'), { all: true, told: 'face_to_face', caretaker: 'Tor Hauge', meeting: true });
  assert.equal(visitor.status, 422);
});
When('{worker} has asked Ane, who says: {quote}', async function (worker, words) { await this.visitorOf(worker).send(at(this, '/nei'), { words, knows: true }); });
When('{worker} writes that Ane says no to all follow-up: {quote}', async function (worker, words) {
  const visitor = await page(this, worker, at(this, '/nei'));
  await visitor.send(at(this, '/nei'), { all: true, told: 'face_to_face', words });
});
When('{worker} writes that Ane says no, without saying to what', async function (worker) {
  const visitor = await page(this, worker, at(this, '/nei'));
  await visitor.send(at(this, '/nei'), { told: 'by_phone' });
});
When('{worker} writes that Ane says no to talks at home only', async function (worker) {
  await this.visitorOf(worker).send(at(this, '/nei'), { service: textOf(this.lang, 'service_kind_talks_at_home') });
});
When('Ane says yes to that again, and {worker} writes it down', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.send(await place(visitor, new RegExp(`action="(${at(this, '/ja/')}\\d+)"`)));
});
When('{worker} opens the page where Ane says yes again', async function (worker) {
  const visitor = await page(this, worker);
  await visitor.open(await place(visitor, new RegExp(`href="(${at(this, '/ja')})"`)));
});
When('{worker} writes that Ane says yes again: {quote}', async function (worker, words) { await this.visitorOf(worker).send(at(this, '/ja'), { words }); });
When('{worker} says on her page that they are getting to know each other', async function (worker) {
  const visitor = await page(this, worker);
  await visitor.send(at(this, '/videre'));
});
When('{worker} writes that the follow-up is under way', async function (worker) { await this.visitorOf(worker).send(at(this, '/videre')); });
Then('the case cannot be closed because Ane says no, as {worker} sees it', async function (worker) {
  const visitor = await page(this, worker, `/sak/${this.facts.case}/avslutning`);
  for (const ground of ['declines_help', 'does_not_cooperate']) {
    await visitor.send(`/sak/${this.facts.case}/avslutning`, { ground, answer: 'agrees' });
    assert.equal(visitor.status, 422, 'a no closed the case');
  }
});

Then('the verification finds that who says no is asked again', async function () {
  assert.match(await this.server.verify(), /^ok +R-222 noes +1/m);
});

/* ── those who keep in touch ──────────────────────────────────────────── */

Then('no case opens for {worker}', async function (worker) {
  const plain = this.plainOf(this.worker(worker));
  await plain.open('/innstillinger');
  for (const end of ['', '/ja-og-nei', '/tjenester', '/trygt']) {
    const answer = await plain.request(`/sak/${this.facts.case}${end}`);
    assert.ok([403, 404].includes(answer.status), `/sak/${this.facts.case}${end} answers ${answer.status}`);
  }
});
When('{worker} writes that he greeted, and comes again on {day}', async function (worker, day) {
  const visitor = await page(this, worker, '/miljovaktmester');
  const form = await place(visitor, /action="(\/miljovaktmester\/\d+)"/);
  await visitor.send(form, { did: 'greeted', next_on: typed(day) });
});
When('the meeting place counts {int} visitors, with no field for a name', async function (visitors) {
  const visitor = this.plainOf(await runsThePlace(this));
  await visitor.open('/treffsted');
  await visitor.send('/treffsted/aktivitet', { day: 'friday', from: '12:00', to: '15:00', what: 'Middag' });
  await visitor.open('/treffsted');
  const fields = [...visitor.form('/treffsted/besok').matchAll(/name="(\w+)"/g)].map((match) => match[1]).filter((name) => name !== 'csrf');
  assert.deepEqual([...new Set(fields)].sort(), ['on_date', 'visitors']);
  await visitor.send('/treffsted/besok', { visitors });
  assert.ok((await visitor.text()).includes(String(visitors)));
});
/** Whoever works at Tempokjelleren: a name of the demonstration's own. */
async function runsThePlace(world) {
  const plain = world.plainOf({ name: 'Tempokjelleren', unit: 'AKT' });
  const html = await (await plain.request('/logg-inn')).text(), name = world.unit('AKT').nb;
  const item = [...html.matchAll(/<li\b.*?<\/li>/gs)].map((match) => match[0]).find((each) => each.includes(name));
  assert.ok(item, 'nobody works at the meeting place');
  return { name: /class="f-name"[^>]*>([^<]+)</.exec(item)?.[1] ?? /<b>([^<]+)<\/b>/.exec(item)?.[1], unit: 'AKT' };
}
When('{worker} has had a talk between equals, with no field but the day', async function (worker) {
  const visitor = await page(this, worker, '/likemann');
  const names = await visitor.page.locator('main form [name]').evaluateAll((all) => all.map((each) => each.getAttribute('name')));
  assert.deepEqual([...new Set(names.filter((name) => name !== 'csrf'))], ['on_date']);
  await visitor.send('/likemann');
});

/* ── together ─────────────────────────────────────────────────────────── */

When('{worker} writes what they found out together: {quote}', async function (worker, agreement) {
  const visitor = await page(this, worker, this.facts.item);
  await visitor.send(`${this.facts.item}/konklusjon`, { agreement });
});
When('{worker} writes that the meeting place is open and the peer is there', async function (worker) {
  const visitor = await page(this, worker);
  await visitor.send(at(this, '/imens'), { kind: ['meeting_place', 'peer'] });
});
When('{worker} writes that they try {word} now, and look at it on {day}', async function (worker, way, day) {
  await this.visitorOf(worker).send(at(this, '/tenk'), { try: way, next_on: typed(day) });
});
When('{worker} writes that they help with {quote} and not with {quote}', async function (worker, gives, gives_not) {
  const visitor = await page(this, worker, at(this, '/grenser'));
  await visitor.send(at(this, '/grenser'), { gives, gives_not });
});
When('{worker} has shown it to Ane', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.send(await place(visitor, new RegExp(`action="(${at(this, '/grenser/')}\\d+)"`)), { told: 'face_to_face' });
});
When('{worker} writes that Ane has {word} on {day}', async function (worker, happened, day) {
  const visitor = await page(this, worker);
  await visitor.send(at(this, '/hendelse'), { happened, on_date: typed(day) });
});
When('{worker} has been in touch with Ane', async function (worker) {
  const visitor = await page(this, worker);
  await visitor.send(await place(visitor, new RegExp(`action="(${at(this, '/hendelse/')}\\d+)"`)));
});

/* ── safe work ────────────────────────────────────────────────────────── */

When('{worker} books a home visit on {day}', async function (worker, day) {
  const visitor = await page(this, worker, `/sak/${this.facts.case}/avtaler`);
  await visitor.send(`/sak/${this.facts.case}/avtaler`, { kind: 'visit', on_date: typed(day), from: '10:00', to: '11:00' });
});
When('{worker} tells that a visitor threatened her at the door: {quote}', async function (worker, words) {
  const visitor = await page(this, worker, safe(this));
  await visitor.open(await place(visitor, new RegExp(`href="(${safe(this, '/hendelse')})"`)));
  await visitor.send(safe(this, '/hendelse'), { kind: 'threat', by: 'visitor', situation: 'at_door', words });
});
When('{worker} proposes that two go together', async function (worker) {
  await this.visitorOf(worker).send(safe(this), { situation: 'home_visit', measure: ['two_together', 'call_before'], words: 'Ukjente kan være i oppgangen om ettermiddagen.' });
});
Then('{worker} may not answer it herself', async function (worker) {
  const plain = this.plainOf(this.worker(worker));
  await plain.open('/innstillinger');
  const answer = await plain.request(safe(this, '/1/svar'), { method: 'POST', body: new URLSearchParams({ csrf: plain.token, yes: '1' }) });
  assert.equal(answer.status, 403);
});
Then('the list of appointments says that two go together, as {worker} sees it, and not when it is printed', async function (worker) {
  const visitor = await page(this, worker, '/kalender?vis=week&dato=2026-11-16'), says = textOf(this.lang, 'calendar_together');
  const mark = visitor.page.locator('main', { hasText: says }).getByText(says).first();
  assert.ok(await mark.isVisible(), 'the list does not say it');
  await visitor.page.emulateMedia({ media: 'print' });
  assert.ok(!(await mark.isVisible()), 'it is printed');
  await visitor.page.emulateMedia({ media: 'screen' });
});
When('{worker} looks after Kari', async function (worker) {
  const visitor = this.visitorOf(worker);
  await visitor.send(await place(visitor, /action="(\/trygt\/hendelse\/\d+)"/), { care: 'talked_with' });
});
When('{worker} says yes to two going together', async function (worker) {
  const visitor = await page(this, worker, safe(this));
  await visitor.send(await place(visitor, new RegExp(`action="(${safe(this, '/')}\\d+/svar)"`)));
});
When('{worker} finds that it is needed no more', async function (worker) {
  const visitor = await page(this, worker, safe(this));
  await visitor.send(await place(visitor, new RegExp(`action="(${safe(this, '/')}\\d+/slutt)"`)));
});
Then('it stands in no letter, no extract and no figure, and no other unit is told', async function () {
  const secrets = [textOf(this.lang, 'safe_measure_two_together'), 'truet meg', 'Ukjente kan være', textOf(this.lang, 'incident_kind_threat')];
  const says = (text, where) => { for (const secret of secrets) assert.ok(!text.includes(secret), `${where} says «${secret}»`); };
  const kari = this.plainOf(this.worker('Kari'));
  for (const end of ['', '/ansvar', '/bolig', '/vedtak', '/tjenester', '/innsyn', '/mote', '/deling']) {
    await kari.open(`/sak/${this.facts.case}${end}`);
    says(await kari.text(), `/sak/N${end}`);
  }
  await kari.open(`/sak/${this.facts.case}/svar`);
  const link = /href="([^"]*\.pdf|[^"]*\/brev[^"]*)"/.exec(kari.html)?.[1];
  if (link) says(await kari.paper(link), link);
  const leader = this.plainOf({ name: 'Anne Lise Viken', unit: 'KOM' });
  for (const path of ['/leder', '/styring', '/tall']) {
    await leader.open(path);
    says(await leader.text(), path);
  }
  for (const other of [{ name: 'Geir Holm', unit: 'NAV' }, { name: 'Ola Fjeld', unit: 'EIE' }]) {
    const plain = this.plainOf(other);
    await plain.open('/trygt');
    says(await plain.text(), `/trygt of ${other.name}`);
  }
});
