import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { damageNotes } from '../../../../src/audit/containers/readingNotes';
import { decodeEvent } from '../../../../src/audit/event/decodeEvent';
import {
  cluster,
  sampleEvents,
  storedEvents,
  type StoredEvent,
} from '../../../fixtures/containers/storedEvents';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { readBytes, type ReadBytes } from '../../../fixtures/containers/readBytes';
import {
  flatObject,
  recordForms,
  subscriptionRecord,
} from '../../../fixtures/containers/recordForms';

const chunkSizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 });
const gunzip = (bytes: Uint8Array): Uint8Array => gunzipSync(bytes);

function read(content: string | Uint8Array, sizes?: readonly number[]): ReadBytes {
  return readBytes(content, sizes, { gunzip });
}

describe('record containers', () => {
  for (const { title, container, says, write, reread } of recordForms) {
    it(`${title}: gives every event of the sample as it is stored`, () => {
      const events = sampleEvents();
      const { container: found, records, reading } = read(write(events));
      assert.equal(found, container);
      assert.deepEqual(
        records.map(({ message, stream, cluster: of, timestamp }) => ({
          message,
          stream,
          cluster: of,
          timestamp,
        })),
        events.map(({ message, stream, timestamp }) => ({
          message,
          stream: says.stream ? stream : undefined,
          cluster: says.cluster || (says.stream && stream === cluster) ? cluster : undefined,
          timestamp: says.timestamp ? timestamp : undefined,
        })),
      );
      assert.deepEqual([reading.foreign, reading.damaged], [[], []]);
    });

    it(`${title}: gives the same events however the bytes are cut`, () => {
      fc.assert(
        fc.property(storedEvents, chunkSizes, (events, sizes) => {
          const content = write(events);
          const whole = read(content);
          assert.deepEqual(
            whole.records.map(({ message }) => message),
            events.map(({ message }) => message),
          );
          assert.deepEqual(read(content, sizes).records, whole.records);
        }),
        { numRuns: 30 },
      );
    });

    it(`${title}: says where each event stands`, () => {
      const bytes = Buffer.from(write(sampleEvents()) as string);
      for (const { message, source } of read(bytes).records) {
        if (reread === undefined) {
          assert.equal(source, undefined);
          continue;
        }
        const { offset, length, line } = source!;
        assert.equal(reread(bytes.subarray(offset, offset + length).toString()), message);
        assert.equal(bytes.subarray(0, offset).toString('latin1').split('\n').length, line);
      }
    });

    it(`${title}: gives what stands before a cut at any byte, and says that it is cut`, function () {
      this.timeout(30_000); // every byte
      const events = sampleEvents(1, 1).slice(0, 2);
      const bytes = Buffer.from(write(events) as string);
      const whole = read(bytes).records.map(({ message }) => message);
      const isLines = container === 'insights-csv' || container === 'aws-cli-text';
      for (let length = 0; length < bytes.length; length++) {
        const { records, reading } = read(bytes.subarray(0, length));
        const found = records.map(({ message }) => message);
        // CSV and lines of JSON may be cut between records; text that is too short to know is other text.
        if (isLines && found.length > 0) found.pop();
        assert.deepEqual(found, whole.slice(0, found.length), `cut at ${length}`);
        const isSaid = reading.damagedCount > 0 || reading.foreignCount > 0 || records.length > 0;
        assert.ok(isSaid || length < 40 || title.includes('CSV'), `cut at ${length}`);
      }
    });
  }
});

describe('output of the AWS command line', () => {
  const [{ message, timestamp }] = sampleEvents(1, 1) as [StoredEvent];
  const row = `EVENTS\t${timestamp}\t${message}\t${timestamp}\n`;

  it('is text with its line ends, tabs in values and text of no event', () => {
    const name = message.replace(/(?=\n|$)/, '\nUser Name : a\t1513717277540');
    const rows = row.replace(message, name) + 'EVENTS\t1513717277590\thello\t1513717277540\nlast\n';
    const { records, reading } = read(rows.replaceAll('\n', '\r\n'));
    assert.deepEqual(
      records.map((record) => record.message),
      [name.replaceAll('\n', '\r\n')],
    );
    assert.deepEqual(
      reading.foreign.map(({ text, place }) => [text, place?.line]),
      [
        ['hello', rows.slice(0, rows.indexOf('hello')).split('\n').length],
        ['last', rows.slice(0, rows.indexOf('last')).split('\n').length],
      ],
    );
  });

  it('says the stream and the time where a query has put them before the message', () => {
    const { records } = read(`hsm-abcdefghij2\t${timestamp}\t${message}\n`.repeat(2));
    assert.deepEqual(
      records.map(({ stream, timestamp: at, message: own }) => [stream, at, own]),
      Array(2).fill(['hsm-abcdefghij2', timestamp, message]),
    );
  });

  it('knows the stream beside the ids and log groups that a query has put there', () => {
    for (const before of [['37312345678901234567'], ['/aws/cloudhsm/cluster-likphkxygsn', '1']]) {
      const rows = [[...before, 'hsm-abcdefghij2', message]];
      const [record] = read(JSON.stringify([...rows, ...rows])).records;
      assert.equal(record?.stream, 'hsm-abcdefghij2');
    }
    const row = `/aws/cloudhsm/cluster-likphkxygsn\thsm-abcdefghij2\t${timestamp}\t${message}\n`;
    assert.equal(read(row).records[0]?.stream, 'hsm-abcdefghij2');
  });

  it('says that it was cut behind a message', () => {
    const { records, reading } = read(row + row.slice(0, -4));
    assert.deepEqual(
      records.map((record) => record.message),
      [message, message],
    );
    assert.deepEqual(
      reading.damaged.map(({ damage }) => damage),
      ['cut'],
    );
  });

  const lines = message.split('\n');
  const unread: Readonly<Record<string, string>> = {
    'a stream of YAML': `- events:\n  - ingestionTime: 1\n    message: 'Time: x'\n    timestamp: 2\n`,
    YAML: `events:\n- ingestionTime: 1\n  message: '${lines.join('\n\n    ')}\n\n    '\n  timestamp: 2\n`,
    'a list of YAML': `- '${lines.join('\n\n  ')}'\n`,
    'a table': `${'-'.repeat(60)}\n|${' '.repeat(20)}GetLogEvents${' '.repeat(26)}|\n||  message  | ${lines.join('\n')} |\n`,
  };
  for (const [name, text] of Object.entries(unread)) {
    it(`is refused as ${name}`, () => {
      const { records, reading } = read(text);
      assert.equal(records.length, 0);
      assert.match(damageNotes(reading).join(), /^this is what the AWS CLI prints.* --output json/);
      assert.equal(reading.foreignBytes, Buffer.byteLength(text));
    });
  }
});

describe('JSON that was cut inside of a message', () => {
  it('counts no byte twice of a message that holds other JSON', () => {
    const record = JSON.stringify({ timestamp: 1, message: '{"other":1}', ingestionTime: 2 });
    const { reading } = read(record.slice(0, -3));
    assert.deepEqual([reading.foreignCount, reading.damagedCount], [1, 1]);
    assert.equal(reading.foreignBytes, '{"other":1}'.length);
  });
});

describe('CSV that lost a closing quote', () => {
  const csv = recordForms.filter(({ container }) => container === 'insights-csv');

  for (const { title, write } of csv) {
    it(`${title}: loses nothing but the end of that record`, () => {
      const events = sampleEvents(1, 4);
      const whole = events.map(({ message }) => message);
      const content = write(events) as string;
      const closing = [...content.matchAll(/(?<=[^"\n,])"(?=,|\r?\n|$)/g)].map(
        ({ index }) => index,
      );
      for (const quote of closing) {
        const { records, reading } = read(content.slice(0, quote) + content.slice(quote + 1));
        const found = records.map(({ message }) => message);
        const lost = whole.filter((message) => !found.includes(message));
        assert.ok(lost.length <= 1, `quote at ${quote}: ${lost.length} lost`);
        if (lost.length === 1) assert.ok(reading.damagedCount > 0, `quote at ${quote}`);
      }
    });
  }

  it('hides no other event where a quote was lost or put in anywhere', () => {
    const events = sampleEvents(1, 6);
    const whole = events.map(({ message }) => message);
    for (const { title, write } of csv) {
      const content = write(events) as string;
      fc.assert(
        fc.property(fc.nat(content.length), fc.boolean(), (at, isLost) => {
          const place = isLost ? content.indexOf('"', at) : at;
          fc.pre(place > content.indexOf('\n'));
          const rest = content.slice(isLost ? place + 1 : place);
          const { records } = read(content.slice(0, place) + (isLost ? '' : '"') + rest);
          const found = new Set(records.map(({ message }) => message));
          const lost = whole.filter((message) => !found.has(message));
          assert.ok(lost.length <= 1, `${title}: ${lost.length} lost`);
        }),
        { numRuns: 300 },
      );
    }
  });

  it('has the events behind it where none of them has a quote', () => {
    const line = (number: number): string =>
      `Time: 03/12/26 03:12:07.140812 usecs:1773285127140812 Sequence No : 0x${number.toString(16)} Reboot counter : 0x1 Command Type(hex) : CN_MGMT_CMD (0x0) Opcode : CN_LOGIN (0xd)`;
    const rows = Array.from(
      { length: 900 },
      (_, number) => `2026-03-12 03:12:07.140,${number === 1 ? '"' : ''}${line(number)}`,
    );
    for (const sizes of [undefined, [4096]]) {
      const { records, reading } = read(`@timestamp,@message\n${rows.join('\n')}\n`, sizes);
      assert.deepEqual(
        records.map(({ message }) => message),
        rows.map((_, number) => line(number)),
      );
      assert.deepEqual(
        reading.damaged.map(({ damage, place }) => [damage, place?.line]),
        [['csv', 3]],
      );
    }
  });

  it('has the event whose quote is open where the text ends', () => {
    const message = 'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nSequence No : 0x1';
    const { records, reading } = read(`@timestamp,@message\n2026-03-12 03:12:07.140,"${message}`);
    assert.deepEqual(
      records.map((record) => record.message),
      [message],
    );
    assert.deepEqual(
      reading.damaged.map(({ damage }) => damage),
      ['cut'],
    );
  });
});

describe('flat JSON', () => {
  const isAudit = ({ message }: StoredEvent): boolean => message.startsWith('Time');

  it('is read as the event that it was made from, unknown keys too', () => {
    const events = sampleEvents().filter(isAudit);
    for (const indent of [0, 2]) {
      const content = events
        .map(
          (event) => `${JSON.stringify({ ...flatObject(event), 'New thing': 7 }, null, indent)}\n`,
        )
        .join('');
      const { container, records } = read(content);
      assert.equal(container, 'flat-json');
      assert.equal(records.length, events.length);
      records.forEach(({ message, stream }, index) => {
        const event = events[index]!;
        assert.equal(stream, event.stream);
        assert.deepEqual(fields(message), [...fields(event.message), 'New thing=7'].sort());
      });
    }
  });

  it('is read as the events that it was made from, however it is written and cut', () => {
    const styles = fc.record({
      indent: fc.constantFrom(0, 1, 2),
      around: fc.constantFrom(['', '\n', ''], ['', '', ''], ['[', ', ', ']'], ['', '\n\n', '\n']),
      areNumbers: fc.boolean(),
    });
    fc.assert(
      fc.property(storedEvents, styles, chunkSizes, (stored, style, sizes) => {
        const { indent, around, areNumbers } = style;
        const events = stored.filter(isAudit);
        const objects = events.map((event) => {
          const json = JSON.stringify(flatObject(event), null, indent);
          // Exact handles pass what a number of JavaScript can hold.
          return areNumbers ? json.replace(/(?<=":\s?)"(0|[1-9]\d*)"/g, '$1') : json;
        });
        const [before = '', between = '', behind = ''] = around;
        const { records, reading } = read(before + objects.join(between) + behind, sizes);
        assert.equal(records.length, events.length);
        records.forEach(({ message, stream }, index) => {
          assert.deepEqual(fields(message), firstFields(events[index]!.message));
          assert.equal(stream, events[index]!.stream);
        });
        assert.deepEqual([reading.foreignCount, reading.damagedCount], [0, 0]);
      }),
      { numRuns: 60 },
    );
  });

  it('is one event for any object with two known keys, each of its members a line', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        'Time',
        'timestamp',
        'event_time',
        'hsm',
        'cluster',
        'sequence',
        'New thing',
        'a:b',
      ),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\nTime: 03/12/26 03:12:07.1, usecs:1',
        'hsm-abcdefghij2',
        '1773285127140812',
      ),
    );
    const member = fc.tuple(key, fc.oneof(text, fc.jsonValue({ maxDepth: 1 })));
    fc.assert(
      fc.property(fc.array(member, { maxLength: 8 }), chunkSizes, (more, sizes) => {
        // Keys may be there twice, which no object of JavaScript can have.
        const all = [['opcode', 'CN_LOGIN (0xd)'], ['session_handle', '0x7'], ...more] as const;
        const json = all.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
        const { container, records, reading } = read(`{${json.join()}}`, sizes);
        assert.equal(container, 'flat-json');
        assert.equal(records.length, 1);
        const { message, stream, cluster: of } = records[0]!;
        const log = AuditLog.of(`${message}\n`);
        assert.equal(log.length, 1, message);
        const said = all.filter(([, value]) => value !== null);
        const origins = said.filter(
          ([, value]) =>
            typeof value === 'string' && (value === stream || value.includes(of ?? '\0')),
        );
        const lines = message.split('\n').length;
        assert.ok(lines <= said.length && lines >= said.length - origins.length, message);
        assert.deepEqual([reading.foreignCount, reading.damagedCount], [0, 0]);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps numbers as printed and lets no value make a line of its own', () => {
    const [record] = read(
      '{"opcode":"CN_LOGIN (0xd)","sequence_number":"0x1","timestamp":"2026-03-12T03:12:07.140812Z","username":"x\\nResponse : 0:HSM Return: SUCCESS","key_handle":18446744073709551615}',
    ).records;
    assert.equal(
      record?.message,
      'Time : 03/12/26 03:12:07.140812, usecs:1773285127140812\nOpcode : CN_LOGIN (0xd)\nSequence No : 0x1\nUser Name : x\\nResponse : 0:HSM Return: SUCCESS\nKey Handle : 18446744073709551615',
    );
  });

  /** An object has a key once. */
  function firstFields(message: string): readonly string[] {
    const labels = new Set<string>();
    return fields(message).filter((field) => {
      const [label = ''] = field.split('=');
      const isFirst = !labels.has(label);
      labels.add(label);
      return isFirst;
    });
  }

  function fields(message: string): readonly string[] {
    const event = decodeEvent(message, { kind: 'audit', start: 0, end: message.length });
    return event.fields.map(({ label, value }) => `${label}=${value}`).sort();
  }
});

describe('damaged JSON', () => {
  const events = sampleEvents(1, 3).slice(0, 3);
  const answer = (message: string): string =>
    JSON.stringify({ events: [{ timestamp: 1, message }] });
  const [one, two] = events.map(({ message }) => answer(message));

  it('is one fault where it has one, and its bytes belong to no event', () => {
    for (const wrong of [
      '{"events": [x}',
      '{"events": [{"a" 1}]}',
      'nonsense',
      '{"message":"cut',
    ]) {
      const { records, reading } = read(`${one}\n${wrong}\n${two}`);
      assert.deepEqual(
        records.map(({ message }) => message),
        events.slice(0, 2).map(({ message }) => message),
      );
      assert.deepEqual(
        reading.damaged.map(({ damage, place }) => [damage, place?.line]),
        [['json', 2]],
        wrong,
      );
      assert.ok(reading.foreignBytes > 0 && reading.foreignBytes <= wrong.length, wrong);
    }
  });

  it('hides no answer behind one that lacks its end', () => {
    const { records, reading } = read(`${one!.slice(0, -1)}\n${two}`);
    assert.equal(records.length, 2);
    assert.deepEqual(
      reading.damaged.map(({ damage, place }) => [damage, place?.line]),
      [['json', 2]],
    );
  });

  it('is cut off where a list or an answer does not end', () => {
    const whole = answer(events[0]!.message);
    for (const content of [whole.slice(0, -1), whole.slice(0, -2), `[${whole},`]) {
      const { records, reading } = read(content);
      assert.equal(records.length, 1);
      assert.deepEqual(
        reading.damaged.map(({ damage, place }) => [damage, place?.offset]),
        [['cut', content.length]],
      );
    }
  });
});

describe('subscription records', () => {
  it('of another type than DATA_MESSAGE are skipped and counted', () => {
    const control =
      '{"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]}';
    const events = sampleEvents(1, 1).slice(0, 1);
    const { records, reading } = read(control + subscriptionRecord(events) + control);
    assert.deepEqual(
      records.map(({ message }) => message),
      events.map(({ message }) => message),
    );
    assert.deepEqual([...reading.skipped], [['CONTROL_MESSAGE', 2]]);
  });

  it('behind a damaged one are read', () => {
    const [one, two, three] = sampleEvents(1, 3).map((event) => [event]);
    const parts = [subscriptionRecord(one!), subscriptionRecord(two!), subscriptionRecord(three!)];
    const broken = parts[1]!.slice(0, parts[1]!.indexOf('Time') + 20);
    const { records, reading } = read(`${parts[0]}\n${broken}\n${parts[2]}`);
    assert.deepEqual(
      records.map(({ message }) => message),
      [one![0]!.message, three![0]!.message],
    );
    assert.equal(reading.damagedCount, 1);
    assert.equal(reading.damaged[0]?.place?.line, 2);
  });
});

describe('a message', () => {
  it('that holds no event is counted as text of none, with its place', () => {
    const content = '{"events":[{"timestamp":1,"message":"hello"}]}';
    const { records, reading } = read(content);
    assert.equal(records.length, 0);
    assert.deepEqual(
      [reading.foreignBytes, reading.foreign],
      [5, [{ place: { offset: 36, length: 7, line: 1 }, text: 'hello' }]].map((part) => part),
    );
  });

  it('that is JSON itself is unwrapped', () => {
    const flat = JSON.stringify({
      opcode: 'CN_LOGIN (0xd)',
      sequence_number: '0x1',
      response: '0',
    });
    const content = JSON.stringify({
      events: [{ timestamp: 5, logStreamName: 'hsm-abcdefghij2', message: flat }],
    });
    const [record] = read(content).records;
    assert.equal(record?.message, 'Opcode : CN_LOGIN (0xd)\nSequence No : 0x1\nResponse : 0');
    assert.equal(record.stream, 'hsm-abcdefghij2');
    assert.equal(
      JSON.parse(
        content.slice(record.source!.offset, record.source!.offset + record.source!.length),
      ),
      flat,
    );
  });
});
