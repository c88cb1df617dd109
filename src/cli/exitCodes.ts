/** What a script learns from a command. The highest of all files counts. */
export const exitCodes = {
  /** Everything was done; for `check`: nothing to worry about was found. */
  done: 0,
  /** A file holds no audit event, or `check` found something. */
  found: 1,
  /** Something could not be read, or the command line is wrong. */
  failed: 2,
} as const;
