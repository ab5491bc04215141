// The stock: registered, photographed, held against the standard, moved, repaired, shielded, and out and in as Kobo's file.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import zlib from 'node:zlib';
import { textOf, textParts } from '../support/texts.mjs';

const property = 'Ola';
const browser = (world, worker = property) => world.browserOf(world.worker(worker));

/** A small picture with a place in it, as a camera leaves one. */
function photo() {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]), all = Buffer.alloc(8 + body.length);
    all.writeUInt32BE(data.length);
    body.copy(all, 4);
    all.writeUInt32BE(zlib.crc32 ? zlib.crc32(body) : crc(body), all.length - 4);
    return all;
  };
  const header = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 0, 0, 0, 0]), rows = Buffer.alloc(8 * 9, 0x80);
  for (let i = 0; i < 8; i++) rows[i * 9] = 0;
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', header), chunk('tEXt', Buffer.from('Place\0Hemmelig sted')), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
function crc(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let i = 0; i < 8; i++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

async function expects(world, visitor, key) {
  const text = await visitor.text();
  for (const part of textParts(world.lang, key)) assert.ok(text.includes(part.trim()), `${visitor.path} does not say «${part}», but: ${text.slice(0, 800)}`);
}

When('{worker} registers a dwelling at Sjøgata 3 with a photo, a plan to lift it and the object number {int}', async function (worker, number) {
  const visitor = await browser(this, worker);
  await visitor.open('/boliger');
  await visitor.loading(() => visitor.page.locator('main a[href="/boliger/ny"]').click());
  await visitor.send('/boliger/ny', { street: 'Sjøgata', house_number: 'tre', postcode: '7600', cadastral: '999/1', class: 'ordinary', state: 'ready', object_number: number });
  assert.equal(visitor.status, 422);
  await visitor.send('/boliger/ny', { house_number: 3, class: 'ordinary', state: 'ready' });
  assert.match(visitor.path, /^\/boliger\/\d+\/endre$/);
  this.facts.home = Number(visitor.path.split('/')[2]);
  await visitor.send(visitor.path, { rooms: 2, floor: 1, rent: 8450, step_free: true, adaptation: ['lift', 'soundproof'], latitude: '63,7501', longitude: '11,3002', type: 'small_house' });
  assert.equal(visitor.path, `/boliger/${this.facts.home}`);
  await visitor.send(`${visitor.path}/bilder`, { picture: { name: 'kjokken.png', mimeType: 'image/png', buffer: photo() }, kind: 'photo', alt: 'Kjøkken med vindu' });
  await visitor.page.locator('main img[alt="Kjøkken med vindu"]').waitFor();
});

Then('the dwelling is found by its number, on the map, on paper and in the file', async function () {
  const visitor = await browser(this);
  await visitor.open('/boliger?q=7001');
  await this.expectText(visitor, 'Sjøgata 3');
  assert.equal(await visitor.page.locator('main tbody tr').count(), 1);
  await visitor.open('/boliger/kart');
  assert.ok((await visitor.page.locator('.f-map svg circle').count()) > 3, 'the map has too few places');
  assert.equal(await visitor.page.locator(`.f-map a[href="/boliger/${this.facts.home}"]`).count(), 1);
  await visitor.open('/boliger/utskrift?q=7001');
  await this.expectText(visitor, 'Sjøgata 3');
  const file = await visitor.page.request.get(`${this.server.home}/boliger/liste.csv?q=7001`);
  assert.match(await file.text(), /\r\n7001;Sjøgata 3;/);
  await visitor.open('/boliger?which=unverified');
  await visitor.open(`/boliger/${this.facts.home}`);
  await visitor.send(`/boliger/${this.facts.home}/stemmer`);
  await this.expectText(visitor, textOf(this.lang, 'dwelling_verified'));
});
Then('its photo is served without telling where it was taken', async function () {
  const visitor = await browser(this);
  const source = await visitor.page.locator('main img').getAttribute('src');
  const picture = await visitor.page.request.get(this.server.home + source);
  assert.equal(picture.headers()['content-type'], 'image/png');
  assert.ok(!(await picture.body()).includes('Hemmelig'), 'the picture tells where it was taken');
  assert.ok(await visitor.page.locator('main img').evaluate((image) => image.complete && image.naturalWidth === 8), 'the browser cannot show the picture');
});

When('{worker} answers the minimum standard with one thing not in order', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.loading(() => visitor.page.locator(`main a[href="/boliger/${this.facts.home}/standard"]`).click());
  const answers = visitor.page.locator('main select[name=answer]');
  for (let i = 0; i < await answers.count(); i++) await answers.nth(i).selectOption(i ? 'met' : 'not_met');
  await visitor.page.locator('main input[name=remark]').first().fill('Det trekker');
  await visitor.loading(() => visitor.page.locator('main form button').click());
  assert.equal(visitor.path, `/boliger/${this.facts.home}`);
});
Then('the dwelling is on the list of those below it, and gets a plan', async function () {
  const visitor = await browser(this);
  await visitor.open('/boliger/vedlikehold');
  await visitor.loading(() => visitor.page.locator('main a[href="/boliger/under-standard"]').click());
  await visitor.page.locator('main li', { hasText: 'Sjøgata 3' }).filter({ hasText: textOf(this.lang, 'upkeep_no_plan') }).waitFor();
  await visitor.open(`/boliger/${this.facts.home}`);
  await visitor.loading(() => visitor.page.locator(`main a[href="/boliger/${this.facts.home}/plan"]`).click());
  await visitor.send(visitor.path, { kind: 'upgrade', why: 'Nye vinduer', due_on: '01.03.2027' });
  await this.expectText(visitor, 'Nye vinduer');
});

When('somebody moves in and out of it again', async function () {
  const visitor = await browser(this), at = `/boliger/${this.facts.home}`;
  for (const to of ['offered', 'occupied', 'notice', 'vacated']) await visitor.send(`${at}/flytt`, { to });
});
Then('its programme has begun, and ends when everything is done', async function () {
  const visitor = await browser(this);
  await visitor.open('/boliger/vedlikehold');
  await visitor.loading(() => visitor.page.locator('main li', { hasText: 'Sjøgata 3' }).filter({ hasText: textOf(this.lang, 'run_why_moved_out') }).locator('a').click());
  const run = visitor.path;
  for (let left = await visitor.page.locator(`main form[action="${run}/steg"]`).count(); left > 0; left--) await visitor.send(`${run}/steg`, { cost: 500 });
  await visitor.send(`${run}/ferdig`);
  await visitor.open(`/boliger/${this.facts.home}`);
  await this.expectText(visitor, textOf(this.lang, 'dwelling_state_ready'));
});

When('{worker} registers a damage, a place for the night and a home to come', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.loading(() => visitor.page.locator(`main a[href="/boliger/${this.facts.home}/skade"]`).click());
  await visitor.send(visitor.path, { cause: 'water', what: 'Lekkasje under vasken', cost: 4000 });
  await this.expectText(visitor, 'Lekkasje under vasken');
  await visitor.open('/boliger/midlertidige');
  await visitor.loading(() => visitor.page.locator('main a[href="/boliger/midlertidige/ny"]').click());
  await visitor.send(visitor.path, { name: 'Brygga gjestehus', kind: 'room', places: 5, lockable: true, own_bath: true, cooking: true });
  await this.expectText(visitor, 'Brygga gjestehus');
  await visitor.open('/boliger/planer');
  await visitor.loading(() => visitor.page.locator('main a[href="/boliger/planer/ny"]').click());
  const home = { kind: 'build', name: 'To småhus', homes: 2, courtyard: true, standard: 'higher', standard_why: 'Tåler mer' };
  await visitor.send('/boliger/planer/ny', home);
  assert.equal(visitor.status, 422); // nobody has said how those who are to live there are followed up
  await visitor.send('/boliger/planer/ny', { follow_up: 'Boteamet kommer når den som bor der vil.' });
  assert.equal(visitor.status, 200);
  for (const page of ['/boliger/utleiere', '/boliger/plassering', '/boliger/omrader']) {
    await visitor.open(page);
    assert.equal(visitor.status, 200);
  }
});
When('{worker} shields the address', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(`/boliger/${this.facts.home}/endre`);
  await visitor.send(visitor.path, { shielded: true });
  await expects(this, visitor, 'dwelling_shielded_about');
});

Then('{worker} sees the stock, and the address nowhere', async function (worker) {
  const visitor = await browser(this, worker);
  for (const page of ['/boliger', '/boliger?q=7001', '/boliger/kart', `/boliger/${this.facts.home}`, '/boliger/vedlikehold', '/boliger/planer', '/boliger/konsentrasjon', '/boliger/midlertidige']) {
    await visitor.open(page);
    assert.equal(visitor.status, 200, page);
    assert.ok(!(await visitor.has('Sjøgata 3')), `${page} tells the shielded address`);
  }
  const file = await visitor.page.request.get(`${this.server.home}/boliger/liste.csv?q=7001`);
  assert.match(await file.text(), /\r\n7001;;/);
  const plain = this.plainOf(this.worker(worker));
  await plain.open('/boliger');
  await plain.go('/boliger/plassering');
  assert.equal(plain.status, 403);
});
Then('the Kobo file goes out and comes in again without a change', async function () {
  const visitor = await browser(this);
  await visitor.open('/boliger/kobo');
  const coming = visitor.page.waitForEvent('download');
  await (await visitor.form('/boliger/kobo/ut', {})).locator('button').click();
  const file = await coming, path = await file.path();
  await visitor.send('/boliger/kobo', { file: path, try: false });
  assert.equal(visitor.status, 200);
  const facts = visitor.page.locator('main dl.f-facts div', { hasText: textOf(this.lang, 'applicants_file_added') });
  assert.match(await facts.innerText(), /\b0$/);
  const next = visitor.page.waitForEvent('download');
  await (await visitor.form('/boliger/kobo/ut', {})).locator('button').click();
  const again = await (await next).path(), { readFile } = await import('node:fs/promises');
  assert.deepEqual(await readFile(again), await readFile(path));
});
