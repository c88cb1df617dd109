import { asHumanError, type HumanError } from '../sources/humanError';
import {
  clusterId,
  type ClusterFacts,
  type HealthSource,
} from '../sources/clusterHealth/healthSource';
import type { Cluster } from '../sources/logSource';

/**
 * What CloudHSM itself says about the clusters of a connection. It takes a permission of its own, so the
 * tree is whole without it: read beside the lists, once, until a reset.
 */
export class ClusterFactsList {
  private abort = new AbortController();
  private reading: Promise<boolean> | undefined;
  private known: readonly ClusterFacts[] | undefined;
  private failure: HumanError | undefined;

  /**
   * @param open gives the source; undefined where only logs are known
   * @param report takes every error, for the log
   */
  constructor(
    private readonly open: () => Promise<HealthSource> | undefined,
    private readonly report: (error: unknown) => void,
  ) {}

  /** All clusters of the account and region; undefined before they were read, or where they may not be. */
  get all(): readonly ClusterFacts[] | undefined {
    return this.known;
  }

  /** Why they are not known, where that was tried. */
  get error(): HumanError | undefined {
    return this.failure;
  }

  /** The cluster of a log group; undefined where it is not known, and for one that is gone. */
  of(cluster: Pick<Cluster, 'logGroup'>): ClusterFacts | undefined {
    const id = clusterId(cluster);
    return this.known?.find((facts) => facts.id === id);
  }

  /** Reads once. @returns whether this call has changed what is known */
  async read(): Promise<boolean> {
    if (this.reading !== undefined) return false;
    this.reading = this.readAll(this.abort.signal);
    return this.reading;
  }

  /** Forgets what is known, and ends what is being read. */
  reset(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.reading = undefined;
    this.known = undefined;
    this.failure = undefined;
  }

  private async readAll(signal: AbortSignal): Promise<boolean> {
    const all: ClusterFacts[] = [];
    try {
      const health = await this.open();
      if (health === undefined) return false;
      for await (const { items } of health.allFacts(signal)) all.push(...items);
    } catch (error) {
      if (signal.aborted) return false;
      this.report(error);
      this.failure = asHumanError(error);
      return true;
    }
    if (signal.aborted) return false;
    this.known = all;
    return true;
  }
}
