import assert from 'node:assert/strict';
import { readToBegin } from '../../../../src/documents/streams/streamBegin';

describe('the begin of a stream', () => {
  const streamOf = (pages: number, failure?: Error) => ({
    async loadOlder(): Promise<number> {
      await Promise.resolve();
      pages -= 1;
      if (pages < 0 && failure !== undefined) throw failure;
      return pages < 0 ? 0 : 10;
    },
  });
  const dayOf = (eventCount: number, missing?: string) => () =>
    Promise.resolve({ eventCount, missing });
  const ignored = (): void => undefined;

  it('is read back to where the stream is short', async () => {
    const never = () => Promise.reject(new Error('The day was asked for.'));
    assert.equal(await readToBegin(streamOf(3), never, ignored), 'stream');
  });

  it('is the first day of one that is long, unless that has no events any more', async () => {
    assert.equal(await readToBegin(streamOf(99), dayOf(5), ignored), 'firstDay');
    assert.equal(await readToBegin(streamOf(99), dayOf(0), ignored), 'gone');
    assert.equal(await readToBegin(streamOf(99), dayOf(0, 'Denied.'), ignored), 'firstDay');
  });

  it('keeps what came before a failure', async () => {
    let times = 0;
    const read = readToBegin(streamOf(2, new Error('cancelled')), dayOf(5), () => (times += 1));
    await assert.rejects(read, /cancelled/);
    assert.equal(times, 1);
  });
});
