// What the units do in a case between the first contact and the decision. `visitor` is a browser or plain requests (visitor.mjs).
// Every function opens the page, fills in the form that stands there and sends it.
import { typed } from './calendar.mjs';

const at = (facts, end) => `/sak/${facts.case}/${end}`;

/* ── consent ──────────────────────────────────────────────────────────── */

/** Asked again soon after a no, the page wants to know what is new: then `reason` is written and the rest stands as it was typed. */
export async function askConsent(visitor, facts, { unit, zones, purpose, until, reason }) {
  await visitor.open(at(facts, 'samtykke/nytt'));
  if (reason) visitor.mustSucceed = false;
  await visitor.send(at(facts, 'samtykke/nytt'), { to_unit: unit, zones, purpose, ...(until && { until: typed(until) }) });
  if (visitor.status === 422 && reason) await visitor.send(at(facts, 'samtykke/nytt'), { reason });
}

/** The answer to the question just put: the page after the question is the page of the answer. */
export async function answerConsent(visitor, facts, fields) {
  const place = /\/samtykke\/svar\/\d+$/.test(visitor.path) ? visitor.path : null;
  if (!place) throw new Error(`no question waits on ${visitor.path} (${visitor.status}): ${(await visitor.text()).slice(0, 600)}`);
  await visitor.send(place, fields);
}

/** Every yes that runs is taken back, one button at a time. */
export async function revokeConsent(visitor, facts) {
  await visitor.open(at(facts, 'samtykke'));
  for (let i = 0; i < 10; i++) {
    const html = visitor.page ? await visitor.content() : visitor.html;
    const place = new RegExp(`action="(/sak/${facts.case}/samtykke/\\d+/trekk)"`).exec(html)?.[1];
    if (!place && i === 0) throw new Error(`no yes stands on ${visitor.path} (${visitor.status})`);
    if (!place) return;
    await visitor.send(place);
  }
}

export async function object(visitor, facts, { zone, unit }) {
  await visitor.open(at(facts, 'samtykke'));
  await visitor.send(at(facts, 'innsigelse'), { objected: zone, ...(unit && { blocked: unit }) });
}

/* ── the assessment ───────────────────────────────────────────────────── */

export async function beginAssessment(visitor, facts, { day, place }) {
  await visitor.open(at(facts, 'kartlegging'));
  await visitor.send(at(facts, 'kartlegging'), { held_on: typed(day), place });
}
export async function writeArea(visitor, facts, area, fields) {
  await visitor.open(`${at(facts, 'kartlegging/del')}?area=${area}`);
  await visitor.send(at(facts, 'kartlegging/del'), fields);
}
export async function answerChildren(visitor, facts, children) {
  await visitor.open(at(facts, 'kartlegging/barn'));
  await visitor.send(at(facts, 'kartlegging/barn'), { children });
}
export async function answerDisadvantaged(visitor, facts, { answer, reasons }) {
  await visitor.open(at(facts, 'kartlegging/vanskeligstilt'));
  await visitor.send(at(facts, 'kartlegging/vanskeligstilt'), { disadvantaged: answer, reasons });
}
export async function writeDwellingNeed(visitor, facts, fields) {
  await visitor.open(at(facts, 'kartlegging/boligbehov'));
  await visitor.send(at(facts, 'kartlegging/boligbehov'), fields);
}
export async function readTogether(visitor, facts, answer) {
  await visitor.open(at(facts, 'kartlegging'));
  await visitor.send(at(facts, 'kartlegging/les/begynn'));
  await visitor.send(at(facts, 'kartlegging/les'), answer);
}

/** What a decision on a home rests on, no more: the home, and why the other parts wait. Read through with her. */
export async function assessForHome(visitor, facts, { day, wish, need, must }) {
  await beginAssessment(visitor, facts, { day, place: 'desk' });
  await writeArea(visitor, facts, 'dwelling', { wish, need, coverage: 'missing' });
  for (const area of ['everyday', 'economy', 'family', 'activity', 'mental_health', 'substance', 'body']) await writeArea(visitor, facts, area, { not_obtained: 'asked_later', coverage: 'not_asked' });
  await answerChildren(visitor, facts, 'none');
  await answerDisadvantaged(visitor, facts, { answer: 'yes', reasons: need });
  await writeDwellingNeed(visitor, facts, { rooms: 2, adults: 1, children: 0, visits_a_week: 1, floor: 'any', ...must });
  await readTogether(visitor, facts, { answer: 'right' });
}

/* ── coordinator and plan, services, the notice, duties ───────────────── */

export async function answerCoordinator(visitor, facts, answer) {
  await visitor.open(at(facts, 'koordinator'));
  await visitor.send(at(facts, 'koordinator/tilbud'), { coordinator_answer: answer });
}
export async function answerPlan(visitor, facts, answer) {
  await visitor.open(at(facts, 'koordinator'));
  await visitor.send(at(facts, 'koordinator/plan'), { plan_answer: answer });
}
/** The unit is chosen first, by its own form; then who in it. */
export async function nameCoordinator(visitor, facts, { unit, staff, consulted, says }) {
  await visitor.open(at(facts, 'koordinator'));
  await visitor.pick(at(facts, 'koordinator'), { unit });
  await visitor.send(at(facts, 'koordinator'), { staff, consulted, ...(says && { says }) });
}
export async function startService(visitor, facts, { unit, kind, day, measure, amount, informal }) {
  await visitor.open(at(facts, 'tjeneste/ny'));
  if (unit) await visitor.pick(at(facts, 'tjeneste/ny'), { unit });
  await visitor.send(at(facts, 'tjeneste/ny'), { kind, started_on: typed(day), measure, ...(amount && { amount }), ...(informal && { informal }) });
}
export async function expectService(visitor, facts, { measure, amount }) {
  await visitor.open(at(facts, 'tjenester'));
  const html = visitor.page ? await visitor.content() : visitor.html;
  const place = new RegExp(`href="(/sak/${facts.case}/tjeneste/\\d+)"`).exec(html)?.[1];
  if (!place) throw new Error(`no service stands on ${visitor.path}: ${(await visitor.text()).slice(0, 600)}`);
  await visitor.open(place);
  await visitor.send(`${place}/varighet`, { measure, ...(amount && { amount }) });
}
export async function checkNotice(visitor, facts, fields) {
  await visitor.open(at(facts, 'oppsigelse'));
  await visitor.send(at(facts, 'oppsigelse'), fields);
}
export async function giveDuty(visitor, facts, { unit, kind, due }) {
  await visitor.open(at(facts, 'ansvar/oppgave/ny'));
  await visitor.send(at(facts, 'ansvar/oppgave/ny'), { unit, kind, ...(due && { due: typed(due) }) });
}
export async function answerDuty(visitor, facts, fields) {
  await visitor.open(at(facts, 'ansvar'));
  const html = visitor.page ? await visitor.content() : visitor.html;
  const place = new RegExp(`href="(/sak/${facts.case}/ansvar/oppgave/\\d+)"`).exec(html)?.[1];
  if (!place) throw new Error(`no duty of theirs stands on ${visitor.path}: ${(await visitor.text()).slice(0, 600)}`);
  await visitor.open(place);
  await visitor.send(place, fields);
}
export async function search(visitor, words) {
  await visitor.open('/sok');
  await visitor.send('/sok', { q: words });
}
