// Breaches of privacy: told of by a worker, handled by the privacy officer.
import { When } from '@cucumber/cucumber';
import { typed } from '../support/calendar.mjs';

const browser = (world, worker) => world.browserOf(world.worker(worker));
async function act(world, worker, end, fields) {
  const visitor = await browser(world, worker);
  await visitor.open('/avvik/1');
  await visitor.send(`/avvik/1/${end}`, fields);
  return visitor;
}

When('{worker} tells that a list was left on the printer, known since 08:30', async function (worker) {
  const visitor = await browser(this, worker);
  await visitor.open('/meld-avvik');
  await visitor.send('/meld-avvik', { kind: 'confidentiality', what: 'En liste med ti navn lå igjen på skriveren i gangen.', known_on: typed({ day: 7, month: 9, year: 2026 }), known_at: '8.30' });
});
When('{worker} opens the breach and closes it at once', async function (worker) { await act(this, worker, 'lukk', { lesson: 'Skriverne krever kort.' }); });
When('{worker} assesses a high risk to one person', async function (worker) {
  await act(this, worker, 'vurdering', { risk: 'high', risk_reason: 'Adressen hennes kan bli kjent.', persons: 1 });
});
When('{worker} writes that Datatilsynet was told on {day} at 12:00, without saying why so late', async function (worker, day) {
  await act(this, worker, 'datatilsynet', { sent_on: typed(day), sent_at: '12.00', reference: '26/0417' });
});
When('{worker} says why it was late', async function (worker) {
  await (await browser(this, worker)).send('/avvik/1/datatilsynet', { late_reason: 'Vi visste ikke før torsdag at listen var lest.' });
});
When('{worker} names the case of Nora, and writes that she was told in a talk on {day}', async function (worker, day) {
  const visitor = await browser(this, 'Kari');
  await visitor.open(`/sak/${this.facts.case}`);
  const number = /\d{4}-\d{6}/.exec(await visitor.text())[0];
  await act(this, worker, 'berort', { number });
  await act(this, worker, 'fortalt/1', { told_on: typed(day), told: 'talk' });
});
When('{worker} writes a measure and closes with what was learnt', async function (worker) {
  await act(this, worker, 'tiltak', { measure: 'Listen er makulert, og skriveren er flyttet.' });
  await act(this, worker, 'lukk', { lesson: 'Skriverne krever kort.' });
});
