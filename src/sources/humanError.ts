/** What a button beside an error may offer. The interface layers map it to a command. */
export type Remedy = 'retry' | 'signIn' | 'editConnection' | 'addConnection' | 'showLog';

/**
 * An error that a user reads: one sentence that says what went wrong and what to do about it.
 * Everything else that is thrown is a fault of ours and is shown with a link to the log.
 */
export class HumanError extends Error {
  override readonly name: string = 'HumanError';

  /**
   * @param message what happened and what to do, one or two plain sentences
   * @param remedy what a button may offer
   * @param options `cause`: the error underneath, for the log
   */
  constructor(
    message: string,
    readonly remedy?: Remedy,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
