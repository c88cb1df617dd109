import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cluster, sampleEvents, storedEvents } from '../../../fixtures/containers/storedEvents';
import { readBytes } from '../../../fixtures/containers/readBytes';
import { textForms } from '../../../fixtures/containers/textForms';

const chunkSizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 });

describe('text containers', () => {
  for (const { title, container, says, write } of textForms) {
    it(`${title}: gives every event of the sample as it is stored`, () => {
      const events = sampleEvents();
      const content = write(events);
      const read = readBytes(content);
      assert.equal(read.container, container);
      assert.deepEqual(
        read.records.map(({ message, stream, cluster, timestamp }) => ({
          message,
          stream,
          cluster,
          timestamp,
        })),
        events.map(({ message, stream, timestamp }) => ({
          message,
          stream: says.stream ? stream : undefined,
          cluster: says.cluster || (says.stream && stream === cluster) ? cluster : undefined,
          timestamp: says.timestamp ? timestamp : undefined,
        })),
      );
      assert.equal(read.reading.foreignCount, 0, JSON.stringify(read.reading.foreign.slice(0, 3)));
    });

    it(`${title}: gives the same events however the bytes are cut`, () => {
      fc.assert(
        fc.property(storedEvents, chunkSizes, (events, sizes) => {
          const content = write(events);
          const whole = readBytes(content);
          assert.deepEqual(
            whole.records.map(({ message }) => message),
            events.map(({ message }) => message),
          );
          assert.deepEqual(readBytes(content, sizes).records, whole.records);
        }),
        { numRuns: 40 },
      );
    });

    it(`${title}: gives what stands before a cut at any byte`, function () {
      this.timeout(30_000); // every byte
      const bytes = Buffer.from(write(sampleEvents(1, 1).slice(0, 2)));
      const whole = readBytes(bytes).records.map(({ message }) => message);
      for (let length = 0; length < bytes.length; length++) {
        const { records, reading } = readBytes(bytes.subarray(0, length));
        const found = records.map(({ message }) => message);
        const last = found.length - 1;
        found.forEach((message, index) => {
          const stored = whole[index] ?? '';
          // Of the first line that an event begins with, what is left may be any line of the one before.
          const isAllOf =
            message.startsWith(stored) && !message.slice(stored.length + 1).includes('\n');
          if (index < last) assert.equal(message, stored, `cut at ${length}`);
          else assert.ok(stored.startsWith(message) || isAllOf, `cut at ${length}: ${message}`);
        });
        const isSaid = found.length > 0 || reading.foreignCount > 0;
        // Brackets are nothing to tell, as those of a JSON list.
        const isNothing = !/[^\s[\],]/.test(bytes.subarray(0, length).toString());
        assert.ok(isSaid || isNothing, `cut at ${length}`);
      }
    });

    it(`${title}: says where each event stands`, () => {
      const bytes = Buffer.from(write(sampleEvents()));
      for (const { message, source } of readBytes(bytes).records) {
        const { offset, length, line } = source!;
        const place = bytes.subarray(offset, offset + length).toString();
        const unindented = place.replace(/\n(?: {29}\t| {4})/g, '\n');
        assert.equal(unindented, message);
        assert.equal(bytes.subarray(0, offset).toString().split('\n').length, line);
      }
    });
  }

  it('takes the bracket of a list of certificate events for no stream', () => {
    const event =
      '{"object_handle":1,"op_code":"DestroyObject","response":"OK","timestamp":1725482484559}';
    for (const list of [`[${event}]`, `[ ${event},\n${event} ]`, `[\n${event}\n]\n`]) {
      const { records } = readBytes(list);
      assert.equal(records.length, list.split(event).length - 1);
      for (const { kind, stream } of records) {
        assert.deepEqual({ kind, stream }, { kind: 'certificate', stream: undefined }, list);
      }
    }
  });

  it('gives a certificate event with a control character in it, however the bytes are cut', () => {
    const event = '{\n  "op_code": "DestroyObject",\u0000\n  "response": "OK"\n}';
    for (const size of [1, 31, 40, Infinity]) {
      const { records } = readBytes(`${event}\n`, [size]);
      assert.deepEqual(
        records.map(({ message }) => message),
        [event],
      );
    }
  });

  it('knows a certificate event by a damaged first line too, however the bytes are cut', () => {
    const damaged = '  {\n"op_code"          {\n  "field": "x"\n}';
    const nested =
      '2019-08-03T14:37:38 {\n  "object_handle": {\n"op_code"36196,\n  "timestamp": 2\n}}';
    for (const text of [damaged, nested]) {
      const content = `"a": "Time: 1"\n${text}\n`;
      const whole = readBytes(content);
      assert.equal(whole.records.length, 1);
      for (let size = 1; size < content.length; size++) {
        assert.deepEqual(readBytes(content, [size]), whole, `cut into ${size}`);
      }
    }
  });
});
