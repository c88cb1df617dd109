import assert from 'node:assert/strict';
import { decodeEvent } from '../../../../src/audit/event/decodeEvent';
import { ndjsonLine } from '../../../../src/audit/export/ndjson';
import { readBytes } from '../../../fixtures/containers/readBytes';
import { cluster, sampleEvents } from '../../../fixtures/containers/storedEvents';

describe('our own export', () => {
  it('is read as the events that it was written from, and written again is the same', () => {
    const written = sampleEvents().map(({ message, stream }) => {
      const kind = message.startsWith('{') ? 'certificate' : 'audit';
      const event = decodeEvent(message, { kind, start: 0, end: message.length });
      return { message, stream, line: ndjsonLine(event, message, { stream, cluster }) };
    });
    const { container, records, reading } = readBytes(
      written.map(({ line }) => `${line}\n`).join(''),
    );
    assert.equal(container, 'ndjson');
    assert.deepEqual([reading.foreign, reading.damaged], [[], []]);
    assert.equal(records.length, written.length);
    records.forEach(({ kind, message, stream, cluster: of }, index) => {
      const event = decodeEvent(message, { kind, start: 0, end: message.length });
      assert.equal(ndjsonLine(event, message, { stream, cluster: of }), written[index]?.line);
    });
  });
});
