// From a yes to a home to the keys: found, offered, answered, signed, moved in.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { typed } from '../support/calendar.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}/tilbud${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));
async function page(world, worker, path = at(world)) {
  const visitor = await browser(world, worker);
  await visitor.open(path);
  return visitor;
}
/** The offer that counts now, by what its forms point to. */
async function now(world, worker, end, fields, more) {
  const visitor = await page(world, worker);
  const place = new RegExp(`action="(${at(world)}/\\d+/${end})"`).exec(await visitor.content())?.[1];
  assert.ok(place, `${visitor.path} has no form «${end}»`);
  await visitor.send(place, fields, more);
}

/* ── the homes ────────────────────────────────────────────────────────── */

Given('{worker} has these homes ready', async function (worker, table) {
  const keeper = this.plainOf(this.worker(worker));
  keeper.mustSucceed = true;
  for (const home of table.hashes()) {
    await keeper.open('/boliger/ny');
    await keeper.send('/boliger/ny', { object_number: home.number, municipality: '5037', cadastral: '1/1', street: home.street, house_number: home.house, postcode: '7600', class: 'ordinary', state: 'ready' });
    const place = /^\/boliger\/\d+/.exec(keeper.path)?.[0];
    assert.ok(place, `the home is not registered: ${keeper.path}`);
    await keeper.open(`${place}/endre`);
    await keeper.send(`${place}/endre`, { rooms: home.rooms, floor: home.floor, quiet: home.quiet === 'yes', rent: home.rent });
  }
  keeper.mustSucceed = false;
});

/* ── found and offered ────────────────────────────────────────────────── */

When('{worker} looks at what is to be done with offers and keys', async function (worker) {
  const visitor = await page(this, worker, '/boligtildeling');
  assert.ok((await visitor.content()).includes(`href="${at(this, '/finn')}"`), 'the list leads to finding a home for her');
});
When('{worker} looks for a home for Ane', async function (worker) { await page(this, worker, at(this, '/finn')); });
Then("{worker}'s page says nothing of {quote}", async function (worker, words) {
  const text = await this.visitorOf(worker).text();
  for (const word of words.split(', ')) assert.ok(!text.includes(word), `the page says «${word}»`);
});
Then('{quote} stands before {quote}', async function (first, second) {
  const text = await this.present.text();
  assert.ok(text.includes(first) && text.indexOf(first) < text.indexOf(second), `«${first}» does not stand before «${second}»`);
});
async function offer(world, worker, home, day, choice) {
  const visitor = await page(world, worker, at(world, '/finn'));
  await visitor.send(at(world, '/finn'), { dwelling: home, answer_by: typed(day), ...(choice && { choice }) });
}
When('{worker} offers {quote} until {day}', async function (worker, home, day) { await offer(this, worker, home, day); });
When('{worker} offers {quote} until {day} because it is the only one', async function (worker, home, day) { await offer(this, worker, home, day, 'only_one'); });
When('{worker} makes the letter', async function (worker) { await now(this, worker, 'brev'); });
When('{worker} agrees that Ane sees it on {day} at 12:00', async function (worker, day) { await now(this, worker, 'visning', { on_date: typed(day), at: '12:00' }); });

/* ── answered, signed, moved in ───────────────────────────────────────── */

When('{worker} writes that Ane says no, because it is not quiet', async function (worker) {
  await now(this, worker, 'svar', { answer: 'declined', way: 'visit', declined: 'not_quiet' });
});
When('{worker} writes that Ane says yes', async function (worker) { await now(this, worker, 'svar', { answer: 'accepted', way: 'visit' }); });
When('{worker} makes the contract from {day}', async function (worker, day) {
  await now(this, worker, 'kontrakt', { from: typed(day), deposit_kind: 'none', told_public: true, told_fixed: true });
});
When('{worker} has the contract signed, and on {day} gives the keys', async function (worker, day) {
  const keeper = this.plainOf(this.worker(worker)), place = `/sak/${this.facts.case}/leieforhold`;
  const press = async (end, fields) => {
    await keeper.open(place);
    const form = new RegExp(`action="(${place}/\\d+/${end})"`).exec(keeper.html)?.[1];
    assert.ok(form, `${keeper.path} has no form «${end}»`);
    await keeper.send(form, fields);
  };
  keeper.mustSucceed = true;
  await press('les');
  await press('signert', { signed_on: typed({ year: 2026, month: 10, day: 5 }) });
  this.setClock(`${day.year}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}T10:00`);
  await press('innflytting', { info: 'talk_and_writing' });
  keeper.mustSucceed = false;
});
When('{worker} looks at the offers of Ane', async function (worker) { await page(this, worker); });
When('{worker} ticks off {quote} of the day of moving in', async function (worker, point) { await now(this, worker, 'punkt', {}, { button: { name: 'point', value: point } }); });
When('{worker} writes that it goes well', async function (worker) { await now(this, worker, 'snakket', { result: 'well' }); });
