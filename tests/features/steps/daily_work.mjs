// The work around the cases: the unit's queue, messages, notices, calendar, drafts, administration.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';

const browser = (world, worker) => world.browserOf(world.worker(worker));

/* ── the unit's queue ─────────────────────────────────────────────────── */

When('{worker} opens the unit\'s queue', async function (worker) { await (await browser(this, worker)).open('/enhet'); });
When('{worker} gives the case of Ane to {word} {word}', async function (worker, given, family) {
  await this.visitorOf(worker).send('/enhet/saker', { case: String(this.facts.case), to: `${given} ${family}` }, { button: { name: 'give', value: '1' } });
});
Then('{worker} cannot take the case of Ane, which Jonas has', async function (worker) {
  const html = await this.visitorOf(worker).content();
  assert.ok(html.includes(`href="/sak/${this.facts.case}"`), 'the case does not stand in the queue');
  assert.ok(!html.includes(`name="case" value="${this.facts.case}"`), 'a case that a colleague has can be ticked');
});
