// Kristiansund: one unit allocates and coordinates, and nobody has to be sober to get a home.
import { Given, Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { iso } from '../support/calendar.mjs';
import * as work from '../support/case_work.mjs';
import * as decision from '../support/decision.mjs';
import { offerBaton } from '../support/responsibility.mjs';

const at = (world, end = '') => `/sak/${world.facts.case}${end}`;
const browser = (world, worker) => world.browserOf(world.worker(worker));

Given('{worker} writes that {quote} is shared living that asks for abstinence', async function (worker, number) {
  const keeper = this.plainOf(this.worker(worker));
  keeper.mustSucceed = true;
  await keeper.open(`/boliger?q=${number}`);
  const place = /href="(\/boliger\/\d+)"/.exec(keeper.html.slice(keeper.html.indexOf('<tbody')))[1];
  await keeper.open(`${place}/endre`);
  await keeper.send(`${place}/endre`, { class: 'shared', type: 'shared_living', shared: true, abstinence: true });
  keeper.mustSucceed = false;
});
Given('{worker} has written what counts for Ane, and said yes on {day}', async function (worker, day) {
  const clerk = this.plainOf(this.worker(worker));
  const press = async (end, fields) => {
    await clerk.open(at(this, '/bolig'));
    await clerk.send(at(this, `/bolig/${end}`), fields);
  };
  clerk.mustSucceed = true;
  this.setClock('2026-09-22T10:00');
  await clerk.open(at(this, '/bolig/ny'));
  await clerk.send(at(this, '/bolig/ny'), { kind: 'new_home', way: 'desk', received_on: '14.9.2026', adults: 1 });
  await clerk.open(at(this, '/bolig/kjent'));
  await clerk.send(at(this, '/bolig/kjent'), { in_need: 'yes', own_effort: 'yes', need: 3, source: 'said' });
  await press('liste', { list_type: 'ordinary' });
  await press('mote', {});
  await work.assessForHome(clerk, this.facts, { day: { year: 2026, month: 9, day: 22 }, wish: 'Noe for seg selv, stille.', need: 'Må flytte, og finner ikke noe selv.', must: { quiet: true } });
  await work.answerCoordinator(clerk, this.facts, 'yes');
  await work.answerPlan(clerk, this.facts, 'no');
  await work.nameCoordinator(clerk, this.facts, { unit: this.unit('PHR'), staff: 'Silje Bakken', consulted: 'agrees' });
  this.setClock(`${iso(day)}T10:00`);
  await press('avgjor', { status: 'approved' });
  clerk.mustSucceed = false;
});
When('{worker} writes that {quote} did not suit, because of its rule', async function (worker, home) {
  const visitor = await browser(this, worker);
  await visitor.send(at(this, '/tilbud/passer-ikke'), { passed: home, why: 'abstinence_rule' });
});

const found = { outcome: 'granted', capacity_ok: true, facts: 'Du må flytte, og finner ikke noe selv.', considerations: 'Du trenger et trygt sted å bo.', her_view: 'Jeg vil ha noe for meg selv.', weight: 'Vi har lagt stor vekt på det.' };
const parts = {
  bistand: { unit: 'TOK', fields: { ...found, amount_kind: 'none', rules: 'Boligsosialloven §§ 6 og 7.', content: 'Hjelp til å finne og beholde en bolig.' } },
  bolig: { unit: 'TOK', fields: { ...found, amount_kind: 'none', rules: 'Retningslinjene for tildeling av kommunal bolig.', content: 'Kommunal bolig med to rom.', from: '21.10.2026', until: '20.10.2029' } },
  hol_tjeneste: { unit: 'HF', fields: { ...found, service_kind: 'follow_up_in_dwelling', amount_kind: 'need_based', from: '21.10.2026', until: '20.4.2027', rules: 'Helse- og omsorgstjenesteloven § 3-2.', content: 'Oppfølging etter behov, fra Housing First-teamet.' } },
};
When('{worker} and {worker} issue a decision with help by need', async function (writer, checker) {
  const clerk = this.plainOf(this.worker(writer)), second = this.plainOf(this.worker(checker)), { facts } = this;
  clerk.mustSucceed = second.mustSucceed = true;
  await decision.begin(clerk, facts);
  for (const [kind, part] of Object.entries(parts)) await decision.addPart(clerk, facts, kind, this.unit(part.unit));
  for (const [kind, part] of Object.entries(parts)) await decision.writePart(clerk, facts, kind, part.fields);
  for (const kind of Object.keys(parts)) {
    await decision.checkPart(second, facts, kind);
    await decision.signPart(second, facts, kind);
  }
  await decision.issue(clerk, facts);
  clerk.mustSucceed = second.mustSucceed = false;
});
When('{worker} writes the participant agreement with Ane', async function (worker) {
  const visitor = await browser(this, worker), place = decision.at(this.facts, `/del/${this.facts.parts.hol_tjeneste}`);
  for (const agreement of ['mapping', 'agreed']) {
    await visitor.open(`${place}/endring`);
    await visitor.send(`${place}/avtale`, { agreement, ...(agreement === 'agreed' && { agreed: 'Tirsdag klokka elleve, hjemme. Hun kan be om mer når som helst.' }) });
  }
});
When('{worker} asks {unit} to take over after the working group', async function (worker, to) {
  await offerBaton(await browser(this, worker), this.facts, { to, what: 'Følge opp hjemme. Eiendomsdrift svarer for boligen, Housing First-teamet for oppfølgingen.', says: 'Det er greit.' });
});
Then("{worker}'s pages about Ane say nothing of {quote}", async function (worker, words) {
  const plain = this.plainOf(this.worker(worker));
  let opened = 0;
  for (const end of ['', '/bolig', '/tilbud', '/leieforhold', '/videre', '/hjemmet', '/vedtak', '/kartlegging']) {
    await plain.open(at(this, end));
    if (plain.status !== 200) continue;
    opened++;
    const text = (await plain.text()).toLowerCase();
    for (const word of words.split(', ')) assert.ok(!text.includes(word), `«${word}» stands on ${end}: ${text.slice(0, 1500)}`);
  }
  assert.ok(opened > 2, `only ${opened} pages opened`);
});
