// Fifty times in the middle of writing the program is killed (SIGKILL) and started again. What it had answered «done» to must be there
// afterwards, and the database must hold together. Prints TAP. FELLES_FEATURE_DB=postgresql for the other database.
import { openCase, registerContact } from '../features/support/intake.mjs';
import { acceptBaton, offerBaton } from '../features/support/responsibility.mjs';
import { unit } from '../features/support/municipality.mjs';
import { Base, Server } from '../features/support/server.mjs';
import { textOf } from '../features/support/texts.mjs';
import { PlainVisitor } from '../features/support/visitor.mjs';

const KILLS = Number(process.env.FELLES_KILLS ?? 50), WRITERS = 3;
const database = process.env.FELLES_FEATURE_DB === 'postgresql' ? 'PostgreSQL' : 'SQLite';
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
let failed = 0;
function tell(name, wrong) {
  if (wrong) failed++;
  console.log(`${wrong ? 'not ok' : 'ok'} - ${database}: ${name}${wrong ? `: ${wrong}` : ''}`);
}

const base = await Base.make();
const server = await Server.start(base, { time: null }); // in a time that stands still no period has a length
const done = []; // {step, number, name}: what the program has answered «done» to
let writing = true, cut = 0;

/** One after the other: a contact, a case, an offer, an acceptance. Stops where the program dies, and begins with the next person. */
async function writer(index) {
  const kari = new PlainVisitor(server, { name: 'Kari Moen', unit: 'HOT' }), silje = new PlainVisitor(server, { name: 'Silje Bakken', unit: 'POT' });
  for (let i = 0; writing; i++) {
    const facts = {}, name = `Ane${index}nr${i}`;
    const acknowledged = (step, number) => { if (!number) throw new Error(`${step} led to ${kari.path} ${kari.status}`); done.push({ step, number, name }); };
    try {
      await registerContact(kari, facts, { given_name: name, what: 'Trenger et sted å bo.', channel: 'counter', sender: 'person', asks_housing: true });
      acknowledged('contact', facts.contact);
      await openCase(kari, facts);
      acknowledged('case', facts.case);
      await offerBaton(kari, facts, { to: unit('POT'), what: 'Følge opp hjemme.' });
      done.push({ step: 'offer', number: facts.case, name });
      await acceptBaton(silje, facts);
      if (silje.status !== 200 || !await silje.has(textOf('nb', 'responsibility_accepted'))) throw new Error(`accepting led to ${silje.path} (${silje.status}): ${(await silje.text()).slice(0, 300)}`);
      done.push({ step: 'accepted', number: facts.case, name });
    } catch (error) {
      if (!error.cause && !/fetch failed|terminated/.test(error.message)) throw error; // the program lives, and said something wrong
      cut++;
      await wait(20);
    }
  }
}

try {
  const writers = Array.from({ length: WRITERS }, (unused, index) => writer(index));
  const stopped = Promise.all(writers).catch((error) => { writing = false; throw error; });
  stopped.catch(() => {});
  for (let i = 0; i < KILLS && writing; i++) {
    await wait(150 + Math.random() * 300);
    await server.kill();
    await server.restart();
  }
  await wait(300);
  writing = false;
  await stopped.then(() => tell('every answer while the program lived was a good one', null), (error) => tell('every answer while the program lived was a good one', error.message.slice(0, 400)));
  tell(`${KILLS} kills in the middle of ${done.length} changes`, done.length >= KILLS && cut > 0 ? null : `only ${done.length} changes, ${cut} cut short`);
  tell('the database holds together (I-01 I-14)', await server.verify().then(() => null, (error) => error.message.replace(/\n/g, ' ')));

  const kari = new PlainVisitor(server, { name: 'Kari Moen', unit: 'HOT' }), lost = [];
  const accepted = new Set(done.filter((each) => each.step === 'accepted').map((each) => each.number));
  for (const { step, number, name } of done) {
    await kari.open(step === 'contact' ? `/henvendelse/${number}` : step === 'case' ? `/sak/${number}` : `/sak/${number}/ansvar`);
    const text = await kari.text();
    const there = kari.status === 200 && text.includes(name) && (step !== 'accepted' || text.includes(textOf('nb', 'responsibility_lead', { unit: unit('POT').nb, name })))
      && (step !== 'offer' || accepted.has(number) || text.includes(unit('POT').nb));
    if (!there) lost.push(`${step} ${number} (${kari.status})`);
  }
  tell('every change the program had answered «done» to is there (I-02 I-14)', lost.length ? `${lost.length} of ${done.length} are not: ${lost.slice(0, 5).join(', ')}` : null);
} finally {
  await server.stop().catch((error) => tell('the program ends cleanly', error.message));
  await base.remove();
}
process.exitCode = failed ? 1 : 0;
