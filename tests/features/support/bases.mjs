// Where scenarios begin, each made once when it is first asked for: a municipality of a profile, or the story of Ane come to one of its steps.
import { Base, Server } from './server.mjs';
import { cast, instantOf, play, stepsTo } from './story.mjs';
import { PlainVisitor } from './visitor.mjs';

const made = new Map(); // profile or step → the promise of its base

function once(name, make) {
  if (!made.has(name)) made.set(name, make());
  return made.get(name);
}

export const baseOf = (profile) => once(profile, () => Base.make(profile));

/** The story of Ane to the end of a step, played on from the nearest base before it. */
export const baseOfStory = (step) => once(step, async () => {
  const steps = stepsTo(step), nearest = steps.slice(0, -1).findLast((each) => made.has(each));
  const before = await (nearest ? made.get(nearest) : baseOf('levanger'));
  const server = await Server.start(before), facts = structuredClone(before.facts);
  try {
    const visitors = Object.fromEntries(Object.entries(cast).map(([name, worker]) => [name, new PlainVisitor(server, worker, before.cookies[name])]));
    for (const each of steps.slice(steps.indexOf(nearest) + 1)) {
      server.setClock(instantOf(each));
      await play(each, visitors, facts);
    }
    await server.end();
    const base = await Base.of(server, instantOf(step));
    base.facts = { ...facts, given_name: 'Ane' };
    base.cookies = Object.fromEntries(Object.entries(visitors).map(([name, visitor]) => [name, visitor.cookies]));
    return base;
  } finally {
    server.process.kill('SIGKILL');
    await server.ended;
    await server.forget();
  }
});

/** Takes what the story left into a scenario: who they are, what is known, and that they have stepped in. */
export function goOn(world, { facts, cookies }) {
  Object.assign(world.facts, structuredClone(facts));
  for (const [name, worker] of Object.entries(cast)) {
    world.cast.set(name, worker);
    world.plainOf(worker).cookies = new Map(cookies[name]);
  }
}

export async function removeBases() {
  for (const base of made.values()) await (await base.catch(() => null))?.remove();
}
