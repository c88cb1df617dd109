import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { outcomeOf } from '../../../src/audit/event/outcome';
import { fieldOf } from '../../../src/audit/event/auditEvent';
import { AuditLog } from '../../../src/audit/table/auditLog';
import { auditLogs } from '../../fixtures/auditLogs';
import { recordForms } from '../../fixtures/containers/recordForms';
import { sampleEvents } from '../../fixtures/containers/storedEvents';
import { textForms } from '../../fixtures/containers/textForms';
import { temporaryFolder, type TemporaryFolder } from '../../host/temporaryFolder';
import { runCommand, runOnDisk, systemError, type Content } from './fakeIo';

interface Counted {
  readonly name: string | null;
  readonly events: number;
  readonly failures: number;
}

interface Summary {
  readonly events: number;
  readonly failures: number;
  readonly certificateEvents: number;
  readonly withoutTime: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly files: readonly {
    readonly file: string;
    readonly events: number;
    readonly bytes: number;
    readonly bytesInNoEvent: number;
    readonly placesInNoEvent: number;
    readonly recordsWithoutEvents: number;
    readonly complete: boolean;
  }[];
  readonly streams: readonly Counted[];
  readonly opcodes: readonly Counted[];
  readonly users: readonly Counted[];
  readonly responses: readonly Counted[];
}

type Files = Readonly<Record<string, Content>>;

const words = (files: Files, ...options: readonly string[]): readonly string[] => [
  'summary',
  ...options,
  ...Object.keys(files),
];

async function summaryOf(files: Files, ...options: readonly string[]): Promise<Summary> {
  const { output } = await runCommand(words(files, '--format', 'json', ...options), files);
  return JSON.parse(output) as Summary;
}

const login = (second: number, user: string, failed = false) =>
  `Time: 03/12/26 03:12:${String(second).padStart(2, '0')}.000000, usecs:${1_773_285_120_000_000 + second * 1_000_000}\nSequence No : 0x${second.toString(16)}\nOpcode : CN_LOGIN (0xd)\nResponse : ${failed ? '163:HSM Error: RET_USER_LOGIN_FAILURE' : '0:HSM Return: SUCCESS'}\nUser Name : ${user}\n`;

describe('the summary of logs', () => {
  it('counts events, failures, streams, opcodes, users and responses, the most frequent first', async () => {
    const summary = await summaryOf({
      'hsm-aaaaaaaaaaa.log': login(1, 'bob') + login(2, 'alice') + login(3, 'alice', true),
      'hsm-bbbbbbbbbbb.log': login(9, 'carol'),
    });
    const { events, failures, certificateEvents, withoutTime } = summary;
    assert.deepEqual([events, failures, certificateEvents, withoutTime], [4, 1, 0, 0]);
    assert.deepEqual(
      [summary.first, summary.last],
      ['2026-03-12T03:12:01.000000Z', '2026-03-12T03:12:09.000000Z'],
    );
    assert.deepEqual(summary.streams, [
      { name: 'hsm-aaaaaaaaaaa', events: 3, failures: 1 },
      { name: 'hsm-bbbbbbbbbbb', events: 1, failures: 0 },
    ]);
    assert.deepEqual(summary.opcodes, [{ name: 'CN_LOGIN', events: 4, failures: 1 }]);
    assert.deepEqual(summary.users, [
      { name: 'alice', events: 2, failures: 1 },
      { name: 'bob', events: 1, failures: 0 },
      { name: 'carol', events: 1, failures: 0 },
    ]);
    assert.deepEqual(summary.responses, [
      { name: '0: SUCCESS', events: 3, failures: 0 },
      { name: '163: RET_USER_LOGIN_FAILURE', events: 1, failures: 1 },
    ]);
  });

  it('counts an event for its user and for the user that it is about', async () => {
    const about = `${login(1, 'admin')}Target User Name : bob\n`;
    const { users } = await summaryOf({ 'a.log': about + login(2, 'admin') });
    assert.deepEqual(users, [
      { name: 'admin', events: 2, failures: 0 },
      { name: 'bob', events: 1, failures: 0 },
    ]);
  });

  it('counts certificate events and events without a time', async () => {
    const certificate = (code: string) =>
      `{"object_handle": 1, "op_code": "CreateObject", "response": "${code}", "attributes": null, "timestamp": 1725482483671}\n`;
    const summary = await summaryOf({
      'a.log': `${certificate('OK')}${certificate('ObjectNotFound')}Time: 03/12/26 xx\nSequence No : 0x1\n`,
    });
    const { certificateEvents, withoutTime, failures } = summary;
    assert.deepEqual([certificateEvents, withoutTime, failures], [2, 1, 1]);
    assert.deepEqual(
      summary.responses.map(({ name }) => name),
      ['OK', 'ObjectNotFound'],
    );
  });

  it('takes the stream of files that do not name theirs from --stream', async () => {
    const { streams } = await summaryOf({ 'a.log': login(1, 'x') }, '--stream', 'mine');
    assert.deepEqual(streams, [{ name: 'mine', events: 1, failures: 0 }]);
    const unnamed = await summaryOf({ 'a.log': login(1, 'x') });
    assert.deepEqual(unnamed.streams, [{ name: null, events: 1, failures: 0 }]);
  });

  it('agrees with the decoder on every event, and every byte is an event or is not', async () => {
    await fc.assert(
      fc.asyncProperty(auditLogs, fc.integer({ min: 1, max: 400 }), async ({ text }, chunk) => {
        const bytes = Buffer.from(`# \u00e9\u4e16\n${text}end`);
        const log = AuditLog.of(bytes.toString());
        const files = { '-': bytes };
        const { output } = await runCommand(words(files, '--format', 'json'), files, chunk);
        const summary = JSON.parse(output) as Summary;
        const events = [...log.events()];
        assert.equal(summary.events, events.length);
        const failed = events.filter((event) => outcomeOf(event) === 'failure');
        assert.equal(summary.failures, failed.length);
        const users = events.flatMap((event) => {
          if (event.kind !== 'audit') return [];
          const names = [fieldOf(event, 'userName'), fieldOf(event, 'targetUserName')];
          return new Set(names.map((field) => field?.value).filter((name) => name !== undefined))
            .size;
        });
        assert.equal(
          sum(summary.users),
          users.reduce((all, one) => all + one, 0),
        );
        assert.equal(sum(summary.streams), events.length);
        assert.equal(sum(summary.opcodes), events.length);
        const inEvents = Array.from({ length: log.length }, (_, row) =>
          Buffer.byteLength(log.text.slice(log.table.start(row), log.table.end(row))),
        );
        const [file] = summary.files;
        assert.equal(file?.bytes, bytes.length);
        assert.equal(
          file.bytesInNoEvent,
          bytes.length - inEvents.reduce((all, one) => all + one, 0),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('says in words what a file holds besides events', async () => {
    const { output, complaints, code } = await runCommand(
      ['summary', 'a.log', 'gone.log', 'b.log'],
      {
        'a.log': `junk\n${login(1, 'x')}\nmore\n\n${login(2, 'x')}`,
        'gone.log': systemError('ENOENT'),
        'b.log': `junk\n${login(3, 'x')}`,
      },
    );
    assert.match(output, / {2}a\.log \(text in 2 places is no event\)\n/);
    assert.match(output, / {2}b\.log \(text in 1 place is no event\)\n/);
    assert.match(output, /gone\.log \(not all of it could be read\)\n/);
    assert.match(complaints, /^cloudhsm-logs: gone\.log: there is no such file\./);
    assert.equal(code, 2);
  });

  it('lets no control character of a name through', async () => {
    const files = { 'a\u001b[2J.log': login(1, '\u001b]0;x\u0007\u202e') };
    for (const format of ['text', 'json']) {
      const { output } = await runCommand(words(files, '--format', format), files);
      // eslint-disable-next-line no-control-regex -- they are what it looks for
      assert.doesNotMatch(output, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      assert.match(output, /\\u001b\]0;x\\u0007/);
    }
  });
});

describe('the summary of what is in a container', () => {
  let folder: TemporaryFolder;
  before(async () => (folder = await temporaryFolder('cloudhsm-summary')));
  after(() => folder.remove());

  async function summaryOnDisk(name: string, content: string | Uint8Array) {
    const file = path.join(folder.path, name);
    await writeFile(file, content);
    const { output, complaints, code } = await runOnDisk(['summary', '--format', 'json', file]);
    return { summary: JSON.parse(output) as Summary, complaints, code };
  }

  const events = sampleEvents(1, 12);
  const plain = events.map(({ message }) => `${message}\n\n`).join('');

  for (const { title, write, says } of [...textForms, ...recordForms]) {
    it(`is that of the log, from ${title}, packed or not`, async () => {
      const raw = await summaryOf({ '-': plain });
      const content = write(events);
      for (const bytes of [content, gzipSync(content)]) {
        const { summary, complaints, code } = await summaryOnDisk('any name', bytes);
        const { files, streams: found, ...rest } = summary;
        assert.deepEqual({ ...raw, ...rest }, raw);
        assert.deepEqual([complaints, code], ['', 0]);
        assert.equal(sum(found), events.length);
        assert.equal(
          found.length,
          says.stream ? new Set(events.map(({ stream }) => stream)).size : 1,
        );
        const { placesInNoEvent, recordsWithoutEvents, complete } = files[0]!;
        assert.deepEqual([placesInNoEvent, recordsWithoutEvents, complete], [0, 0, true]);
      }
    });
  }

  it('is that of the log where carriage returns alone end the lines', async () => {
    const count = async (content: string): Promise<number> => {
      const { summary } = await summaryOnDisk('returns.log', content);
      return sum(summary.streams);
    };
    const bare = plain.replaceAll('\n', '\r');
    assert.deepEqual([await count(bare), await count(`${bare}\n`)], [events.length, events.length]);
  });

  it('counts the same bytes, blanks too, whether a log is packed or not', async () => {
    const text = `\n${plain}some text\n\n${plain}`;
    const counts = async (name: string, bytes: string | Uint8Array) => {
      const { summary } = await summaryOnDisk(name, bytes);
      const { bytes: all, bytesInNoEvent, placesInNoEvent } = summary.files[0]!;
      return { all, bytesInNoEvent, placesInNoEvent };
    };
    const length = events.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0);
    assert.deepEqual(await counts('packed', gzipSync(text)), {
      all: Buffer.byteLength(text),
      bytesInNoEvent: Buffer.byteLength(text) - 2 * length,
      placesInNoEvent: 1,
    });
    assert.deepEqual(await counts('packed', gzipSync(text)), await counts('plain.log', text));
  });

  const answer = (messages: readonly string[]): string =>
    JSON.stringify({ events: messages.map((message) => ({ timestamp: 1, message })) });

  it('counts text of no event in as many places as there are', async () => {
    const junk = Array.from({ length: 250 }, (_, index) => `junk ${index}`);
    const { summary, code } = await summaryOnDisk('a.json', answer([login(1, 'x'), ...junk]));
    const { placesInNoEvent, bytesInNoEvent } = summary.files[0]!;
    assert.deepEqual([placesInNoEvent, bytesInNoEvent, code], [250, junk.join('').length, 0]);
    const { complaints } = await runOnDisk(['decode', path.join(folder.path, 'a.json')]);
    assert.match(complaints, /a\.json: text in 250 places is no audit event; only the first 100 /);
  });

  it('counts records that say that they hold no events, and tells of them', async () => {
    const control = JSON.stringify({ messageType: 'CONTROL_MESSAGE', logEvents: [] });
    const data = JSON.stringify({
      messageType: 'DATA_MESSAGE',
      logStream: 'hsm-aaaaaaaaaaa',
      logEvents: [{ id: '1', timestamp: 1, message: login(1, 'x') }],
    });
    const { summary, complaints, code } = await summaryOnDisk('s.json', control + data + control);
    assert.equal(summary.files[0]?.recordsWithoutEvents, 2);
    assert.match(complaints, /s\.json: 2 records say themselves that they hold no events/);
    assert.equal(code, 0);
  });

  it('says where a file is damaged and what to do, and counts the rest', async () => {
    const text = `${answer([login(1, 'x')])}\n{"events": [nonsense}\n${answer([login(2, 'x')])}`;
    const { summary, complaints, code } = await summaryOnDisk('d.json', text);
    assert.deepEqual([summary.events, summary.files[0]?.complete, code], [2, false, 2]);
    assert.match(complaints, /d\.json: line 2, byte \d+: this is no valid JSON\. .* Compare /);
    assert.doesNotMatch(complaints, /The same/);
    const bad = await summaryOnDisk(
      'e.json',
      `${answer([login(1, 'x')])}\n${'{"events": [x]}\n'.repeat(9)}`,
    );
    const [one, ...more] = bad.complaints.trimEnd().split('\n');
    assert.match(
      one ?? '',
      /e\.json: line 2, byte \d+: this is no .*\. The same: line 3, byte \d+; line 4, byte \d+; and in \d+ more places\.$/,
    );
    assert.deepEqual(more, []);
  });

  it('says that a file is a compressed bomb, whatever else is wrong with it, and each thing once', async () => {
    const bytes = gzipSync(
      Buffer.concat([Buffer.from(`${login(1, 'x')}\n`), Buffer.alloc(40 << 20)]),
    );
    const { summary, complaints, code } = await summaryOnDisk('b.gz', bytes);
    assert.deepEqual([summary.events, summary.files[0]?.complete, code], [1, false, 2]);
    const [long, bomb, ...more] = complaints.trimEnd().split('\n');
    assert.match(
      long ?? '',
      /b\.gz: before the first event: what begins here is longer than any log event\./,
    );
    assert.doesNotMatch(long ?? '', /The same/);
    assert.match(
      bomb ?? '',
      /b\.gz: byte \d+: what is compressed here unpacks to more .* unpack it first\.$/,
    );
    assert.deepEqual(more, []);
  });

  it('says once that a line is too long, and again of another one', async () => {
    const long = (mebibytes: number): string => `Time: ${'x'.repeat(mebibytes << 20)}\n`;
    const said = 'what begins here is longer than any log event.';
    for (const [text, expected] of [
      [
        login(1, 'x') + login(2, 'x') + long(9),
        /behind event 1: what begins .* CloudHSM audit log\.$/,
      ],
      [
        long(9) + login(1, 'x') + login(2, 'x') + long(5),
        /before the first event: .* The same: behind event 2\.$/,
      ],
    ] as const) {
      const { complaints } = await summaryOnDisk('l.gz', gzipSync(text));
      assert.match(complaints.trimEnd(), expected);
      assert.equal(complaints.split(said).length, 2);
    }
  });
});

function sum(counts: readonly Counted[]): number {
  return counts.reduce((all, { events }) => all + events, 0);
}
