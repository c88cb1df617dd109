import assert from 'node:assert/strict';
import { TailBuffer } from '../../../../src/sources/tail/tailBuffer';
import { cluster } from './liveSource';

const event = (name: string, timestamp: number, message = `${timestamp}`) => ({
  stream: { cluster, name },
  event: { timestamp, message },
});

describe('the events that a tail keeps', () => {
  it('are parted by stream, with a blank line behind each', () => {
    const buffer = new TailBuffer();
    buffer.add([event('a', 1), event('b', 2, 'two\n'), event('a', 3)], 10);

    assert.deepEqual(
      [...buffer.texts()],
      [
        ['a', '1\n\n3\n\n'],
        ['b', 'two\n\n'],
      ],
    );
  });

  it('are in order when some come late', () => {
    const buffer = new TailBuffer();
    buffer.add([event('a', 5), event('a', 7)], 10);
    buffer.add([event('a', 6)], 10);

    assert.equal(buffer.texts().get('a'), '5\n\n6\n\n7\n\n');
  });

  it('are the newest ones, and those that fell off are counted', () => {
    const buffer = new TailBuffer();
    for (let time = 0; time < 1000; time++) buffer.add([event('a', time)], 100);

    assert.ok(buffer.length >= 90 && buffer.length <= 100, `${buffer.length} events`);
    assert.equal(buffer.length + buffer.fallen, 1000);
    assert.match(buffer.texts().get('a') ?? '', /\n999\n\n$/);
    buffer.clear();
    assert.deepEqual([buffer.length, buffer.fallen, buffer.texts().size], [0, 0, 0]);
  });
});
