// Every route of every module against the same questions: who may not, and what does the program say to what no browser sends?
// The questions come from the .routes files themselves, so a new route is asked on the day it is written; one that the program has and these
// questions do not know fails. Prints TAP.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { openCase, registerContact } from '../features/support/intake.mjs';
import { root } from '../features/support/places.mjs';
import { Base, Server } from '../features/support/server.mjs';
import { PlainVisitor } from '../features/support/visitor.mjs';

/* ── what the modules say of themselves ───────────────────────────────── */

function filesOf(folder, ending) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesOf(file, ending) : entry.name.endsWith(ending) ? [file] : [];
  });
}

const enums = new Map(); // name → first value
for (const file of filesOf(path.join(root, 'src'), '.sql'))
  for (const match of fs.readFileSync(file, 'utf8').matchAll(/^-- enum (\w+): (\w+)/gm)) enums.set(match[1], match[2]);

const routes = [];
for (const file of filesOf(path.join(root, 'src'), '.routes'))
  for (const line of fs.readFileSync(file, 'utf8').split('\n').map((each) => each.replace(/#.*/, ''))) {
    const words = line.trim().split(/\s+/);
    if (/^(GET|POST)\s/.test(line)) {
      const about = Object.fromEntries(words.slice(3).map((word) => word.split('=')));
      routes.push({ method: words[0], path: words[1], handler: words[2], ...about, fields: [], params: [...words[1].matchAll(/\{(\w+):(\w+)\}/g)].map((match) => ({ name: match[1], type: match[2] })) });
    } else if (/^\s+\S/.test(line) && routes.length) {
      const [, name, mark] = /^(\w+)([?*]?)$/.exec(words[0]);
      routes.at(-1).fields.push({ name, optional: mark === '?', repeated: mark === '*', type: words[1], least: Number(words[2]?.split('..')[0] ?? 0) });
    }
  }

/* What the program itself was built with: a route that is written in a way not read here is not silently left out. */
const builtIn = [...fs.readFileSync(path.join(root, process.env.FELLES_BUILD ?? 'build', 'routes.c'), 'utf8').matchAll(/\.method = METHOD_(GET|POST), \.path = "([^"]*)"/g)]
  .map(([, method, place]) => `${method} ${place}`);

/** A value of the field's type, as good as any. */
function valueFor({ type, least }) {
  if (type === 'text') return 'x'.repeat(Math.max(least, 1));
  if (type === 'int') return String(Math.max(least, 1));
  if (type === 'date') return '2026-09-08';
  if (type === 'clock') return '10:00';
  if (type === 'bool' || type.endsWith('_id')) return '1';
  if (type === 'file') return ''; // this form is not multipart, so that it brings none
  if (!enums.has(type)) throw new Error(`no enumeration ${type} in any .sql file`);
  return enums.get(type);
}
const bodyFor = (route) => new URLSearchParams(route.fields.filter((field) => !field.optional).map((field) => [field.name, field.name === 'lang' ? 'nb' : valueFor(field)]));
/** The route's path with ids put in: those of `known`, and for others an id that nobody has. */
const placeOf = (route, known) => route.path.replace(/\{(\w+):(\w+)\}/g, (whole, name) => known[name] ?? '999999999');

/* ── who asks ─────────────────────────────────────────────────────────── */

const cast = [['Kari Moen', 'HOT'], ['Jonas Lund', 'HOT'], ['Berit Aune', 'HOT'], ['Silje Bakken', 'POT'], ['Trond Vik', 'POT'], ['Ingrid Solhaug', 'RUS'],
  ['Amira Hussein', 'NAV'], ['Ola Fjeld', 'EIE'], ['Roy Dahl', 'RUS'], ['Anne Lise Viken', 'KDR'], ['Marit Haugan', 'KDR'], ['Per Nygård', 'KDR'],
  ['Solveig Rian', 'KLN'], ['Eli Sand', 'KDR']];
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** The status of a request sent by hand; only its head is sent when `body` is not given whole. */
function rawStatus(port, head, body = '') {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`${head}\r\n\r\n${body}`));
    let answer = '';
    socket.setTimeout(10000, () => { socket.destroy(); reject(new Error('no answer')); });
    socket.on('data', (data) => { answer += data; const status = /^HTTP\/1\.1 (\d+)/.exec(answer); if (status) { socket.destroy(); resolve(Number(status[1])); } });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed after «${answer}»`)));
  });
}

let failed = 0;
function tell(name, wrong) {
  if (wrong) failed++;
  console.log(`${wrong ? 'not ok' : 'ok'} - ${name}${wrong ? `: ${wrong}` : ''}`);
}
/** Led back to where it came from, which is how a page says that there is nothing to do it to. */
const ledBack = (answer, place) => answer.status === 303 && place.startsWith(answer.headers.get('location')) && answer.headers.get('location').length < place.length;
const is = (status, ...wanted) => (wanted.includes(status) ? null : `answers ${status}, not ${wanted.join(' or ')}`);

const base = await Base.make();
const server = await Server.start(base);
try {
  const visitors = [];
  for (const [name, unit] of cast) {
    const visitor = new PlainVisitor(server, { name, unit });
    await visitor.open('/innstillinger');
    visitors.push(visitor);
  }
  const [kari] = visitors, facts = {};
  await registerContact(kari, facts, { given_name: 'Ane', what: 'Trenger et sted å bo.', channel: 'counter', sender: 'person', asks_housing: true });
  await openCase(kari, facts);
  const known = { case: facts.case, contact: facts.contact }; // the subjects that exist, and that Kari has to do with
  const nobody = new PlainVisitor(server, { name: '', unit: 'HOT' });

  /* Who has the right is asked of the program itself: an id nobody has gives 404 to who may and 403 to who may not. */
  const probe = async (visitor, route) => {
    const place = placeOf(route, {});
    if (route.method === 'GET') return (await visitor.request(place)).status;
    return (await visitor.request(place, { method: 'POST', headers: form, body: `csrf=${visitor.token}&surprise=1` })).status;
  };
  const strangerTo = async (route) => {
    for (const visitor of visitors)
      if (visitor.worker.unit !== 'HOT' && await probe(visitor, route) !== 403) return visitor;
    return null;
  };
  for (const route of routes) {
    const name = `${route.method} ${route.path}`, open = route.right === 'public';
    if (!open) {
      const answer = await nobody.request(placeOf(route, known), route.method === 'POST' ? { method: 'POST', headers: form, body: bodyFor(route) } : {});
      tell(`${name}: who has not signed in is led to sign-in (PJL-5)`, is(answer.status, 303) ?? (answer.headers.get('location').startsWith('/logg-inn') ? null : `leads to ${answer.headers.get('location')}`));
    }
    let able = null, unable = null;
    for (const visitor of visitors) {
      if (open || (able && unable)) break;
      if (await probe(visitor, route) === 403) unable ??= visitor; else able ??= visitor;
    }
    able ??= kari;
    if (!open && route.right !== 'signed_in')
      tell(`${name}: without the right it is refused (FVL-13)`, unable ? null : 'nobody of the staff lacks the right');
    const subject = route.subject !== '-' ? route.subject : null;
    if (subject) {
      const ids = { ...known, [subject]: '999999999' }, place = placeOf(route, ids);
      const answer = route.method === 'GET' ? await able.request(place) : await able.request(place, { method: 'POST', headers: form, body: `csrf=${able.token}&${bodyFor(route)}` });
      tell(`${name}: an id that nobody has is not found`, is(answer.status, 404));
    }
    /* Whoever has the right, but works in a unit that has nothing to do with it, is answered as if nobody had the id. */
    const stranger = subject === 'case' ? await strangerTo(route) : null;
    if (stranger) {
      const place = placeOf(route, known);
      const answer = route.method === 'GET' ? await stranger.request(place) : await stranger.request(place, { method: 'POST', headers: form, body: `csrf=${stranger.token}&${bodyFor(route)}` });
      tell(`${name}: a unit outside the case is told that there is none (I-04 R-051)`, is(answer.status, 404));
    }
    /* Kari's own case: the page is there, and a form with nothing in it comes back with what is missing. */
    if (route.params.every((param) => known[param.name]) && (open || await probe(kari, route) !== 403)) {
      const place = placeOf(route, known), needs = route.fields.some((field) => !field.optional && !field.repeated && field.type !== 'bool' && !(field.type === 'text' && field.least === 0));
      if (route.method === 'GET') tell(`${name}: who may, gets an answer`, is((await kari.request(place)).status, 200, 303, 404, 409));
      else if (needs && !open) {
        const answer = await kari.request(place, { method: 'POST', headers: form, body: `csrf=${kari.token}` });
        tell(`${name}: a form with nothing in it comes back`, ledBack(answer, place) ? null : is(answer.status, 422, 404, 409));
      }
    }
    if (route.params.length > (subject ? 1 : 0)) {
      const place = placeOf(route, { [subject]: known[subject] });
      const answer = route.method === 'GET' ? await kari.request(place) : await kari.request(place, { method: 'POST', headers: form, body: `csrf=${kari.token}&${bodyFor(route)}` });
      const mayKari = await probe(kari, route) !== 403;
      tell(`${name}: a part that nobody has is refused`, !mayKari ? is(answer.status, 403) : ledBack(answer, place) ? null : is(answer.status, 404, 409, 422));
    }
    if (route.method === 'POST') {
      const place = placeOf(route, known), host = `Host: 127.0.0.1:${server.port}`, cookie = `Cookie: ${[...able.cookies].map(([key, value]) => `${key}=${value}`).join('; ')}`;
      if (!open) {
        tell(`${name}: without the form's token it is refused (PJL-5)`, is((await able.request(place, { method: 'POST', headers: form, body: bodyFor(route) })).status, 403));
        const forged = bodyFor(route);
        forged.append('csrf', visitors.find((visitor) => visitor !== able).token);
        tell(`${name}: with another's token it is refused (PJL-5)`, is((await able.request(place, { method: 'POST', headers: form, body: forged })).status, 403));
      }
      const foreign = bodyFor(route);
      foreign.append('csrf', able.token);
      tell(`${name}: from another site it is refused (PJL-5)`, is((await able.request(place, { method: 'POST', headers: { ...form, origin: 'http://example.org' }, body: foreign })).status, 403));
      tell(`${name}: a body too large is refused before it is read`, is(await rawStatus(server.port, `POST ${place} HTTP/1.1\r\n${host}\r\n${cookie}\r\nContent-Type: ${form['content-type']}\r\nContent-Length: 200000000`), 413));
      tell(`${name}: a body that is not UTF-8 is refused`, is((await able.request(place, { method: 'POST', headers: form, body: `csrf=${able.token}&${bodyFor(route)}&x=%ff%fe` })).status, 400));
      tell(`${name}: another kind of body is refused`, is((await able.request(place, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status, 415));
      const surprise = await able.request(place, { method: 'POST', headers: form, body: `csrf=${able.token}&surprise=1&${bodyFor(route)}` });
      tell(`${name}: a field it does not know is refused`, is(surprise.status, ...(subject && (able !== kari || !known[subject]) ? [400, 404] : [400])));
    } else {
      const visitor = open ? nobody : able;
      tell(`${name}: an address that is not UTF-8 is refused`, is((await visitor.request(`${placeOf(route, known)}?x=%ff`)).status, ...(subject && able !== kari ? [400, 404] : [400])));
    }
  }
  const asked = new Set(routes.map((route) => `${route.method} ${route.path}`));
  const unknown = builtIn.filter((route) => !asked.has(route)), gone = [...asked].filter((route) => !builtIn.includes(route));
  tell(`every one of the program's ${builtIn.length} routes was asked`, builtIn.length > 20 && !unknown.length && !gone.length ? null : `not asked: ${unknown.join(', ')}; not in the program: ${gone.join(', ')}`);
  tell('the program is alive after all of it', (await fetch(`${server.home}/helse`)).ok ? null : 'it does not answer');
  tell('nothing was asked that the program calls an error', / ERROR /.test(server.log) ? server.log.split('\n').filter((line) => / ERROR /.test(line)).slice(0, 3).join(' / ') : null);
  tell('the log holds nothing of what was typed (GDPR-5)', /Ane|Trenger/.test(server.log) ? 'it does' : null);
  tell('the database holds together (I-01 I-14)', await server.verify().then(() => null, (error) => error.message.replace(/\n/g, ' ')));
} finally {
  await server.stop().catch((error) => tell('the program ends cleanly', error.message));
  await base.remove();
}
process.exitCode = failed ? 1 : 0;
