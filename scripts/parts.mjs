// The parts of `npm test`, in their order.

/**
 * @typedef {object} Part
 * @property {string} name for `npm test -- NAME` and the summary
 * @property {string} what one line
 * @property {readonly string[]} run the arguments of Node
 * @property {readonly string[]} [after] parts that end before it starts, well or not: the compiler
 *   writes its JavaScript in spite of a wrong type
 * @property {readonly string[]} [needs] parts without whose success it cannot run
 * @property {boolean} [counts] it writes mocha's counts; without it the part is one test
 * @property {number} [minutes] how long it may take at most; twice what a slow machine takes where nothing
 *   is said
 * @property {Record<string, string>} [env]
 */

const mocha = 'node_modules/mocha/bin/mocha.js';
const reporter = 'out/test/host/countingReporter.js';
const oldest = '1.100';
const newest = '1.139';
/** Window tests that run in the oldest VS Code too. All in both would take longer than anyone waits. */
const basics = ['log/auditLog', 'log/openLog', 'cluster/sampleCluster'];

/** @type {readonly Part[]} */
export const parts = [
  {
    name: 'types',
    what: 'the types are right (tsc)',
    run: ['scripts/compile.mjs'],
  },
  {
    name: 'format',
    what: 'the files are formatted (prettier)',
    run: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  },
  {
    name: 'lint',
    what: 'the linter and the layer rule (eslint)',
    run: ['node_modules/eslint/bin/eslint.js', '.'],
  },
  {
    name: 'build',
    what: 'the bundles build (rspack)',
    run: ['scripts/build.mjs'],
  },
  {
    name: 'unit',
    what: 'unit tests',
    run: [mocha, '--timeout', '20000', '--reporter', reporter, 'out/test/unit/**/*.test.js'],
    after: ['types'],
    counts: true,
  },
  {
    name: 'grammar',
    what: 'grammar tests',
    run: [mocha, '--timeout', '20000', '--reporter', reporter, 'out/test/grammar/**/*.test.js'],
    after: ['types'],
    counts: true,
  },
  {
    name: 'package',
    what: 'the .vsix is made and is small',
    run: ['scripts/package.mjs', '--built'],
    needs: ['build'],
  },
  {
    name: 'vscode',
    what: 'VS Code and Chromium are there to test in',
    run: ['out/test/host/prepare.js'],
    after: ['types'],
    minutes: 12, // the first time it downloads
  },
  ...[oldest, newest].map((version) => ({
    name: `extension-${version}`,
    what: `extension tests in VS Code ${version}`,
    run: ['out/test/host/runExtensionTests.js', version],
    after: ['types'],
    needs: ['build', 'vscode'],
    counts: true,
  })),
  {
    name: `window-${oldest}`,
    what: `window tests of what all rests on, in VS Code ${oldest}`,
    run: ['out/test/host/runWindowTests.js', oldest, ...basics],
    after: ['types'],
    needs: ['build', 'vscode'],
    counts: true,
  },
  // Two parts, so that two cores have the same to do.
  ...['log', 'cluster'].map((folder) => ({
    name: `window-${folder}`,
    what: `window tests of the installed .vsix in VS Code ${newest}: ${folder}`,
    run: ['out/test/host/runWindowTests.js', newest, '--vsix', folder],
    after: ['types'],
    needs: ['package', 'vscode'],
    counts: true,
  })),
];

/** The parts that end before a part starts. */
export function before({ after = [], needs = [] }) {
  return [...after, ...needs];
}

/**
 * The parts that were asked for, each with what it needs. `window` is every part that begins so.
 *
 * @param {readonly string[]} names none: all
 */
export function chosenParts(names) {
  if (names.length === 0) return parts;
  const chosen = new Set();
  const choose = (part) => {
    chosen.add(part);
    for (const need of before(part)) choose(parts.find((other) => other.name === need));
  };
  for (const name of names) {
    const meant = parts.filter((part) => part.name === name || part.name.startsWith(`${name}-`));
    if (meant.length === 0) {
      const known = parts.map((part) => part.name).join(', ');
      throw new Error(`There is no part "${name}". The parts are: ${known}.`);
    }
    meant.forEach(choose);
  }
  return parts.filter((part) => chosen.has(part));
}
