// The world of a scenario: its server, its clock, its people, and what must be true when it ends.
import { After, AfterAll, AfterStep, Before, BeforeAll, setDefaultTimeout, setWorldConstructor, Status, World } from '@cucumber/cucumber';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { baseOf, baseOfStory, goOn, removeBases } from './bases.mjs';
import { forgetJudged } from './judged.mjs';
import { profileOf } from './municipality.mjs';
import { failures } from './places.mjs';
import { Server } from './server.mjs';
import { BrowserVisitor, PlainVisitor } from './visitor.mjs';

setDefaultTimeout(300000);
const port = 12000 + process.pid % 16000; // the same for every scenario: a browser that meets a new origin begins with a new process (seats.mjs)
let browser;

const browserArguments = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
  '--js-flags=--single-threaded']; // no page lives long enough to gain from what V8 makes ready beside it, and there are more browsers than cores

const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell', args: browserArguments, headless: true });

BeforeAll(async () => {
  fs.rmSync(failures, { recursive: true, force: true });
  fs.mkdirSync(failures, { recursive: true });
  browser = await launch();
});

AfterAll(async () => {
  await browser?.close();
  forgetJudged();
  await removeBases();
});

class FellesWorld extends World {
  wants = { language: 'nb', width: 1366, javascript: true, scheme: 'light' };
  faults = [];
  visitors = new Map();
  facts = {}; // what later steps of the scenario need: the person, the case …
  now = null;
  cast = new Map();

  get lang() { return this.wants.language; }
  /** A unit of the municipality the scenario is in. */
  unit(name) { return this.server.municipality.unit(name); }
  /** «Kari Moen at NAV», and «Kari» ever after. */
  worker(text) {
    const [name, unit] = text.split(' at ');
    if (unit) this.cast.set(name.split(' ')[0], { name, unit });
    const worker = this.cast.get(name.split(' ')[0]);
    if (!worker) throw new Error(`the scenario has not said where ${text} works`);
    return worker;
  }
  /** The browser of someone who has opened a page already. */
  visitorOf(text) {
    const worker = this.worker(text), visitor = this.visitors.get(`browser ${worker.name} ${worker.unit}`);
    if (!visitor) throw new Error(`${text} has not opened a page yet`);
    this.present = visitor;
    return visitor;
  }
  async expectText(visitor, text) {
    const seen = await visitor.text();
    if (!seen.includes(text)) throw new Error(`the page ${visitor.path} does not say «${text}», but: ${seen.slice(0, 1500)}`);
  }
  /** Someone of the staff in a browser; stays the same one through the scenario. */
  async browserOf(worker) {
    const key = `browser ${worker.name} ${worker.unit}`;
    if (!this.visitors.has(key)) this.visitors.set(key, await BrowserVisitor.create(browser, this.server, worker, this.wants, this.faults));
    this.present = this.visitors.get(key);
    return this.present;
  }
  /** The same person with plain requests: for what happened before the scenario. */
  plainOf(worker) {
    const key = `plain ${worker.name} ${worker.unit}`;
    if (!this.visitors.has(key)) this.visitors.set(key, new PlainVisitor(this.server, worker));
    return this.visitors.get(key);
  }
  setClock(instant) {
    this.now = instant;
    this.server.setClock(instant);
  }
}
setWorldConstructor(FellesWorld);

Before(async function ({ pickle }) {
  const tags = pickle.tags.map((tag) => tag.name);
  if (tags.includes('@phone')) this.wants.width = 390;
  if (tags.includes('@nn')) this.wants.language = 'nn';
  if (tags.includes('@en')) this.wants.language = 'en';
  if (tags.includes('@no-javascript')) this.wants.javascript = false;
  if (tags.includes('@dark')) this.wants.scheme = 'dark';
  if (!browser.isConnected()) browser = await launch(); // one that crashed takes only its own scenario with it
  const story = pickle.steps.map(({ text }) => /^the story of Ane has come to (\w+)$/.exec(text)?.[1]).find(Boolean);
  const base = await (story ? baseOfStory(story) : baseOf(profileOf(tags)));
  this.server = await Server.start(base, { port });
  this.now = base.time;
  if (story) goOn(this, base);
});

AfterStep(async function ({ result, pickle }) {
  if (result.status !== Status.FAILED || !this.present?.page) return;
  const name = path.join(failures, `${pickle.name} ${this.lang} ${this.wants.width}`.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 120));
  await this.present.screenshot(`${name}.png`).catch(() => {});
  fs.writeFileSync(`${name}.html`, await this.present.content().catch((error) => String(error)));
  fs.writeFileSync(`${name}.log`, this.server.log);
});

/* Whatever the scenario was about: the pages were sound, the program ends cleanly, and the database holds together. */
After(async function ({ result }) {
  for (const visitor of this.visitors.values()) await visitor.close();
  const wrong = this.faults;
  if (this.server) {
    if (result.status === Status.PASSED) await this.server.verify().catch((error) => wrong.push(error.message));
    await this.server.stop().catch((error) => wrong.push(error.message));
  }
  if (wrong.length) throw new Error([...new Set(wrong)].join('\n'));
});
