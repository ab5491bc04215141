/* Signs in to a running Felles through a real provider, well and badly.
 *   node tests/oidc/sign_in.mjs FELLES_URL PROVIDER_PORT [RS256|ES256] -- COMMAND …
 * COMMAND starts Felles so that it answers at FELLES_URL with issuer http://127.0.0.1:PROVIDER_PORT, client "felles", the secret below, level
 * idporten-loa-high, claim sub, and a staff member whose user name is silje. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { badAnswers, startProvider } from './provider.mjs';

const dash = process.argv.indexOf('--');
const [home, port, algorithm] = process.argv.slice(2, dash);
const client = {
  client_id: 'felles', client_secret: 'hemmelig hemmelig hemmelig', redirect_uris: [`${home}/logg-inn/svar`],
  post_logout_redirect_uris: [`${home}/logg-inn`],
  backchannel_logout_uri: `${home}/logg-ut/bakkanal`, backchannel_logout_session_required: true, /* so that the token holds a sid */
};

/* A browser's cookies and redirects, one jar a host and port. */
class Visitor {
  jars = new Map();
  async get(url, options = {}) {
    const { origin } = new URL(url), jar = this.jars.get(origin) ?? new Map();
    this.jars.set(origin, jar);
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...options.headers };
    const answer = await fetch(url, { ...options, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair, ...rest] = line.split(';'), [name, ...value] = pair.split('=');
      const gone = rest.some((part) => /max-age=0|expires=Thu, 01 Jan 1970/i.test(part));
      if (gone) jar.delete(name); else jar.set(name, value.join('='));
    }
    return answer;
  }
  /* Follows redirects until `stop` says so or there are none. Returns the last answer and its address. */
  async follow(url, stop = () => false) {
    for (let i = 0; i < 12; i++) {
      const answer = await this.get(url);
      const next = answer.headers.get('location');
      if (!next) return { answer, url };
      url = new URL(next, url).href;
      if (stop(url)) return { url };
    }
    throw new Error('too many redirects');
  }
  toAnswer(path = '/logg-inn/leverandor?til=%2Finnstillinger') { return this.follow(home + path, (url) => url.startsWith(`${home}/logg-inn/svar`)); }
  async signedIn() { return (await this.get(`${home}/innstillinger`)).status === 200; }
}

const tests = {
  async 'a sign-in at the provider opens a session and leads to the page first asked for'({ state }) {
    const visitor = new Visitor();
    const { answer, url } = await visitor.follow(`${home}/logg-inn/leverandor?til=%2Finnstillinger`);
    assert.equal(answer.status, 200);
    assert.equal(url, `${home}/innstillinger`);
    assert.equal(state.asked.acr_values, 'idporten-loa-high');
    assert.equal(state.asked.code_challenge_method, 'S256');
    assert.ok(state.asked.nonce.length >= 40 && state.asked.state.length >= 40);
    assert.match(state.asked.ui_locales, /^(nb|nn|en)/);
  },
  async 'signing out ends the session here and at the provider'({ issuer }) {
    const visitor = new Visitor();
    await visitor.follow(`${home}/logg-inn/leverandor`);
    const page = await (await visitor.get(`${home}/innstillinger`)).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)[1];
    const answer = await visitor.get(`${home}/logg-ut`, { method: 'POST', body: new URLSearchParams({ csrf }) });
    const place = new URL(answer.headers.get('location'));
    assert.equal(place.origin, issuer);
    assert.ok(place.searchParams.get('id_token_hint'));
    assert.equal(place.searchParams.get('post_logout_redirect_uri'), `${home}/logg-inn`);
    assert.equal((await visitor.get(place.href)).status, 200);
    assert.equal(await visitor.signedIn(), false);
  },
  async 'an answer with another state is refused'() {
    const visitor = new Visitor();
    const { url } = await visitor.toAnswer();
    const forged = new URL(url);
    forged.searchParams.set('state', 'x'.repeat(43));
    assert.equal((await visitor.get(forged.href)).status, 400);
    assert.equal(await visitor.signedIn(), false);
  },
  async 'an answer brought to another browser is refused'() {
    const { url } = await new Visitor().toAnswer();
    const other = new Visitor();
    assert.equal((await other.get(url)).status, 400);
    assert.equal(await other.signedIn(), false);
  },
  async 'an answer works once'() {
    const visitor = new Visitor();
    const { url } = await visitor.toAnswer();
    assert.equal((await visitor.get(url)).status, 303);
    assert.equal((await visitor.get(url)).status, 400);
  },
  async 'an answer from another issuer is refused'() {
    const visitor = new Visitor();
    const { url } = await visitor.toAnswer();
    const forged = new URL(url);
    forged.searchParams.set('iss', 'http://127.0.0.1:1');
    assert.equal((await visitor.get(forged.href)).status, 400);
    assert.equal(await visitor.signedIn(), false);
  },
  async 'a refusal by the provider is told plainly'({ state }) {
    state.bad = 'refusal';
    const { answer } = await new Visitor().follow(`${home}/logg-inn/leverandor`);
    assert.equal(answer.status, 403);
  },
  async 'someone who is not staff here is not let in'({ state }) {
    state.user = 'a-stranger';
    const visitor = new Visitor();
    const { answer } = await visitor.follow(`${home}/logg-inn/leverandor`);
    assert.equal(answer.status, 403);
    assert.equal(await visitor.signedIn(), false);
  },
  async 'the provider ends a session by its own name for it'({ issuer, state }) {
    const visitor = new Visitor();
    let token;
    state.seen = (body) => { token = body.id_token; };
    await visitor.follow(`${home}/logg-inn/leverandor`);
    assert.equal(await visitor.signedIn(), true);
    const page = await visitor.get(`${home}/logg-ut/leverandor?${new URLSearchParams({ iss: issuer, sid: 'unknown' })}`);
    assert.equal(page.status, 200);
    assert.equal(await visitor.signedIn(), true);
    const sid = JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).sid;
    assert.ok(sid, 'the provider gave no sid');
    const nobody = new Visitor();
    await nobody.get(`${home}/logg-ut/leverandor?${new URLSearchParams({ iss: 'http://127.0.0.1:1', sid })}`);
    assert.equal(await visitor.signedIn(), true);
    await nobody.get(`${home}/logg-ut/leverandor?${new URLSearchParams({ iss: issuer, sid })}`);
    assert.equal(await visitor.signedIn(), false);
  },
};
for (const bad of badAnswers) {
  tests[`a token with a bad ${bad} is refused`] = async ({ state }) => {
    state.bad = bad;
    const visitor = new Visitor();
    const { answer } = await visitor.follow(`${home}/logg-inn/leverandor`);
    assert.equal(answer.status, 403);
    assert.equal(await visitor.signedIn(), false);
  };
}

async function waitFor(url) {
  for (let i = 0; i < 100; i++) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

const provider = await startProvider({ port: Number(port), client, algorithm });
const felles = spawn(process.argv[dash + 1], process.argv.slice(dash + 2), { stdio: ['ignore', 'inherit', 'inherit'] });
let passed = 0, failed = 0;
try {
  await waitFor(`${home}/helse`);
  for (const [name, run] of Object.entries(tests)) {
    Object.assign(provider.state, { user: 'silje', level: 'idporten-loa-high', bad: null, seen: null });
    try {
      await run(provider);
      passed++;
      console.log(`ok - ${name} (PJL-5)`);
    } catch (error) {
      failed++;
      console.log(`not ok - ${name}\n${error.stack}`);
    }
  }
} finally {
  felles.kill('SIGTERM');
  provider.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed || !passed ? 1 : 0;
