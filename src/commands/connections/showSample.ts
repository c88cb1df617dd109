import type { CommandFactory } from '../context';

/** Shows the bundled sample in the sidebar again. */
export const showSample: CommandFactory =
  ({ sample }) =>
  () =>
    sample.write(true);
