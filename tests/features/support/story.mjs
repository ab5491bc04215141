// The story of Ane in Levanger, step by step, played with plain requests: how a scenario comes to the day it is about (bases.mjs). Each step is the
// same work the scenarios do in the browser, through the same forms.
import * as work from './case_work.mjs';
import { readDate } from './calendar.mjs';
import * as decision from './decision.mjs';
import { openCase, registerContact } from './intake.mjs';
import { unit } from './municipality.mjs';
import { acceptBaton, offerBaton } from './responsibility.mjs';

export const cast = {
  Kari: { name: 'Kari Moen', unit: 'HOT' }, Jonas: { name: 'Jonas Lund', unit: 'HOT' }, Berit: { name: 'Berit Aune', unit: 'HOT' },
  Silje: { name: 'Silje Bakken', unit: 'POT' }, Trond: { name: 'Trond Vik', unit: 'POT' }, Ingrid: { name: 'Ingrid Solhaug', unit: 'RUS' },
  Amira: { name: 'Amira Hussein', unit: 'NAV' }, Geir: { name: 'Geir Holm', unit: 'NAV' }, Ola: { name: 'Ola Fjeld', unit: 'EIE' },
  Roy: { name: 'Roy Dahl', unit: 'RUS' },
};
export const ane = { given_name: 'Ane', family_name: 'Solberg', born: '2.4.1999', contact_wish: 'Send SMS først, og ikke ring før ti.', address: 'Kirkegata 4\n7600 LEVANGER' };
/** The areas of the assessment as Helse- og omsorgstorvet writes them after the talk at the café; health is not for them to write. */
export const areas = {
  dwelling: { wish: 'En liten, stille leilighet. Ikke sammen med andre som ruser seg.', need: 'Mister leid bolig 31. oktober.', coverage: 'missing' },
  everyday: { strength: 'Lager mat og holder orden når hun har ro.', coverage: 'partly', unit: unit('HOT') },
  economy: { not_obtained: 'asked_later', coverage: 'not_asked' },
  family: { not_obtained: 'did_not_want', coverage: 'not_asked' },
  activity: { not_obtained: 'no_time_yet', coverage: 'not_asked' },
  mental_health: { not_obtained: 'did_not_want', coverage: 'not_asked' },
  substance: { not_obtained: 'did_not_want', coverage: 'not_asked' },
  body: { not_obtained: 'not_relevant', coverage: 'not_asked' },
};
/** What Psykisk helse oppfølgingstjenesten writes when Ane has said yes: words that may stand nowhere else. */
export const health = { wish: 'Noen å snakke med hjemme.', need: 'Angst når hun er alene.', coverage: 'missing' };
export const need = { rooms: 2, adults: 1, children: 0, visits_a_week: 1, floor: 'not_ground', quiet: true, apart_from_cluster: true };

const steps = {
  async L1({ kari, facts }) {
    await registerContact(kari, facts, { ...ane, what: 'Jeg trenger en leilighet. Jeg må ut 31. oktober.', channel: 'counter', sender: 'person', asks_housing: true });
    await openCase(kari, facts);
  },
  async L2({ kari, facts }) {
    await work.checkNotice(kari, facts, { received_on: '1.9.2026', leaves_on: '31.10.2026', written: 'yes', reasons: 'no', protest_information: 'no' });
  },
  async L3({ kari, facts }) {
    await work.askConsent(kari, facts, { unit: unit('POT'), zones: ['health'], purpose: 'follow_up' });
    await work.answerConsent(kari, facts, { reply: 'no' });
  },
  async L4({ kari, facts }) {
    await work.beginAssessment(kari, facts, { day: readDate('10 September 2026'), place: 'cafe' });
    for (const [area, fields] of Object.entries(areas)) await work.writeArea(kari, facts, area, fields);
    await work.answerChildren(kari, facts, 'none');
    await work.answerDisadvantaged(kari, facts, { answer: 'yes', reasons: 'Finner ikke bolig selv og mister den hun har.' });
    await work.writeDwellingNeed(kari, facts, need);
    await work.answerCoordinator(kari, facts, 'yes');
    await work.answerPlan(kari, facts, 'no');
  },
  async L5({ kari, facts }) {
    await work.askConsent(kari, facts, { unit: unit('POT'), zones: ['health', 'housing'], purpose: 'follow_up', reason: 'Ane tok det opp selv.', until: readDate('15 March 2027') });
    await work.answerConsent(kari, facts, { reply: 'yes', form: 'signed' });
  },
  async L6({ silje, facts }) {
    await work.writeArea(silje, facts, 'mental_health', { ...health, not_obtained: '' });
    await work.startService(silje, facts, { kind: 'talks_at_home', day: readDate('17 September 2026'), measure: 'days', amount: 10 });
  },
  async L6b({ silje, facts }) { await work.expectService(silje, facts, { measure: 'months', amount: 6 }); },
  async L7({ kari, facts }) { await work.giveDuty(kari, facts, { unit: unit('NAV'), kind: 'deposit' }); },
  async L8(story) { await decision.write(story); await decision.checkSignIssue(story); },
  async L10a({ kari, facts }) {
    await offerBaton(kari, facts, { to: unit('POT'), what: 'Følge opp hjemme hos Ane hver uke.', keeps: 'dwelling', asked: 'agrees', says: 'Det er greit, jeg kjenner Silje.' });
  },
  async L9({ kari, facts }) { await decision.deliver(kari, facts, { channel: 'paper', sent: readDate('24 September 2026'), reached: readDate('28 September 2026') }); },
  async L10({ silje, facts }) { await acceptBaton(silje, facts); },
};
const days = { L1: '7T10:02', L2: '7T10:20', L3: '7T10:40', L4: '10T12:00', L5: '15T10:00', L6: '17T13:00', L6b: '21T09:00', L7: '21T10:00', L8: '24T10:00', L10a: '25T09:00', L9: '28T08:30', L10: '28T09:15' };

/** The instant of a step, as the clock has it. */
export const instantOf = (name) => {
  const [day, time] = days[name].split('T');
  return `2026-09-${day.padStart(2, '0')}T${time}`;
};
/** The steps from the first to this one. */
export const stepsTo = (name) => Object.keys(steps).slice(0, Object.keys(steps).indexOf(name) + 1);
/** Plays one step with `visitors`, by the names of the cast. */
export async function play(name, visitors, facts) {
  const people = Object.fromEntries(Object.entries(visitors).map(([each, visitor]) => [each.toLowerCase(), visitor]));
  try {
    for (const visitor of Object.values(visitors)) visitor.mustSucceed = true;
    await steps[name]({ ...people, facts });
  } catch (error) {
    throw new Error(`the story broke at ${name}: ${error.message}`, { cause: error });
  }
}
