// A Felles of its own for each scenario: a copy of a base municipality, a free port, a clock that the scenario holds.
// A base is made by `felles demo` when the first scenario of its profile begins, so it is also what a first-time user gets.
import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { municipality } from './municipality.mjs';
import { felles, root } from './places.mjs';

const run = promisify(execFile);
const onPostgresql = process.env.FELLES_FEATURE_DB === 'postgresql';
const postgresql = process.env.FELLES_TEST_POSTGRESQL;
const settings = { cwd: root, env: { ...process.env, LSAN_OPTIONS: `suppressions=${root}/tests/lsan.supp`, UBSAN_OPTIONS: 'halt_on_error=1' } };
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function psql(statement) {
  await run('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', postgresql, '-c', statement]);
}
const sibling = (name) => postgresql.replace(/\/[^/]*$/, `/${name}`);

/** `wanted` when nobody has it. */
function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', (error) => (wanted ? resolve(freePort()) : reject(error)));
    probe.listen(wanted, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => resolve(port)); });
  });
}

let bases = 0;

/** A municipality that scenarios begin with: its database, copied by each. */
export class Base {
  facts = {}; // what is known of the person whose story has been played in it (bases.mjs)
  cookies = {}; // who has stepped in meanwhile → what their browser kept

  constructor(profile, time) {
    this.profile = profile;
    this.time = time;
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'felles-features-'));
    this.key = path.join(this.folder, 'master.key');
    this.name = `felles_base_${process.pid}_${++bases}`;
  }
  static async make(profile = 'levanger') {
    const base = new Base(profile, '2026-09-07T08:00'), clock = path.join(base.folder, 'clock');
    fs.writeFileSync(clock, '2026-09-01T08:00\n');
    if (onPostgresql) await psql(`CREATE DATABASE ${base.name}`);
    const url = onPostgresql ? sibling(base.name) : `sqlite:${path.join(base.folder, 'base.db')}`;
    await run(felles, ['demo', '--profile', profile, '--persons', '0', '--db', url, '--key', base.key, '--clock-file', clock], settings);
    return base;
  }
  /** What a server that has ended leaves behind. */
  static async of(server, time) {
    const { base } = server, made = new Base(base.profile, time);
    fs.copyFileSync(base.key, made.key);
    if (onPostgresql) await psql(`CREATE DATABASE ${made.name} TEMPLATE ${base.name}_${server.name}`);
    else for (const file of base.files(server.name)) fs.copyFileSync(path.join(base.folder, file), path.join(made.folder, file.replace(server.name, 'base')));
    return made;
  }
  /** A copy of the database under a name; returns its address. */
  async copy(name) {
    if (!onPostgresql) {
      for (const file of this.files('base').filter((each) => !each.endsWith('-shm')))
        fs.copyFileSync(path.join(this.folder, file), path.join(this.folder, file.replace('base', name)));
      return `sqlite:${path.join(this.folder, `${name}.db`)}`;
    }
    await psql(`CREATE DATABASE ${this.name}_${name} TEMPLATE ${this.name}`);
    return sibling(`${this.name}_${name}`);
  }
  async forget(name) {
    if (onPostgresql) await psql(`DROP DATABASE IF EXISTS ${this.name}_${name} WITH (FORCE)`);
    else for (const file of this.files(name)) fs.rmSync(path.join(this.folder, file), { force: true });
  }
  /** A SQLite database is its file, the access log's, and what SQLite keeps beside them. */
  files(name) { return fs.readdirSync(this.folder).filter((file) => file.startsWith(`${name}.db`)); }
  async remove() {
    if (onPostgresql) await psql(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

let count = 0;

export class Server {
  /** `time` null: the machine's own clock. */
  static async start(base, { options = ['--demo', '--no-jobs', '--rate', '0'], time = base.time, port } = {}) {
    const server = new Server();
    server.base = base;
    server.municipality = municipality(base.profile);
    server.name = `s${++count}`;
    server.clock = path.join(base.folder, `${server.name}.clock`);
    if (time) server.setClock(time);
    server.db = await base.copy(server.name);
    server.log = '';
    server.port = await freePort(port);
    server.home = `http://127.0.0.1:${server.port}`;
    server.common = ['--db', server.db, '--key', base.key, '--profile', base.profile, ...(time ? ['--clock-file', server.clock] : [])];
    server.options = options;
    await server.serve();
    return server;
  }
  /** Starts the program on the scenario's database and waits until it answers. */
  async serve() {
    let gone;
    this.process = spawn(felles, ['serve', ...this.common, '--port', String(this.port), '--workers', '2', ...this.options], { ...settings, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (data) => { this.log += data; });
    this.ended = new Promise((resolve) => this.process.on('exit', (code, signal) => { gone = signal ?? code; resolve(gone); }));
    for (let i = 0; i < 1000; i++) {
      if (gone !== undefined) throw new Error(`felles serve ended with ${gone}:\n${this.log.slice(-4000)}`);
      if (await fetch(`${this.home}/helse`).then((answer) => answer.ok, () => false)) return;
      await wait(20);
    }
    throw new Error(`felles serve does not answer:\n${this.log.slice(-4000)}`);
  }
  /** As when the machine loses its power: no warning, nothing finished. */
  async kill() {
    this.process.kill('SIGKILL');
    await this.ended;
  }
  async restart() { await this.serve(); }
  /** Local time in Oslo, «2026-09-07T10:02». A rename, so that no reader meets half a time. */
  setClock(instant) {
    fs.writeFileSync(`${this.clock}.new`, `${instant}\n`);
    fs.renameSync(`${this.clock}.new`, this.clock);
  }
  async command(...words) {
    const { stdout, stderr } = await run(felles, [...words, ...this.common], settings);
    return stdout + stderr;
  }
  runJobs(...more) { return this.command('jobs', '--once', ...more); }
  /** Audit chain, invariants and loose ends of the whole database; throws with what it says when something is wrong. */
  verify() {
    return this.command('verify').catch((error) => { throw new Error(`felles verify: ${error.stdout ?? ''}${error.stderr ?? ''}${error.message}`); });
  }
  async end() {
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), 20000);
    const how = await this.ended;
    clearTimeout(late);
    if (how !== 0) throw new Error(`felles serve ended with ${how}:\n${this.log.slice(-4000)}`);
  }
  forget() { return this.base.forget(this.name); }
  stop() { return this.end().finally(() => this.forget()); }
}
