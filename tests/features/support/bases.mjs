// Where scenarios begin, each made once when it is first asked for: a municipality of a profile, or the story of Ane come to one of its steps.
import { Base, Server } from './server.mjs';
import { cast, instantOf, play, stepBefore } from './story.mjs';
import { PlainVisitor } from './visitor.mjs';

const made = new Map(); // profile or step → the promise of its base

function once(name, make) {
  if (!made.has(name)) made.set(name, make());
  return made.get(name);
}

export const baseOf = (profile) => once(profile, () => Base.make(profile));

/** The story of Ane to the end of a step: one step more than the base before it. */
export const baseOfStory = (step) => once(step, async () => {
  const before = await (stepBefore(step) ? baseOfStory(stepBefore(step)) : baseOf('levanger')), time = instantOf(step);
  const server = await Server.start(before, { time }), facts = structuredClone(before.facts);
  try {
    const visitors = Object.fromEntries(Object.entries(cast).map(([name, worker]) => [name, new PlainVisitor(server, worker, before.cookies[name])]));
    await play(step, visitors, facts);
    await server.end();
    const base = await Base.of(server, time);
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
