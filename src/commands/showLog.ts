import type { CommandFactory } from './context';

/** Shows what the extension has logged. */
export const showLog: CommandFactory =
  ({ log }) =>
  () =>
    log.show();
