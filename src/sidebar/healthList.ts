import { readHealth, type ClusterHealth } from '../sources/clusterHealth/healthReading';
import type { HealthSource } from '../sources/clusterHealth/healthSource';
import type { Cluster } from '../sources/logSource';

/** A window that was left open shows how the cluster was: what is older than this is read anew when it is opened. */
const freshMs = 5 * 60 * 1000;

/** The health of a cluster, read when it is first asked for and kept until a reset. */
export class HealthList {
  private abort = new AbortController();
  private reading: Promise<ClusterHealth> | undefined;
  private known: ClusterHealth | undefined;

  /**
   * @param open gives the source
   * @param cluster whose health it is
   */
  constructor(
    private readonly open: () => Promise<HealthSource>,
    private readonly cluster: () => Cluster,
  ) {}

  /** Where it is read from. */
  source(): Promise<HealthSource> {
    return this.open();
  }

  /** What was read last. */
  get last(): ClusterHealth | undefined {
    return this.known;
  }

  /** @returns undefined where a reset came in between */
  async read(): Promise<ClusterHealth | undefined> {
    const { signal } = this.abort;
    this.reading ??= this.open().then((health) => readHealth(health, this.cluster(), signal));
    try {
      const health = await this.reading;
      if (signal.aborted) return undefined;
      this.known = health;
      return health;
    } catch (error) {
      if (signal.aborted) return undefined;
      this.reading = undefined;
      throw error;
    }
  }

  /** Forgets what is old. @returns whether it did */
  async expire(): Promise<boolean> {
    const { known } = this;
    if (known === undefined) return false;
    const now = (await this.open()).now();
    if (known !== this.known || now - known.now < freshMs) return false;
    this.reset();
    return true;
  }

  /** Forgets what is known, so that the next `read` asks anew. */
  reset(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.reading = undefined;
    this.known = undefined;
  }
}
