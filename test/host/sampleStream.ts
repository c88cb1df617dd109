import { sampleConnectionName } from '../../src/sources/connections/connection';
import type { LogStream } from '../../src/sources/logSource';
import { listedItems } from '../fixtures/listedItems';
import { SampleSource } from '../../src/sources/sample/sampleSource';

/** The address of the document of the sample's first HSM, as src/documents/streams/streamAddress.ts makes it. */
export async function sampleStreamUri(): Promise<string> {
  const { cluster, name } = await firstHsm();
  const segments = [sampleConnectionName, ...cluster.logGroup.split('/').filter(Boolean), name];
  return `cloudhsm-log:/${segments.map(encodeURIComponent).join('/')}.hsmaudit`;
}

async function firstHsm(): Promise<LogStream> {
  const sample = new SampleSource();
  for (const cluster of await listedItems(sample.clusters())) {
    const streams = await listedItems(sample.streams(cluster));
    const hsm = streams.find((stream) => stream.kind === 'hsm');
    if (hsm) return hsm;
  }
  throw new Error('The sample has no HSM.');
}
