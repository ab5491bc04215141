// Reads wrk's report; prints "REQUESTS_A_SECOND P99_MS REQUESTS". Stops the run when a request did not succeed.
import fs from 'node:fs';
const text = fs.readFileSync(0, 'utf8');
if (/Non-2xx|Socket errors/.test(text)) {
  console.error(text);
  process.exit(1);
}
const ms = ([, number, unit]) => Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit];
console.log(Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]), ms(/99%\s+([\d.]+)(us|ms|s)/.exec(text)), Number(/(\d+) requests in/.exec(text)[1]));
