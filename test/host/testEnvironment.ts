/**
 * The environment variables that the test scripts and the test programs agree on. scripts/parts.mjs
 * names them too.
 */
export const testEnvironment = {
  /** Absolute path of the JSON file for the counts: `{ "passed": 1, "failed": 0, "skipped": 0 }`. */
  results: 'CLOUDHSM_TEST_RESULTS',
  /** Absolute path of a file for mocha's output, inside VS Code, whose console is full of its own. */
  output: 'CLOUDHSM_TEST_OUTPUT',
  /** Only tests whose full name holds this text. */
  grep: 'CLOUDHSM_TEST_GREP',
  /** The VS Code that is tested: `1.100` or `1.139`. */
  vscode: 'CLOUDHSM_TEST_VSCODE',
  /** Absolute path of an extensions folder that holds the installed .vsix. Unset: the source folder. */
  extensions: 'CLOUDHSM_TEST_EXTENSIONS',
} as const;
