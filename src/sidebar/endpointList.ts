import type { SetEndpoint } from '../sources/connections/connection';
import type { LogSource } from '../sources/logSource';

/** The endpoints that the environment or a profile sets for a connection: found out once, until a reset. */
export class EndpointList {
  private reading: Promise<boolean> | undefined;
  private known: readonly SetEndpoint[] = [];

  constructor(private readonly source: () => LogSource) {}

  /** None before they were read. */
  get all(): readonly SetEndpoint[] {
    return this.known;
  }

  /** Reads once. @returns whether this call has changed what is known */
  async read(): Promise<boolean> {
    if (this.reading !== undefined) return false;
    const reading = this.readAll();
    this.reading = reading;
    return reading;
  }

  /** Reads anew the next time: people edit their profiles while the editor runs. */
  reset(): void {
    this.reading = undefined;
  }

  private async readAll(): Promise<boolean> {
    const before = this.known;
    this.known = (await this.source().endpoints?.()) ?? [];
    return JSON.stringify(before) !== JSON.stringify(this.known);
  }
}
