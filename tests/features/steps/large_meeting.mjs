// A meeting about hundreds of homes: the files it rests on, and what it gives.
import { Then, When } from '@cucumber/cucumber';
import assert from 'node:assert/strict';
import { iso } from '../support/calendar.mjs';
import * as work from '../support/case_work.mjs';
import * as decision from '../support/decision.mjs';
import { textOf } from '../support/texts.mjs';

const browser = (world, worker) => world.browserOf(world.worker(worker));

/* ── the files ────────────────────────────────────────────────────────── */

const koboColumns = 'kommunenummer;gnrbnr;festenummer;seksjonsnummer;bruksenhetsnummer;gatenavn;husnummer;husbokstav;postnummer;ekstrareferanse;koboboligtype;underkategoriboligtype;kobodisposisjonsform;boligeiersnavn;boligeiersorganisasjonsnummer;boligeiersmobilnummer;boligstatus;statusdato;manedsleie;malernummerstrom;malernummervann;depositum;errullestoltilpasset;antallsoverom;skolekretsbarneskole;skolekretsungdomsskole;ovriginformasjon;kvalifiserermvakompensasjon;erbofellesskap;erdognbemannet;harpersonalbase;hovedsoker;leieforholdertidsubegrenset;leieforholdstartdato;leieforholdsluttdato'.split(';');
const csv = (rows) => `${rows.map((row) => row.join(';')).join('\r\n')}\r\n`;

function koboFile(homes) {
  const row = (i) => ({ kommunenummer: '1508', gnrbnr: `${500 + Math.floor(i / 40)}/${1 + Math.floor(i / 8)}`, bruksenhetsnummer: `H0${1 + (i % 2)}0${1 + (Math.floor(i / 2) % 4)}`,
    gatenavn: `Nyveien ${String.fromCharCode(65 + Math.floor(i / 80))}`, husnummer: String(1 + Math.floor(i / 8)), postnummer: '6008', koboboligtype: 'Ordinær bolig', boligstatus: 'Ledig',
    statusdato: '2026-08-15', manedsleie: String(6500 + 500 * (i % 3)), antallsoverom: String(1 + (i % 3)), errullestoltilpasset: i % 9 === 0 ? 'Ja' : 'Nei' });
  return csv([koboColumns, ...Array.from({ length: homes }, (_, i) => koboColumns.map((column) => row(i)[column] ?? ''))]);
}

/** People who have waited from two weeks to three years; their need differs, and nothing about health is in it. */
function applicantsFile(persons) {
  const columns = ['reference', 'given_name', 'family_name', 'born', 'received_on', 'adults', 'children', 'list_type', 'status', 'in_need', 'homelessness', 'released_from_prison', 'residence_years', 'need'];
  const given = ['Anne', 'Jan', 'Marit', 'Per', 'Ingrid', 'Lars', 'Hanne', 'Odd', 'Randi', 'Arne'], family = ['Hessen', 'Skarbø', 'Giske', 'Fylling', 'Roald', 'Emblem', 'Godø', 'Valderhaug', 'Sunde', 'Aspø'];
  const day = (back) => new Date(Date.UTC(2026, 7, 31) - back * 86400000).toISOString().slice(0, 10);
  const row = (i) => [`V${i}`, given[i % 10], `${family[Math.floor(i / 10) % 10]}${Math.floor(i / 100)}`, `${1950 + (i % 55)}-0${1 + (i % 9)}-1${i % 10}`, day(14 + (i * 37) % 1080),
    1 + (i % 7 === 0), [0, 0, 0, 1, 2][i % 5], 'ordinary', 'waiting', 'yes', i % 11 === 0 ? 'yes' : 'no', i % 29 === 0 ? 'yes' : 'no', i % 13, 1 + (i % 4)];
  return csv([columns, ...Array.from({ length: persons }, (_, i) => row(i))]);
}

async function readFile(world, worker, place, name, text, rows) {
  const visitor = await browser(world, worker);
  await visitor.open(place);
  await visitor.send(place, { file: { name, mimeType: 'text/csv', buffer: Buffer.from(text) }, try: false });
  assert.equal(visitor.status, 200, await visitor.text());
  const added = visitor.page.locator('main dl.f-facts div', { hasText: textOf(world.lang, 'applicants_file_added') });
  assert.equal((await added.innerText()).replace(/\D/g, ''), String(rows));
}
When('{worker} reads a Kobo file with {int} vacant dwellings', async function (worker, homes) { await readFile(this, worker, '/boliger/kobo', 'kobo.csv', koboFile(homes), homes); });
When('{worker} reads a file of {int} who apply', async function (worker, persons) { await readFile(this, worker, '/boligsokere/fil', 'ventende.csv', applicantsFile(persons), persons); });

/* ── the meeting ──────────────────────────────────────────────────────── */

When('the allocation meeting of {day} is called with {} and opened', async function (day, who) {
  const visitor = this.present, others = who.split(', ');
  await visitor.open(this.facts.series);
  this.facts.meeting = new RegExp(`datetime="${iso(day)}"[^]*?href="(/moter/\\d+)"`).exec(await visitor.content())[1];
  await visitor.open(this.facts.meeting);
  await visitor.send(`${this.facts.meeting}/kall`, { chair: visitor.worker.name });
  for (const name of others) await visitor.send(`${this.facts.meeting}/plass`, { staff: name });
  this.setClock(`${iso(day)}T09:05`);
  await visitor.open(`${this.facts.meeting}/oppmote`);
  await visitor.send(`${this.facts.meeting}/oppmote`, { here: [visitor.worker.name, ...others] });
  await visitor.send(`${this.facts.meeting}/apne`);
});

/** How many are vacant, and how many of them the proposal has somebody for. */
async function counted(visitor) {
  const vacant = Number((await visitor.page.locator('.f-filter a[aria-current] .f-count').innerText()).trim());
  const all = visitor.page.locator('main form[action="/tildeling/velg-alle"] > p');
  return { vacant, proposed: await all.count() ? Number(/\d+/.exec(await all.textContent())[0]) : 0 };
}
Then('{worker} sees more than {int} vacant homes, nearly all with somebody proposed', async function (worker, least) {
  const visitor = await browser(this, worker);
  await visitor.open('/tildeling?list=ordinary');
  await visitor.page.locator('.f-quorum').waitFor(); // the meeting is open, and the page says who is there
  const { vacant, proposed } = await counted(visitor);
  assert.ok(vacant > least && proposed > least * 0.95, `${proposed} of ${vacant} have somebody proposed`);
  assert.equal(await visitor.page.locator('.f-dwellings > li').count(), 24);
  await visitor.loading(() => visitor.page.locator('main nav a[rel=next]').click());
  assert.equal(await visitor.page.locator('.f-dwellings a[aria-current]').count(), 1);
});

When('{worker} gives the first home to another than the one proposed: {quote}', async function (worker, why) {
  const visitor = await browser(this, worker);
  const other = await visitor.page.locator('main input[name=application]:not(:checked)').first().getAttribute('value');
  await visitor.send('/tildeling/velg', { application: other });
  assert.equal(visitor.status, 422, 'another was taken without a reason');
  await visitor.send('/tildeling/velg', { application: other, why });
  await this.expectText(visitor, textOf(this.lang, 'proposal_is_given'));
});
When('{worker} gives all the others as proposed', async function (worker) {
  const visitor = await browser(this, worker);
  this.facts.left = (await counted(visitor)).proposed;
  await visitor.send('/tildeling/velg-alle', { agreed: true });
  await this.expectText(visitor, textOf(this.lang, 'proposal_all_are_given'));
});

Then('each home that was proposed to somebody is offered, and to nobody twice', async function () {
  const clerk = this.plainOf(this.present.worker), cases = new Set();
  assert.equal((await counted(this.present)).proposed, 0, 'somebody is still proposed a home');
  await clerk.open('/boligtildeling');
  for (const match of clerk.html.matchAll(/href="\/sak\/(\d+)\/tilbud"/g)) cases.add(match[1]);
  this.facts.offered = [...cases];
  assert.ok(cases.size >= 20, `the list shows ${cases.size} with an offer`);
  const report = await this.server.verify();
  assert.match(report, /^ok +R-188 offers +(\d+)/m);
  assert.equal(Number(/^ok +R-188 offers +(\d+)/m.exec(report)[1]), this.facts.left + 1);
});
Then('the meeting has kept what it rested on, and it comes out the same again', async function () {
  const visitor = this.present;
  await visitor.open('/tildeling?list=ordinary');
  const kept = /href="(\/tildeling\/lagret\/\d+)"/.exec(await visitor.content())[1];
  await visitor.open(kept);
  await this.expectText(visitor, textOf(this.lang, 'proposal_same'));
});

/* ── letters and decisions ────────────────────────────────────────────── */

When('{worker} makes the letters of the first {int} offers', async function (worker, letters) {
  const clerk = this.plainOf(this.worker(worker));
  clerk.mustSucceed = true;
  this.facts.letters = [];
  for (const number of this.facts.offered.slice(0, letters)) {
    await clerk.open(`/sak/${number}/tilbud`);
    await clerk.send(new RegExp(`action="(/sak/${number}/tilbud/\\d+/brev)"`).exec(clerk.html)[1]);
    this.facts.letters.push(new RegExp(`href="(/sak/${number}/tilbud/brev/\\d+)"`).exec(clerk.html)[1]);
  }
  clerk.mustSucceed = false;
});
Then('the letters are in nynorsk, each about a home of its own', async function () {
  const clerk = this.plainOf(this.present.worker), texts = await Promise.all(this.facts.letters.map((place) => clerk.paper(place)));
  for (const text of texts) assert.ok(text.includes(textOf('nn', 'offer_letter_title')), text.slice(0, 400));
  assert.equal(new Set(texts.map((text) => /Nyveien \w \d+,? H\d{4}|[A-ZÆØÅ][\wæøå]+ \d+,? H\d{4}/.exec(text)?.[0])).size, texts.length);
});

const found = { facts: 'Du bur trongt og finn ikkje ein annan stad sjølv.', considerations: 'Du treng ein trygg stad å bu.', her_view: 'Eg vil ha noko lite og stille.', weight: 'Vi har lagt stor vekt på det.' };
const parts = {
  bistand: { ...found, outcome: 'granted', capacity_ok: true, amount_kind: 'none', rules: 'Bustadsosiallova §§ 6 og 7.', content: 'Hjelp til å finne og halde på ein bustad.' },
  bolig: { ...found, outcome: 'granted', capacity_ok: true, amount_kind: 'none', rules: 'Retningslinjene for tildeling av kommunal bustad.', content: 'Kommunal bustad.', from: '15.10.2026', until: '14.10.2029' },
};
When('{worker}, {worker} decide on the first {int} homes', async function (writer, checker, homes) {
  const clerk = this.plainOf(this.worker(writer)), second = this.plainOf(this.worker(checker));
  clerk.mustSucceed = second.mustSucceed = true;
  this.facts.decided = [];
  for (const number of this.facts.offered.slice(0, homes)) {
    const facts = { case: number };
    await work.assessForHome(clerk, facts, { day: { year: 2026, month: 10, day: 1 }, wish: 'Noko lite og stille.', need: 'Bur trongt.', must: { visits_a_week: 0 } });
    await decision.begin(clerk, facts);
    for (const kind of Object.keys(parts)) await decision.addPart(clerk, facts, kind, this.unit('AKE'));
    for (const [kind, fields] of Object.entries(parts)) await decision.writePart(clerk, facts, kind, fields);
    for (const kind of Object.keys(parts)) {
      await decision.checkPart(second, facts, kind);
      await decision.signPart(second, facts, kind);
    }
    await decision.issue(clerk, facts);
    this.facts.decided.push(facts);
  }
  clerk.mustSucceed = second.mustSucceed = false;
});
Then('{int} decisions are issued, with letters in nynorsk', async function (decisions) {
  const clerk = this.plainOf(this.present.worker);
  assert.equal(this.facts.decided.length, decisions);
  for (const facts of this.facts.decided) {
    await clerk.open(decision.at(facts));
    const place = /href="([^"]*\/brev[^"]*\.pdf)"/.exec(clerk.html)?.[1] ?? `${decision.at(facts)}/brev.pdf`;
    const text = await clerk.paper(place);
    assert.ok(/bustad/i.test(text) && /klage/i.test(text), text.slice(0, 600));
  }
});
