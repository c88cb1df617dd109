import { SampleSource } from '../../src/sources/sample/sampleSource';
import { fillWithSample } from '../endpoint/sampleData';
import { startEndpoint, type Endpoint } from '../endpoint/server';
import { activated, closeEditors, resetSettings, set } from './openDocuments';
import { storedStreams, type StoredStream } from './storedStreams';

/** A local endpoint that serves the sample, and what it holds. */
export interface SampleEndpoint {
  readonly endpoint: Endpoint;
  readonly streams: readonly StoredStream[];
}

/** The connection to it that the settings have. */
export const sampleConnection = 'local';

/**
 * Registers hooks that serve the sample while the tests of a suite run, each without faults and with no
 * editor left over. @returns what gives it inside of hooks and tests
 */
export function useSampleEndpoint(
  options?: Parameters<typeof startEndpoint>[0],
): () => SampleEndpoint {
  let served: SampleEndpoint | undefined;
  before(async () => {
    await activated();
    const endpoint = await startEndpoint(options);
    const sample = new SampleSource();
    await fillWithSample(endpoint, sample);
    served = { endpoint, streams: await storedStreams(sample) };
    await set('cloudhsm.connections', [
      { name: sampleConnection, region: 'us-east-1', endpoint: endpoint.url },
    ]);
  });
  afterEach(async () => {
    served?.endpoint.faults.clear();
    await closeEditors();
  });
  after(async () => {
    await resetSettings();
    await served?.endpoint.stop();
  });
  return () => {
    if (served === undefined) throw new Error('The endpoint is not there outside of a test.');
    return served;
  };
}
