// Time, people, pages: words that every feature shares.
import { defineParameterType, Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { clockShown, iso, readDate, waysToShow } from '../support/calendar.mjs';
import { unitNames } from '../support/municipality.mjs';
import { textOf, textParts } from '../support/texts.mjs';

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const names = unitNames.map(escaped).sort((a, b) => b.length - a.length).join('|');
const months = 'January|February|March|April|May|June|July|August|September|October|November|December';

// «Kari Moen at Helse- og omsorgstorvet»; later in the scenario «Kari» is enough.
defineParameterType({ name: 'worker', regexp: new RegExp(`[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå-]+)* at (?:${names})|[A-ZÆØÅ][a-zæøå]+`), transformer: (text) => text, useForSnippets: false });
defineParameterType({ name: 'unit', regexp: new RegExp(names), transformer(name) { return this.unit(name); }, useForSnippets: false });
defineParameterType({ name: 'day', regexp: new RegExp(`(?:[A-Z][a-z]+day )?\\d{1,2} (?:${months}) \\d{4}(?: at)?(?: \\d\\d:\\d\\d)?`), transformer: readDate, useForSnippets: false });
defineParameterType({ name: 'quote', regexp: /«([^»]*)»/, transformer: (text) => text, useForSnippets: false });

/* ── time ─────────────────────────────────────────────────────────────── */

Given('it is {day}', function (day) { this.setClock(`${iso(day)}T${day.time ?? '09:00'}`); });
When('the clock comes to {day}', function (day) { this.setClock(`${iso(day)}T${day.time ?? '09:00'}`); });
When('{int} minutes go by', function (minutes) {
  const [date, time] = this.now.split('T'), [hour, minute] = time.split(':').map(Number), sum = hour * 60 + minute + minutes;
  this.setClock(`${date}T${String(Math.floor(sum / 60)).padStart(2, '0')}:${String(sum % 60).padStart(2, '0')}`);
});
When('the work that waits for its time is done', async function () { await this.server.runJobs(); });

/* ── people and pages ─────────────────────────────────────────────────── */

const languages = { bokmål: 'nb', nynorsk: 'nn', English: 'en' };
Given('the pages are in {word}', function (language) { this.wants.language = languages[language]; });
Given(/^the screen is (a desk screen|a phone)$/, function (screen) { this.wants.width = screen === 'a phone' ? 390 : 1366; });

Given('{worker} is at work', async function (name) { await (await this.browserOf(this.worker(name))).open('/'); });
When('{worker} opens the page {word}', async function (name, path) { await (await this.browserOf(this.worker(name))).open(path); });
When('{worker} chooses {word}', async function (name, language) {
  const visitor = await this.browserOf(this.worker(name));
  visitor.wants = { ...visitor.wants, language: languages[language] };
  await visitor.chooseLanguage(languages[language]);
});
Then('{worker} reads {quote}', async function (name, text) { await this.expectText(this.visitorOf(name), text); });
Then('{worker} does not read {quote}', async function (name, text) {
  assert.ok(!(await this.visitorOf(name).has(text)), `${name}'s page says «${text}»`);
});
Then('{worker} is told: {word}', async function (name, key) {
  const text = await this.visitorOf(name).text();
  for (const part of textParts(this.lang, key)) assert.ok(text.includes(part), `the page does not say «${part}», but: ${text.slice(0, 1500)}`);
});
Then('{worker} meets {int}', function (name, status) { assert.equal(this.visitorOf(name).status, status); });
Then('the page shows {day}', async function (day) { await expectDay(this, this.present, day); });

export async function expectDay(world, visitor, day) {
  const text = await visitor.text(), ways = waysToShow(day, world.lang, readInstant(world.now));
  assert.ok(ways.some((way) => text.includes(way)), `the page shows none of ${ways.join(' / ')}, but: ${text.slice(0, 1500)}`);
  if (day.time) assert.ok(text.includes(clockShown(day.time, world.lang)), `the page does not show the time ${day.time}, but: ${text.slice(0, 1500)}`);
}
export const readInstant = (instant) => { const [year, month, day] = instant.split('T')[0].split('-').map(Number); return { year, month, day }; };
export const sentence = (world, key, parameters) => textOf(world.lang, key, parameters);
