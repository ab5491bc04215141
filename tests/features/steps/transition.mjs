// Transitions: announced, claimed, answered, met; and what goes wrong on the way.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { iso, readDate, typed, waysToShow } from '../support/calendar.mjs';
import { textOf } from '../support/texts.mjs';

const browser = (world, worker) => world.browserOf(world.worker(worker));
async function page(world, worker, path) {
  const visitor = await browser(world, worker);
  await visitor.open(path);
  return visitor;
}
const ofCase = (world, end = '') => `/sak/${world.facts.case}/overganger${end}`;
const one = (world, end = '') => ofCase(world, `/${world.facts.transition}${end}`);
const act = async (world, worker, end, fields, options) => (await page(world, worker, one(world))).send(one(world, end), fields, options);
const remember = (world, visitor) => {
  const found = /^\/sak\/(\d+)\/overganger\/(\d+)$/.exec(visitor.path);
  if (found) [, world.facts.case, world.facts.transition] = found;
};
async function announce(world, worker, fields) {
  const visitor = await page(world, worker, ofCase(world));
  assert.ok((await visitor.content()).includes(`href="${ofCase(world, '/ny')}"`), 'the page of the case leads to the form');
  await visitor.open(ofCase(world, '/ny'));
  await visitor.send(ofCase(world, '/ny'), { source: 'phone', ...fields });
  remember(world, visitor);
}
/** «10 September, 12 September and 9 October 2026» as dates. */
const daysIn = (text) => {
  const year = /\d{4}$/.exec(text)[0];
  return text.replace(/ \d{4}$/, '').split(/, | and /).map((day) => readDate(`${day} ${year}`));
};

/* ── announced ────────────────────────────────────────────────────────── */

When('{worker} announces that Mona is in hospital since yesterday and may lack a home', async function (worker) {
  await announce(this, worker, { kind: 'discharge', from_party: 'hospital_psychiatry', began_on: '6.9.2026', began_at: '10:00', expected_on: '9.9.2026', lacks_home: true, place: 'Post 3' });
});
When('{worker} announces that Mona leaves child welfare on {day}', async function (worker, day) {
  await announce(this, worker, { kind: 'ageing_out', expected_on: typed(day) });
});
When('{worker} writes down at the door that {word} {word} is released on {day}', async function (worker, given_name, family_name, day) {
  const visitor = await page(this, worker, '/overganger');
  await visitor.open('/overganger/ny');
  await visitor.send('/overganger/ny', { given_name, family_name, born: '2.4.1999', kind: 'release', source: 'phone', expected_on: typed(day), lacks_home: true, needs: 'A place of her own.' });
  remember(this, visitor);
});
Then('{worker} finds {word} in the queue of transitions, without a home answer', async function (worker, name) {
  const visitor = await page(this, worker, '/overganger');
  const row = visitor.page.locator('table tbody tr', { hasText: name });
  assert.equal(await row.count(), 1, await visitor.text());
  assert.ok((await row.innerText()).includes(textOf(this.lang, 'transition_home_unknown')), await row.innerText());
});
When('{worker} takes the transition', async function (worker) { await act(this, worker, '/ta-imot', {}); });

/* ── ready, and the answer ────────────────────────────────────────────── */

When('the hospital says that Mona is ready, as {worker} writes down', async function (worker) { await act(this, worker, '/klar', {}); });
When(/^(\S+) says that Siv is ready(?:, before there is a home answer)?$/, async function (worker) { await act(this, worker, '/klar', {}); });
Then('{worker} cannot say yes before there is a home and a name', async function (worker) {
  const visitor = await page(this, worker, one(this, '/svar'));
  for (const key of ['transition_home_missing', 'transition_contact_missing']) await this.expectText(visitor, textOf(this.lang, key));
  assert.equal(await visitor.page.locator('input[name=answer][value=can]').count(), 0);
});
When('{worker} answers no until {day}', async function (worker, day) {
  const visitor = await page(this, worker, one(this, '/svar'));
  await visitor.send(one(this, '/svar'), { cannot_until: typed(day) });
});
When('{worker} answers yes', async function (worker) {
  const visitor = await page(this, worker, one(this, '/svar'));
  await visitor.send(one(this, '/svar'), {});
});
Then('{worker} sees that days are counted, and no sum without a price', async function (worker) {
  await this.expectText(await page(this, worker, one(this)), textOf(this.lang, 'transition_cost_no_price', { n: 1, year: 2026 }));
});
When('{worker} makes the letter {quote} to the ward', async function (worker, kind) {
  const visitor = await page(this, worker, one(this, '/brev'));
  await visitor.send(one(this, '/brev'), { letter_kind: kind, receiver: 'St. Olavs hospital\n7006 Trondheim' });
});
When(/^(\S+) writes that (\S+) comes to (a temporary place|a home of her own), and that she meets her herself$/, async function (worker, name, home) {
  await act(this, worker, '/hjem', { home: home === 'a temporary place' ? 'place_for_now' : 'own_home' });
  await act(this, worker, '/kontakt', { staff: this.worker(worker).name });
});
When('{worker} writes that {word} has moved on {day}', async function (worker, name, day) { await act(this, worker, '/flyttet', { moved_on: typed(day) }); });

/* ── met ──────────────────────────────────────────────────────────────── */

When(/^(\S+) meets (?:Mona|Siv) on (\d[^.]* \d{4})$/, async function (worker, text) {
  for (const day of daysIn(text)) {
    this.setClock(`${iso(day)}T12:00`);
    const visitor = await page(this, worker, one(this));
    const action = await visitor.page.locator('form[action*="/mott/"]').first().getAttribute('action');
    await visitor.send(action, { result: 'met', met_on: typed(day) });
    assert.equal(visitor.status, 200, await visitor.text());
  }
});
Then(/^(\S+) sees when Siv is to be met: (\d[^.]* \d{4})$/, async function (worker, text) {
  const shown = await (await page(this, worker, one(this))).text();
  for (const day of daysIn(text)) assert.ok(waysToShow(day, this.lang).some((way) => shown.includes(way)), `${iso(day)}: ${shown}`);
});
When('{worker} writes that they have met all together', async function (worker) {
  const visitor = await page(this, worker, one(this));
  const row = visitor.page.locator('li', { hasText: textOf(this.lang, 'transition_point_warm_meeting') });
  await visitor.loading(() => row.locator('button[name=point_state][value=done]').click());
});
When('{worker} says that the transition is over', async function (worker) { await act(this, worker, '/ferdig', {}); });
Then('{worker} may not read where {word} serves', async function (worker, name) {
  assert.ok(name);
  await this.expectText(await page(this, worker, `/sak/${this.facts.case}/soning`), textOf(this.lang, 'prison_not_named'));
});
Then('the database holds together', async function () { await this.server.verify(); });

/* ── what went wrong ──────────────────────────────────────────────────── */

Then('{worker} reads the words {word}, {word}', async function (worker, first, second) {
  const visitor = await page(this, worker, one(this));
  for (const key of [first, second]) await this.expectText(visitor, textOf(this.lang, key));
});
When('{worker} writes down that Mona was turned away, for being too ill', async function (worker) {
  const visitor = await page(this, worker, ofCase(this));
  await visitor.send(ofCase(this, '/avvik'), { deviation: 'too_ill', party: 'hospital_psychiatry' });
});
Then('{worker} finds the deviation of {word} in the list of her unit', async function (worker, name) {
  const visitor = await page(this, worker, '/overganger/avvik');
  await this.expectText(visitor, name);
  await this.expectText(visitor, textOf(this.lang, 'transition_deviation_kind_too_ill'));
});

/* ── messages from wards ──────────────────────────────────────────────── */

const message = (national_id) => ['message_id;type;at;national_id;given_name;family_name;ward_kind;hospital', `M-1;UTSKRIVNINGSKLAR;2026-09-07T10:00;${national_id};Siv;Rognli;psychiatry;St. Olavs hospital`].join('\r\n');
async function fileOf(world, worker, national_id, attempt) {
  const visitor = await page(world, worker, '/overganger/meldinger');
  await visitor.send('/overganger/meldinger', { file: { name: 'meldinger.csv', mimeType: 'text/csv', buffer: Buffer.from(message(national_id)) }, try: attempt });
}
When('{worker} tries a file of messages from wards with one that is wrong', async function (worker) { await fileOf(this, worker, '12345678901', true); });
When('{worker} reads a file of messages from wards in which Siv Rognli is ready', async function (worker) { await fileOf(this, worker, '14888411888', false); });
