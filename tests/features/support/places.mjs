// Where things lie. Everything else in the harness asks here.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
export const felles = path.resolve(root, process.env.FELLES_BUILD ?? 'build', 'felles');
export const results = path.resolve(root, process.env.RESULTS ?? 'test-results');
export const failures = path.join(results, 'features');
