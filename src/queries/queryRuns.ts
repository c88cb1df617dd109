interface Run {
  readonly abort: AbortController;
  /** Settles with the run, and never rejects. */
  readonly ended: Promise<void>;
}

/**
 * The queries that run. The service charges for what it scans, whether anybody waits for it or not: what
 * still runs when the window ends has to be stopped there.
 */
export class QueryRuns {
  private readonly runs = new Set<Run>();

  /**
   * Runs a query.
   *
   * @param signal aborts it too
   * @param query ends soon once its signal is aborted, and leaves nothing running at the service
   * @throws an `AbortError` where `stop` ended the query
   */
  async run<Result>(
    signal: AbortSignal,
    query: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const abort = new AbortController();
    const running = query(AbortSignal.any([signal, abort.signal]));
    const ignore = (): void => undefined; // the caller sees the error
    const run = { abort, ended: running.then(ignore, ignore) };
    this.runs.add(run);
    try {
      const result = await running;
      abort.signal.throwIfAborted();
      return result;
    } finally {
      this.runs.delete(run);
    }
  }

  /** Stops all queries. @returns when the service has been told of each */
  async stop(): Promise<void> {
    const runs = [...this.runs];
    for (const { abort } of runs) abort.abort();
    await Promise.all(runs.map(({ ended }) => ended));
  }
}
