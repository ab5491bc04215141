// The leader's picture, the start pages and the help.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { offerBaton } from '../support/responsibility.mjs';
import { textOf, textParts } from '../support/texts.mjs';

const browser = (world, worker) => world.browserOf(world.worker(worker));
const number = (world) => textOf(world.lang, 'case_number', { number: `2026-${String(world.facts.case).padStart(6, '0')}` });
const lists = ['handovers', 'disputes', 'nobody', 'contact', 'silent', 'tasks', 'replies', 'help', 'ending', 'appeals', 'bounce'];

/* ── the leader's picture ─────────────────────────────────────────────── */

Given('{worker} asks {unit} to take over, and nobody answers', async function (worker, to) {
  const plain = this.plainOf(this.worker(worker));
  plain.mustSucceed = true;
  await offerBaton(plain, this.facts, { to, what: 'Følge opp økonomien.', asked: 'agrees', says: 'Greit.' });
});
Then(/^(.+) sees the name (.+) among the late answers of (?:her|his) unit$/, async function (worker, name) {
  const visitor = await browser(this, worker);
  await visitor.open('/leder?liste=handovers');
  await visitor.page.locator(`main a[href="/sak/${this.facts.case}/ansvar"]`, { hasText: name }).waitFor();
});
Then(/^(.+) sees the case of (.+) there by its number and no name$/, async function (worker, name) {
  const visitor = await browser(this, worker);
  await visitor.open('/leder');
  assert.equal(visitor.path, '/leder/kommunen');
  await visitor.open('/leder/kommunen?liste=handovers');
  await this.expectText(visitor, number(this));
  for (const part of name.split(' ')) assert.ok(!(await visitor.has(part)), `the picture of the whole says «${part}»`);
  assert.equal(await visitor.page.locator('main a[href^="/sak/"]').count(), 0, 'a row leads to a case she has no ground to open');
});
Then('{worker} comes to the case by its row, and back by the menu', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/leder?liste=handovers');
  await visitor.loading(() => visitor.page.locator(`main a[href="/sak/${this.facts.case}/ansvar"]`).click());
  assert.equal(visitor.status, 200);
  await visitor.loading(() => visitor.page.locator('.f-nav a[href="/leder"]').click());
  assert.equal(visitor.path, '/leder');
});
Then('each list of the picture opens, as {worker} sees it', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/leder');
  const at = visitor.path;
  for (const list of lists) {
    await visitor.open(`${at}?liste=${list}`);
    assert.equal(visitor.status, 200);
    await this.expectText(visitor, textOf(this.lang, `leader_list_${list}`));
  }
});

/* ── where she lands ──────────────────────────────────────────────────── */

When(/^(.+) looks up the access log of (.+)$/, async function (worker, whom) {
  const visitor = await browser(this, worker);
  await visitor.open('/');
  assert.equal(visitor.path, '/start');
  const serial = whom === 'nobody' ? 999999 : this.facts.case;
  await visitor.send('/start/innsyn', { number: `2026-${String(serial).padStart(6, '0')}` });
});
Then('{worker} stands at the access log, and may open nothing else of the case', async function (worker) {
  const visitor = await browser(this, worker);
  assert.equal(visitor.path, `/sak/${this.facts.case}/innsyn`);
  assert.equal(visitor.status, 200);
  const ways = await visitor.page.locator('main a[href^="/sak/"], .f-person a[href^="/sak/"]').evaluateAll((each) => each.map((link) => link.getAttribute('href')));
  for (const way of ways) assert.match(way, /\/innsyn/, 'a way to more than the log');
  const plain = this.plainOf(this.worker(worker));
  await plain.open('/innstillinger');
  for (const page of ['', '/ansvar', '/kartlegging', '/vedtak']) {
    await plain.go(`/sak/${this.facts.case}${page}`);
    assert.ok(plain.status >= 400, `${page} answers ${plain.status}`);
  }
});
Then('{worker} lands on a page that says: {word}', async function (worker, key) {
  const visitor = await browser(this, worker);
  await visitor.open('/');
  assert.equal(visitor.status, 200);
  const text = await visitor.text();
  for (const part of textParts(this.lang, key)) assert.ok(text.includes(part), `${visitor.path} does not say «${part}», but: ${text.slice(0, 1000)}`);
});
Then('{worker} finds sharing and shielding by her own rights', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open(`/sak/${this.facts.case}`);
  await visitor.page.locator('.f-tabs-more > summary').click(); // what is used less stands behind it
  await visitor.loading(() => visitor.page.locator(`a[href="/sak/${this.facts.case}/deling"]`).first().click());
  assert.equal(visitor.status, 200);
  await visitor.loading(() => visitor.page.locator(`main a[href="/sak/${this.facts.case}/skjerming"]`).click());
  assert.equal(visitor.status, 200);
  assert.equal(await visitor.page.locator(`a[href="/sak/${this.facts.case}/samtykke"]`).count(), 0, 'a leader without the right is led to the consents');
});

/* ── help ─────────────────────────────────────────────────────────────── */

Then('help is one press from every page of the menu, as {worker} sees it', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/');
  const menu = visitor.page.locator('.f-nav-more');
  if (await menu.count()) await menu.locator('summary').click();
  const pages = await visitor.page.locator('.f-nav a').evaluateAll((each) => each.map((link) => ({ path: link.getAttribute('href'), seen: link.getClientRects().length > 0 })));
  assert.ok(pages.length > 6 && pages.every((page) => page.seen), 'the menu does not show all it has');
  for (const { path } of pages) {
    await visitor.open(path);
    const help = await visitor.page.locator('a.f-help').getAttribute('href');
    assert.match(help, /^\/hjelp#/, `${path} has no help of its own`);
    this.facts.help = help;
  }
  await visitor.loading(() => visitor.page.locator('a.f-help').click());
  assert.equal(visitor.path, '/hjelp');
  assert.equal(await visitor.page.locator(this.facts.help.split('/hjelp')[1]).count(), 1);
  await this.expectText(visitor, textOf(this.lang, 'help_word_main'));
});
