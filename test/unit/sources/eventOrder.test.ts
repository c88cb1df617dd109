import assert from 'node:assert/strict';
import { inOrder } from '../../../src/sources/eventOrder';

function event(timestamp: number, usecs: number | undefined, sequence: string, label = 'usecs') {
  const time = usecs === undefined ? '' : `Time: 12/19/17 21:01:16.9, ${label}:${usecs}\n`;
  return { timestamp, message: `${time}Sequence No : 0x${sequence}\nOpcode : CN_LOGIN (0xd)` };
}

describe('the order of events', () => {
  it('is that of their time, then of the exact time in their text, then of their sequence number', () => {
    const sorted = [
      event(1000, 1_000_000, '9'),
      event(1000, 1_000_001, '3'),
      event(1000, 1_000_001, 'a'),
      event(1000, 1_000_001, 'ffffffffffffffff', 'usec'),
      event(1001, 1_000_000, '1'),
    ];

    assert.deepEqual(inOrder([...sorted].reverse()), sorted);
  });

  it('leaves the service’s where the text has neither', () => {
    const events = [
      { timestamp: 5, message: 'b' },
      { timestamp: 5, message: 'a' },
    ];

    assert.equal(inOrder(events), events);
  });

  it('looks at the first lines only, however long a text is', () => {
    const late = { timestamp: 5, message: `${'x'.repeat(500)}\nSequence No : 0x1` };
    const early = { timestamp: 5, message: 'Sequence No : 0x2' };

    assert.deepEqual(inOrder([early, late]), [late, early]);
  });
});
