import * as l10n from '@vscode/l10n';

/** What a button beside an error may offer. The interface layers map it to a command. */
export type Remedy =
  'retry' | 'signIn' | 'editConnection' | 'addConnection' | 'showLog' | 'openLargeLog';

/**
 * What an error means to a reader that could go on:
 * - `passing`: the same may work a moment later, without anybody's doing
 * - `placeLost`: the page's place is no longer known, but its time is
 * - `signIn`: another try helps once somebody has signed in
 * - `unavailable`: this way is closed here for good, but there is another one
 */
export type ErrorNature = 'passing' | 'placeLost' | 'signIn' | 'unavailable';

interface HumanErrorOptions extends ErrorOptions {
  readonly terminal?: string | undefined;
  readonly nature?: ErrorNature | undefined;
}

/**
 * An error that a user reads: one sentence that says what went wrong and what to do about it.
 * Everything else that is thrown is a fault of ours and is shown with a link to the log.
 */
export class HumanError extends Error {
  override readonly name: string = 'HumanError';
  /** For the remedy `signIn`: what to run in a terminal. */
  readonly terminal: string | undefined;
  /** Undefined for what stays as it is. */
  readonly nature: ErrorNature | undefined;

  /**
   * @param message what happened and what to do, one or two plain sentences
   * @param remedy what a button may offer
   * @param options `cause`: the error underneath, for the log
   */
  constructor(
    message: string,
    readonly remedy?: Remedy,
    options?: HumanErrorOptions,
  ) {
    super(message, options);
    this.terminal = options?.terminal;
    this.nature = options?.nature;
  }
}

/** An error as a person is shown it: itself, or for a fault of ours a sentence with the way to the log. */
export function asHumanError(error: unknown): HumanError {
  if (error instanceof HumanError) return error;
  return new HumanError(
    l10n.t('Something went wrong here that should not have. The log has the details.'),
    'showLog',
    { cause: error },
  );
}
