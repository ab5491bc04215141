// The joint decision: its parts written, checked, signed and issued, the letter delivered. `visitor` is a browser or plain requests.
import { typed } from './calendar.mjs';
import { nameCoordinator } from './case_work.mjs';
import { unit } from './municipality.mjs';

export const at = (facts, end = '') => `/sak/${facts.case}/vedtak/${facts.decision}${end}`;

export async function begin(visitor, facts) {
  await visitor.open(`/sak/${facts.case}/vedtak`);
  await visitor.send(`/sak/${facts.case}/vedtak`);
  facts.decision = /\/vedtak\/(\d+)/.exec(visitor.path)?.[1];
  if (!facts.decision) throw new Error(`beginning a decision led to ${visitor.path} (${visitor.status})`);
  facts.parts = {};
}
export async function addPart(visitor, facts, kind, unitOfPart) {
  await visitor.open(at(facts));
  await visitor.send(at(facts, '/del'), { kind, add_unit: unitOfPart });
  facts.parts[kind] = /\/del\/(\d+)/.exec(visitor.path)?.[1] ?? new RegExp(`/del/(\\d+)`).exec(visitor.path)?.[1];
  if (!facts.parts[kind]) throw new Error(`adding ${kind} led to ${visitor.path} (${visitor.status}): ${(await visitor.text()).slice(0, 500)}`);
}
export async function writePart(visitor, facts, kind, fields) {
  const place = at(facts, `/del/${facts.parts[kind]}`);
  await visitor.open(place);
  await visitor.send(place, fields);
}
export async function checkPart(visitor, facts, kind) {
  await visitor.open(at(facts, '/sjekk'));
  await visitor.send(at(facts, `/del/${facts.parts[kind]}/kontroll`));
}
export async function signPart(visitor, facts, kind) {
  const place = at(facts, `/del/${facts.parts[kind]}/signer`);
  await visitor.open(place);
  await visitor.send(place, { impartial: true });
}
export async function issue(visitor, facts) {
  await visitor.open(at(facts, '/sjekk'));
  await visitor.send(at(facts, '/utsted'));
}
export async function deliver(visitor, facts, { recipient = 'person', channel, sent, reached }) {
  await visitor.open(at(facts));
  await visitor.send(at(facts, '/levert'), { recipient, channel, sent_on: typed(sent), ...(reached && { reached_on: typed(reached) }) });
}

/* ── the decision of the story (L8) ───────────────────────────────────── */

const common = {
  outcome: 'granted', capacity_ok: true, facts: 'Ane mister leid bolig 31. oktober og finner ikke ny selv.',
  considerations: 'Ane trenger et trygt sted å bo for å få ro i hverdagen.', her_view: 'Jeg vil ha noe lite og stille.', weight: 'Vi har lagt stor vekt på ønsket.',
};
/** Each part with its unit, and who writes it: the words of NAV stand only where NAV is. */
export const parts = {
  bistand: { unit: 'HOT', writer: 'kari', fields: { ...common, amount_kind: 'none', rules: 'Boligsosialloven §§ 6 og 7.', content: 'Hjelp til å finne og beholde en bolig. Råd om økonomi og kontrakt.' } },
  bolig: { unit: 'HOT', writer: 'kari', fields: { ...common, amount_kind: 'none', rules: 'Kommunens retningslinjer for tildeling av kommunal bolig.', content: 'Kommunal bolig med to rom.', from: '15.10.2026', until: '14.10.2029' } },
  hol_tjeneste: {
    unit: 'POT', writer: 'kari',
    fields: { ...common, service_kind: 'talks_at_home', amount_kind: 'band', least: 30, least_in: 'minutes', most: 2, most_in: 'hours', per: 'week', from: '24.9.2026', until: '17.3.2027',
      rules: 'Helse- og omsorgstjenesteloven § 3-2.', content: 'Samtaler hjemme hver uke.' },
  },
  sosial: { unit: 'NAV', writer: 'amira', fields: { ...common, amount_kind: 'none', rules: 'Sosialtjenesteloven §§ 18 og 21.', content: 'Garanti for depositum.', facts: 'Ane har ikke penger til depositum.' } },
};

export async function write({ kari, amira, facts }) {
  await nameCoordinator(kari, facts, { unit: unit('RUS'), staff: 'Ingrid Solhaug', consulted: 'agrees', says: 'Fint.' });
  await begin(kari, facts);
  for (const [kind, part] of Object.entries(parts)) await addPart(kari, facts, kind, unit(part.unit));
  for (const [kind, part] of Object.entries(parts)) await writePart({ kari, amira }[part.writer], facts, kind, part.fields);
}
/** Jonas controls what Kari has written, and each part is signed where the authority for its law lies. */
export async function checkSignIssue({ kari, jonas, amira, geir, facts }) {
  for (const kind of ['bistand', 'bolig', 'hol_tjeneste']) {
    await checkPart(jonas, facts, kind);
    await signPart(jonas, facts, kind);
  }
  await checkPart(geir, facts, 'sosial');
  await signPart(amira, facts, 'sosial');
  await issue(kari, facts);
}
