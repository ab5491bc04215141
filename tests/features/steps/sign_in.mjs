// Stepping in and out, and getting about by keyboard.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { textParts } from '../support/texts.mjs';

const languages = { bokmål: 'nb', nynorsk: 'nn', English: 'en' };

When('{worker} asks for {word} without having signed in', async function (worker, path) { await (await this.browserOf(this.worker(worker))).go(path); });
Then('{worker} stands at {word}', function (worker, path) { assert.equal(this.visitorOf(worker).path, path); });
When('{worker} steps in', async function (worker) { await this.visitorOf(worker).stepIn(); });
When('{worker} signs out', async function (worker) {
  const visitor = this.visitorOf(worker), menu = visitor.page.locator('details.f-user');
  await menu.locator('summary').click();
  await visitor.loading(() => menu.locator('form[action="/logg-ut"] button').click());
});
Given('the screen is dark', function () { this.wants.scheme = 'dark'; });
Then('{worker} is told in {word}: {word}', async function (worker, language, key) {
  const text = await this.visitorOf(worker).text();
  for (const part of textParts(languages[language], key)) assert.ok(text.includes(part), `the page does not say «${part}», but: ${text.slice(0, 800)}`);
});

Then('the first stop of the keyboard leads past the menu', async function () {
  const { page } = this.present;
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
});

Then('every field, link and button is a stop of the keyboard and shows where it is', async function () {
  const { page } = this.present;
  await page.evaluate(() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); window.scrollTo(0, 0); });
  const wanted = await page.evaluate(() => {
    const groups = new Set();
    return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter((element) => {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled) return false;
      if (element.type !== 'radio') return true;
      if (groups.has(element.name)) return false; // the keyboard stops once at a group of radio buttons
      groups.add(element.name);
      return true;
    }).length;
  });
  const met = new Set();
  for (let i = 0; i < wanted * 2 + 10; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element), around = getComputedStyle(element.closest('.ds-field, form, div') ?? element);
      const shows = [style, around].some((each) => (each.outlineStyle !== 'none' && parseFloat(each.outlineWidth) > 0) || each.boxShadow !== 'none');
      const all = [...document.querySelectorAll('*')];
      return { index: element.type === 'radio' ? `radio ${element.name}` : String(all.indexOf(element)), shows, html: element.outerHTML.slice(0, 160) };
    });
    if (!stop) continue;
    assert.ok(stop.shows, `where the keyboard is cannot be seen: ${stop.html}`);
    met.add(stop.index);
  }
  assert.ok(met.size >= wanted, `the keyboard stops at ${met.size} of ${wanted}`);
});
