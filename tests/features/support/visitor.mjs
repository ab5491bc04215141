// Someone at a page: in a browser or, to come quickly to where a scenario begins, with plain requests. Both fill in and send the real forms
// by the names of their fields, so a form that lacks a field, a choice or its token fails either way.
// Values: text, number; true/false for a checkbox; an array for several; for a choice its value or what it says, or a unit (municipality.mjs).
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { notYetJudged } from './judged.mjs';
import { leaveSeat, takeSeat } from './seats.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const locales = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };
const desk = { width: 1366, height: 768 }, phone = { width: 390, height: 844 };
const isSignIn = (path) => path.startsWith('/logg-inn');

/** The choice that is meant, among [{value, label}]. */
function choose(choices, wanted) {
  const ways = wanted?.nb ? [wanted.nb, wanted.nn] : [String(wanted)];
  return choices.find((each) => ways.includes(each.value)) ?? choices.find((each) => ways.includes(each.label?.trim())) ?? choices.find((each) => ways.some((way) => each.label?.includes(way)));
}

class Visitor {
  constructor(server, worker) {
    this.server = server;
    this.worker = worker; // {name, unit}
    this.status = 0;
    this.path = null;
  }
  /** Opens a page of ours, stepping in first when the session is gone. */
  async open(path) {
    await this.go(path);
    if (isSignIn(this.path) && !isSignIn(path)) {
      await this.stepIn();
      if (this.path !== path.split('?')[0]) await this.go(path);
    }
  }
  async has(text) { return (await this.text()).includes(text); }
  /** What a document says on paper. Asked for by a form, it takes the token of the page. */
  async paper(path, { posted = false } = {}) {
    const { status, bytes } = await this.download(path, posted ? { csrf: await this.token } : null);
    assert.equal(status, 200, path);
    return execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' }).replace(/\s+/g, ' ');
  }
  missing(action, name, names) {
    return new Error(`the form ${action} on ${this.path} has no field or choice «${name}»; it has: ${names.join(', ')}`);
  }
}

/* ── plain requests ───────────────────────────────────────────────────── */

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#34': '"' };
const decode = (text) => text.replace(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole);
const attributes = (tag) => Object.fromEntries([...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].slice(1).map((match) => [match[1], decode(match[2] ?? '')]));
const strip = (html) => decode(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();

/** The controls of a form: [{name, type, value, chosen, label}]. */
function controlsOf(form) {
  const controls = [];
  const labels = new Map([...form.matchAll(/<label [^>]*for="([^"]*)"[^>]*>(.*?)<\/label>/gs)].map((match) => [match[1], strip(match[2])]));
  for (const match of form.matchAll(/<input\b[^>]*>/g)) {
    const input = attributes(match[0]);
    if (input.name) controls.push({ name: input.name, type: input.type ?? 'text', value: input.value ?? (input.type === 'checkbox' ? 'on' : ''), chosen: 'checked' in input, label: labels.get(input.id) });
  }
  for (const match of form.matchAll(/(<textarea\b[^>]*>)\n?(.*?)<\/textarea>/gs)) controls.push({ name: attributes(match[1]).name, type: 'text', value: decode(match[2]) });
  for (const match of form.matchAll(/(<select\b[^>]*>)(.*?)<\/select>/gs))
    for (const option of match[2].matchAll(/(<option\b[^>]*>)(.*?)<\/option>/gs)) {
      const { value, selected } = attributes(option[1]);
      controls.push({ name: attributes(match[1]).name, type: 'option', value, chosen: selected !== undefined, label: strip(option[2]) });
    }
  return controls;
}

/** What would be sent: the form as it stands, with the fields put in. */
function fill(visitor, action, controls, fields) {
  const names = [...new Set(controls.map((control) => control.name))];
  const body = new URLSearchParams();
  for (const name of names) {
    const own = controls.filter((control) => control.name === name), type = own[0].type;
    if (!(name in fields)) {
      for (const control of own) if (!['radio', 'checkbox', 'option'].includes(type) || control.chosen) body.append(name, control.value);
    } else if (type === 'checkbox' || type === 'radio' || type === 'option') {
      for (const wanted of [fields[name]].flat().filter((value) => value !== false)) {
        const control = wanted === true ? own[0] : choose(own, wanted);
        if (!control) throw visitor.missing(action, `${name}=${wanted.nb ?? wanted}`, own.map((each) => `${each.value} (${each.label})`));
        body.append(name, control.value);
      }
    } else body.append(name, String(fields[name]));
  }
  for (const name of Object.keys(fields)) if (!names.includes(name)) throw visitor.missing(action, name, names);
  return body;
}

export class PlainVisitor extends Visitor {
  html = '';

  constructor(server, worker, cookies) {
    super(server, worker);
    this.cookies = new Map(cookies);
  }

  async request(path, { method = 'GET', body, headers = {} } = {}) {
    const answer = await fetch(this.server.home + path, {
      method, body, redirect: 'manual', headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'accept-language': 'nb', ...headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      if (/max-age=0/i.test(line)) this.cookies.delete(name); else this.cookies.set(name, value);
    }
    return answer;
  }
  async take(path, answer) {
    for (let i = 0; i < 8 && answer.headers.get('location'); i++) {
      path = answer.headers.get('location');
      answer = await this.request(path);
    }
    this.status = answer.status;
    this.path = path.split('?')[0];
    this.html = await answer.text();
  }
  async go(path) { await this.take(path, await this.request(path)); }
  async text() { return strip(/<main\b.*<\/main>/s.exec(this.html)?.[0] ?? this.html); }
  /** The HTML of the first form that posts to `action` and has the fields. */
  form(action, fields = {}) {
    const inside = (html) => [...html.matchAll(/(<form\b[^>]*>)(.*?)<\/form>/gs)].filter((match) => (attributes(match[1]).action ?? this.path) === action);
    const forms = [...inside(/<main\b.*<\/main>/s.exec(this.html)?.[0] ?? ''), ...inside(this.html)];
    const found = forms.find((match) => Object.keys(fields).every((name) => match[2].includes(`name="${name}"`))) ?? forms[0];
    if (!found) throw new Error(`${this.path} (${this.status}) has no form that goes to ${action}: ${(strip(this.html)).slice(0, 600)}`);
    return found[0];
  }
  async send(action, fields = {}, { button } = {}) {
    const form = this.form(action, fields), body = fill(this, action, controlsOf(form), fields);
    if (button) body.append(button.name, button.value);
    if (attributes(/<form\b[^>]*>/.exec(form)[0]).method !== 'post') return this.go(`${action}?${body}`);
    await this.take(action, await this.request(action, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }));
    if (this.mustSucceed && this.status >= 400) throw new Error(`${action} answers ${this.status}: ${(await this.text()).slice(0, 400)}`);
  }
  async download(path, form) {
    const answer = await this.request(path, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  }
  /** The session's token, for requests made by hand. */
  get token() { return /name="csrf" value="([^"]+)"/.exec(this.html)?.[1]; }
  async stepIn() {
    const { name, unit } = this.worker;
    const item = [...this.html.matchAll(/<li\b.*?<\/li>/gs)].map((match) => match[0]).find((each) => strip(each).includes(name) && strip(each).includes(this.server.municipality.unitName(unit, 'nb')));
    if (!item) throw new Error(`${name} at ${unit} is not among those one may step in as`);
    const body = fill(this, '/logg-inn/demo', controlsOf(item), {});
    await this.take('/logg-inn/demo', await this.request('/logg-inn/demo', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }));
  }
  pick(action, fields) { return this.send(action, fields); }
  async close() {}
}

/* ── a browser ────────────────────────────────────────────────────────── */

const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/* Run in the page. What axe judges hangs on what an element is, how it looks, what names and describes it, and what it stands in: that is its
 * kind. The first page of each sort is judged whole, later ones only where they have something new, at a desk's width and at a phone's; what is quick
 * is asked of every page. */
function lookAround() {
  const kind = (element) => [element.localName, element.className.baseVal ?? element.className, !element.labels || element.labels.length > 0,
    ...[...element.attributes].map(({ name, value }) => (/^(role|type|data-color|data-variant|data-size|scope|aria-(current|invalid|hidden|live))$/.test(name) ? `${name}=${value}` : name)).sort()].join(' ');
  const all = [...document.querySelectorAll('body, body *')], ids = all.map((element) => element.id).filter(Boolean);
  const levels = all.filter((element) => /^h[1-6]$/.test(element.localName)).map((element) => Number(element.localName[1]));
  const places = new Map(), kinds = new Map([[document.documentElement, kind(document.documentElement)]]);
  for (const element of all) {
    kinds.set(element, kind(element));
    const name = `${kinds.get(element.parentElement)} > ${kinds.get(element)}`;
    if (!places.has(name)) places.set(name, []);
    places.get(name).push(element);
  }
  // axe is half a megabyte: it is sent to a tab once and lies in its storage. To tell where each element stands is a third of axe's work, and only
  // wanted when something is wrong.
  globalThis.judge = async (source, fresh, runOnly) => {
    if (source) sessionStorage.setItem('axe', source);
    if (!globalThis.axe) (0, eval)(sessionStorage.getItem('axe'));
    const run = (selectors) => globalThis.axe.run(fresh ? { include: fresh.flatMap((name) => places.get(name)) } : document,
      { runOnly, selectors, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] });
    const { violations } = await run(false);
    return { violations: violations.length ? (await run(true)).violations : violations, wide: document.documentElement.scrollWidth };
  };
  return {
    lang: document.documentElement.lang, title: document.title, headings: document.querySelectorAll('h1').length, wide: document.documentElement.scrollWidth,
    kinds: [...places.keys()], hasAxe: sessionStorage.getItem('axe') !== null,
    twice: ids.filter((id, i) => ids.indexOf(id) !== i),
    skipped: levels.filter((level, i) => i > 0 && level > levels[i - 1] + 1),
  };
}

export class BrowserVisitor extends Visitor {
  /** `wants`: {language, width, javascript, scheme}. `faults` gathers what is wrong with the pages met on the way. */
  static async create(browser, server, worker, wants, faults) {
    const visitor = new BrowserVisitor(server, worker);
    const onPhone = wants.width === phone.width;
    visitor.wants = wants;
    visitor.faults = faults;
    visitor.settings = {
      viewport: onPhone ? phone : desk, isMobile: onPhone, hasTouch: onPhone, locale: locales[wants.language],
      javaScriptEnabled: wants.javascript, colorScheme: wants.scheme, reducedMotion: 'reduce', timezoneId: 'Europe/Oslo',
    };
    visitor.page = await takeSeat(browser, visitor.settings);
    visitor.context = visitor.page.context();
    visitor.page.setDefaultTimeout(60000);
    visitor.watch();
    return visitor;
  }
  watch() {
    const { page, faults } = this;
    const fault = (text) => faults.push(`${new URL(page.url()).pathname}: ${text}`);
    page.on('response', (response) => {
      if (response.frame() === page.mainFrame() && response.request().isNavigationRequest()) this.status = response.status();
      else if (response.status() >= 400) fault(`${response.url()} answers ${response.status()}`);
    });
    page.on('console', (message) => {
      const aboutThePage = message.text().startsWith('Failed to load resource') && new URL(message.location().url).pathname === new URL(page.url()).pathname;
      if ((message.type() === 'error' || message.type() === 'warning') && !aboutThePage) fault(`the console says: ${message.text()}`);
    });
    page.on('pageerror', (error) => fault(`a script fails: ${error.message}`));
    page.on('requestfailed', (request) => {
      if (request.failure().errorText !== 'net::ERR_ABORTED') fault(`${request.url()} fails: ${request.failure().errorText}`);
    });
  }
  async arrived() {
    this.path = new URL(this.page.url()).pathname;
    await this.inspect();
  }
  async go(path) {
    await this.page.goto(this.server.home + path, { waitUntil: 'load' });
    await this.arrived();
  }
  async text() { return (await this.page.locator('main').innerText()).replace(/\s+/g, ' '); }
  async download(path, form) {
    const { request } = this.page, url = this.server.home + path, answer = await (form ? request.post(url, { form }) : request.get(url));
    return { status: answer.status(), bytes: await answer.body() };
  }
  get token() { return this.page.locator('input[name=csrf]').first().inputValue(); }
  async loading(act) {
    const loaded = this.page.waitForEvent('load');
    await act();
    await loaded;
    await this.arrived();
  }
  async stepIn() {
    const { name, unit } = this.worker;
    const here = new RegExp(['nb', 'nn'].map((language) => this.server.municipality.unitName(unit, language)).map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'));
    const item = this.page.locator('li', { hasText: name }).filter({ hasText: here });
    if (await item.count() === 0) throw new Error(`${name} at ${unit} is not among those one may step in as`);
    this.choosing = true; // the page after this one is in the language she chose last time
    await this.loading(() => item.first().getByRole('button').click());
    this.choosing = false;
    if (await this.page.locator('html').getAttribute('lang') !== this.wants.language) await this.chooseLanguage(this.wants.language);
  }
  /** In the menu of one's own name, as anyone would. */
  async chooseLanguage(language) {
    const menu = this.page.locator('details.f-user');
    if (await menu.count()) await menu.locator('summary').click();
    await this.loading(() => this.page.locator(`button[name=lang][value=${language}]`).click());
  }
  async form(action, fields) {
    const fitting = (place) => Object.keys(fields).reduce((forms, name) => forms.filter({ has: this.page.locator(`[name="${name}"]`) }), this.page.locator(place));
    let forms = fitting(`main form[action="${action}"]`);
    if (await forms.count() === 0) forms = fitting(`form[action="${action}"]`);
    if (await forms.count() === 0) {
      const all = await this.page.locator('form[method=post]').evaluateAll((each) => each.map((form) => `${form.getAttribute('action')} (${[...form.elements].map((field) => field.name).filter(Boolean)})`));
      throw new Error(`${this.path} (${this.status}) has no form that goes to ${action} with ${Object.keys(fields)}; it has: ${all.join('; ')}`);
    }
    const form = forms.first();
    for (const folded of await form.locator('xpath=ancestor::details[not(@open)]').all()) await folded.locator('> summary').click();
    return form;
  }
  async put(form, action, name, value) {
    const field = form.locator(`[name="${name}"]:not([type=hidden])`), first = field.first();
    const { type, choices } = await field.evaluateAll((each) => {
      const select = each[0]?.tagName === 'SELECT', choices = select ? [...each[0].options] : each;
      return { type: select ? 'select' : each[0]?.type, choices: choices.map((one) => ({ value: one.value, label: one.labels?.[0]?.textContent ?? one.label })) };
    });
    const chosenBy = (wanted) => {
      const chosen = typeof wanted === 'boolean' ? choices[0] : choose(choices, wanted);
      if (!chosen) throw this.missing(action, `${name}=${wanted.nb ?? wanted}`, choices.map((each) => `${each.value} (${each.label})`));
      return chosen;
    };
    if (type === 'checkbox' || type === 'radio') {
      for (const one of [value].flat()) await field.nth(choices.indexOf(chosenBy(one))).setChecked(one !== false);
    } else if (type === 'select') {
      await first.selectOption(chosenBy(value).value);
    } else if (type === 'file') await first.setInputFiles(value);
    else await first.fill(String(value));
  }
  async send(action, fields = {}, { button } = {}) {
    const form = await this.form(action, fields);
    for (const [name, value] of Object.entries(fields)) await this.put(form, action, name, value);
    const pick = button ? form.locator(`button[name="${button.name}"][value="${button.value}"]`) : form.locator('button:not([type=button]):not([name])').or(form.locator('button'));
    await this.loading(() => pick.first().click());
  }
  pick(action, fields) { return this.send(action, fields); }
  async screenshot(file) { await this.page.screenshot({ path: file, fullPage: true }); }
  content() { return this.page.content(); }
  close() { return leaveSeat(this.page, this.settings); }

  /* What must be true of every page, whatever it is about. (UU-1, SPR-1) */
  async inspect() {
    const { page, faults, wants } = this, where = `${this.path} (${wants.language}, ${wants.width} wide)`;
    const seen = await page.evaluate(lookAround);
    if (seen.lang !== wants.language && !this.choosing) faults.push(`${where}: the page's lang is «${seen.lang}»`);
    if (!seen.title.trim()) faults.push(`${where}: no title`);
    if (seen.headings !== 1) faults.push(`${where}: ${seen.headings} h1`);
    if (seen.wide > wants.width) faults.push(`${where}: ${seen.wide} pixels wide, so it scrolls sideways`);
    if (seen.twice.length) faults.push(`${where}: two elements have the id ${seen.twice}`);
    if (seen.skipped.length) faults.push(`${where}: a heading skips a level before h${seen.skipped}`);
    // axe needs scripts to run; without them the markup is the same, and is judged when they run. So it is on the other database.
    if (!wants.javascript || process.env.FELLES_FEATURE_DB === 'postgresql') return;
    const { viewport } = this.settings;
    for (const size of [viewport, viewport === phone ? desk : phone]) {
      const prefix = `${size.width} ${wants.scheme} `, sort = `${prefix}${this.status} ${this.path.replace(/\/\d+/g, '/#')}`;
      const fresh = notYetJudged([sort, ...seen.kinds.map((kind) => prefix + kind)]);
      if (!fresh.length) continue;
      if (size !== viewport) await page.setViewportSize(size);
      await this.judge(size.width, seen, fresh[0] === sort ? null : fresh.map((name) => name.slice(prefix.length)));
      if (size !== viewport) await page.setViewportSize(viewport);
    }
  }
  /** By axe, the whole page or where it has elements of these kinds. */
  async judge(width, seen, kinds) {
    const where = `${this.path} (${this.wants.language}, ${width} wide)`;
    const { violations, wide } = await this.page.evaluate(([source, only, tags]) => globalThis.judge(source, only, tags), [seen.hasAxe ? null : axe, kinds, axeTags]);
    seen.hasAxe = true;
    if (wide > width) this.faults.push(`${where}: ${wide} pixels wide, so it scrolls sideways`);
    for (const violation of violations)
      this.faults.push(`${where}: axe ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 160)}`).join(' | ')}`);
  }
}
