import type { SetEndpoint } from '../sources/connections/connection';
import type { LogSource } from '../sources/logSource';

/** The endpoints that the environment or a profile sets for a connection: found out once, until a reset. */
export class EndpointList {
  private reading: Promise<readonly SetEndpoint[]> | undefined;

  constructor(private readonly source: () => LogSource) {}

  /** Reads files on the disk, and asks no service. */
  async read(): Promise<readonly SetEndpoint[]> {
    this.reading ??= Promise.resolve(this.source().endpoints?.() ?? []);
    return this.reading;
  }

  /** Reads anew the next time: people edit their profiles while the editor runs. */
  reset(): void {
    this.reading = undefined;
  }
}
