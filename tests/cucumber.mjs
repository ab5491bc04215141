// Settings of cucumber-js: where the features are, and where their results go. Run from the repository's root:
//   node_modules/.bin/cucumber-js --config tests/cucumber.mjs [--tags @R-029]
// @phone is told on a phone, @both on both databases, @again is a story told again in other languages and at the other width (./check --long).
// FEATURES names the files to run (all), FELLES_BUILD the build folder (build), FELLES_FEATURE_DB=postgresql the other database.
const results = process.env.RESULTS ?? 'test-results';
const name = process.env.FELLES_FEATURE_DB === 'postgresql' ? 'features-postgresql' : 'features';

export default {
  paths: process.env.FEATURES?.split(' ') ?? ['tests/features/*.feature'],
  import: ['tests/features/support/hooks.mjs', 'tests/features/steps/*.mjs'],
  format: ['./tests/features/support/progress.mjs', `message:${results}/raw/${name}.ndjson`],
  strict: true,
  // Each with a browser and a base of its own. One more than there are cores, for each of them waits now and then: for the program, and for the screen.
  parallel: Number(process.env.FELLES_JOBS ?? 1) > 1 ? 3 : 0,
};
