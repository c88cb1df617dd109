import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../src/audit/table/auditLog';
import { auditLogs } from '../../fixtures/auditLogs';
import { streamLogs } from '../../fixtures/streamLogs';
import { runCommand, systemError, type Content } from './fakeIo';

const event = 'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nSequence No : 0x1d\n';

/** An event of some second, or without a time. */
function at(second: number | undefined, sequence: number): string {
  const time =
    second === undefined
      ? 'Time: 03/12/26 xx:xx'
      : `Time: 03/12/26 03:12:${String(second).padStart(2, '0')}.000000, usecs:${1_773_285_120_000_000 + second * 1_000_000}`;
  return `${time}\nSequence No : 0x${sequence.toString(16)}\n\n`;
}

const decoded = (files: Readonly<Record<string, Content>>, ...options: readonly string[]) =>
  runCommand(['decode', ...options, ...Object.keys(files)], files);

interface Printed {
  readonly sequence: string;
  readonly stream?: string;
  readonly source: {
    readonly file: string;
    readonly line: number;
    readonly offset?: number;
    readonly length?: number;
    readonly record?: number;
  };
}

function printed(output: string): readonly Printed[] {
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Printed);
}

async function sequences(files: Readonly<Record<string, Content>>): Promise<readonly number[]> {
  const { output } = await decoded(files, '--format', 'ndjson');
  return printed(output).map(({ sequence }) => Number(sequence));
}

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('decoding files on the command line', () => {
  it('prints a line an event under a header and ends with 0', async () => {
    const { code, output, complaints } = await decoded({ 'a.log': event });
    assert.equal(code, 0);
    assert.equal(output.split('\n').length, 3);
    assert.match(output, /^Time \(UTC\) +Outcome .*\n2026-03-12T03:12:07\.140812Z .* 0x1d\n/);
    assert.equal(complaints, '');
  });

  it('keeps the columns under each other', async () => {
    const { output } = await decoded({ 'a.log': at(1, 1) + at(2, 0xabcdef012) });
    const [header = '', ...lines] = output.trimEnd().split('\n');
    for (const line of lines) assert.equal(line.indexOf('  0x') + 2, header.indexOf('Sequence'));
  });

  it('prints local times where they are wanted', async () => {
    const { output } = await decoded({ 'a.log': event }, '--local');
    const local = /^\S+/.exec(output.split('\n')[1] ?? '')?.[0] ?? '';
    assert.equal(Date.parse(local), 1773285127140);
    assert.match(output, /^Time \(local\)/);
    assert.match(local, /\.140812[+-]\d\d:\d\d$/);
  });

  it("takes the HSM's name from the file's own name, not from a folder, and else from --stream", async () => {
    const named = await decoded({ '/logs/hsm-aaaaaaaaaaa/x-hsm-bbbbbbbbbbb.log': event });
    assert.match(named.output, / hsm-bbbbbbbbbbb /);
    const unnamed = await decoded({ '/logs/hsm-aaaaaaaaaaa/audit.log': event });
    assert.doesNotMatch(unnamed.output, /hsm-aaaaaaaaaaa/);
    const files = { 'audit.log': event, 'hsm-bbbbbbbbbbb.log': event };
    const { output } = await decoded(files, '--stream', 'mine', '--format', 'ndjson');
    assert.deepEqual(
      printed(output).map(({ stream }) => stream),
      ['hsm-bbbbbbbbbbb', 'mine'],
    );
  });

  it('reads UTF-8 and UTF-16, with a byte order mark that is no text', async () => {
    const { output } = await decoded({ 'a.log': event });
    for (const bytes of [Buffer.from(`\ufeff${event}`), utf16(event, false), utf16(event, true)]) {
      assert.deepEqual(await decoded({ 'a.log': bytes }), { code: 0, output, complaints: '' });
    }
  });

  it('says where in the bytes of the file an event is, however the file is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(auditLogs, fc.integer({ min: 1, max: 400 }), async ({ text }, chunk) => {
        // Characters of several bytes, and a mark before them all.
        const bytes = Buffer.from(`\ufeff# \u00e9\u4e16\u{1f511}\n${text}`);
        const log = AuditLog.of(bytes.toString().slice(1));
        const words = ['decode', '--format', 'ndjson', '-'];
        const { output } = await runCommand(words, { '-': bytes }, chunk);
        assert.deepEqual(
          printed(output).map(({ source: { offset = 0, length = 0, line } }) => [
            bytes.subarray(offset, offset + length).toString(),
            line,
          ]),
          Array.from({ length: log.length }, (_, row) => [
            log.text.slice(log.table.start(row), log.table.end(row)),
            log.table.line(row) + 1,
          ]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('numbers the events where bytes would mean nothing', async () => {
    const bytes = utf16(event + event, false);
    const { output } = await decoded({ 'a.log': bytes }, '--format', 'ndjson');
    assert.deepEqual(
      printed(output).map(({ source }) => source),
      [
        { file: 'a.log', line: 1, record: 0 },
        { file: 'a.log', line: 3, record: 1 },
      ],
    );
  });

  it('shows text of no event in the table, and speaks of it elsewhere', async () => {
    const files = { 'a.log': `rubbish\u001b[2J\n${at(1, 1)}more\n\n${at(2, 2)}` };
    const table = await decoded(files);
    assert.match(table.output, /\n! line 1 is no audit event: rubbish\\u001b\[2J\n2026/);
    assert.match(table.output, /\n! line 5 is no audit event: more\n2026/);
    assert.equal(table.complaints, '');
    const { output, complaints, code } = await decoded(files, '--format', 'ndjson');
    assert.equal(printed(output).length, 2);
    assert.match(complaints, /^cloudhsm-logs: a\.log: text in 2 places .* first on line 1/);
    assert.equal(code, 0);
  });

  it('ends with 1 when a file holds no audit event, and prints nothing of it', async () => {
    for (const command of ['summary', 'check']) {
      assert.equal((await runCommand([command, 'a'], { a: 'hello\n' })).code, 1);
    }
    for (const text of ['', 'GET / 200\n']) {
      assert.deepEqual(await decoded({ 'access.log': text }), {
        code: 1,
        output: '',
        complaints:
          'cloudhsm-logs: access.log: there is no audit event in it. Check that it is a CloudHSM audit log.\n',
      });
    }
  });

  it('ends with 2 when a file cannot be read, and decodes the others', async () => {
    const { code, output, complaints } = await decoded({
      'gone.log': systemError('ENOENT'),
      'empty.log': '',
      'a.log': event,
    });
    assert.equal(code, 2);
    assert.match(output, / 0x1d\n/);
    assert.match(complaints, /gone\.log: there is no such file\./);
    assert.match(complaints, /empty\.log: there is no audit event/);
  });

  for (const [errorCode, sentence] of [
    ['ENOENT', 'there is no such file. Check its path.'],
    ['EISDIR', 'this folder has no files in it that are read. Name one that has, or a file.'],
    ['EACCES', 'you may not read it. Allow it, or name a copy that you may read.'],
    ['ELOOP', 'this link leads back to itself. Name the file that is meant.'],
    ['EIO', 'it could not be read (EIO). Copy it to a local disk and decode the copy.'],
  ] as const) {
    it(`says what to do about ${errorCode} in words of its own`, async () => {
      const { complaints } = await decoded({ 'a.log': systemError(errorCode) });
      assert.equal(complaints, `cloudhsm-logs: a.log: ${sentence}\n`);
    });
  }

  it('says of what is no file what it may be', async () => {
    for (const [name, sentence] of [
      [
        's3://bucket/a.log',
        'this is an address, not a file. Download what is there and name the copy.',
      ],
      [
        'cluster-abc',
        'there is no such file. The logs of a cluster come from CloudWatch by “cloudhsm-logs fetch cluster-abc”.',
      ],
    ] as const) {
      const { complaints } = await decoded({ [name]: systemError('ENOENT') });
      assert.equal(complaints, `cloudhsm-logs: ${name}: ${sentence}\n`);
    }
  });

  for (const format of ['table', 'ndjson', 'csv']) {
    it(`lets no control character of a name or an event through as ${format}`, async () => {
      const { output, complaints } = await decoded(
        {
          'a\u001b[2J\n.log': systemError('ENOENT'),
          'b\u202e.log': `${event}Opcode : CN_\u001b[31m\u202e (0xff)\n\u009b2J\n`,
        },
        '--format',
        format,
      );
      const shown = (output + complaints).replaceAll('\r\n', '\n');
      // eslint-disable-next-line no-control-regex -- they are what it looks for
      assert.doesNotMatch(shown, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      assert.match(complaints, /^cloudhsm-logs: a\\u001b\[2J\\n\.log: [^\n]+\n$/);
    });
  }

  it('decodes all files of a folder', async () => {
    const files = { 'logs/b.log': at(1, 1), 'logs/a.log': at(2, 2) };
    const { output } = await runCommand(['decode', '--format', 'ndjson', 'logs'], files);
    assert.deepEqual(
      printed(output).map(({ source }) => source.file),
      ['logs/b.log', 'logs/a.log'],
    );
  });
});

describe('merging files on the command line', () => {
  it('puts their events in the order of time, then of stream, then of sequence', async () => {
    assert.deepEqual(
      await sequences({
        'hsm-bbbbbbbbbbb.log': at(1, 1) + at(5, 0x15) + at(9, 9),
        'hsm-aaaaaaaaaaa.log': at(2, 2) + at(5, 5) + at(5, 6),
        'hsm-aaaaaaaaaaa-2.log': at(5, 4) + at(7, 7),
      }),
      [1, 2, 4, 5, 6, 0x15, 7, 9],
    );
  });

  it('keeps an event without a time behind the one before it', async () => {
    assert.deepEqual(
      await sequences({
        'a.log': at(undefined, 0x10) + at(3, 3) + at(undefined, 4) + at(undefined, 5) + at(8, 8),
        'b.log': at(1, 1) + at(3, 0x13) + at(6, 6),
      }),
      [0x10, 1, 3, 4, 5, 0x13, 6, 8],
    );
  });

  it('sorts a file that is in another order, whose newest event comes first for one', async () => {
    const newestFirst = at(9, 9) + at(5, 5) + at(undefined, 0x15) + at(1, 1);
    for (const name of ['a.log', '-']) {
      const files = { [name]: newestFirst, 'b.log': at(3, 3) + at(7, 7) };
      assert.deepEqual(await sequences(files), [1, 3, 5, 0x15, 7, 9]);
    }
  });

  it('gives back what was dealt out to several files, in whatever order each has it', async () => {
    await fc.assert(
      fc.asyncProperty(
        streamLogs,
        fc.array(fc.nat({ max: 4 }), { minLength: 60, maxLength: 60 }),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        async ({ events, write }, deal, isReversed) => {
          const parts: string[][] = [[], [], [], [], []];
          events.forEach((one, index) => parts[deal[index]!]!.push(`${write(one)}\n\n`));
          const files = Object.fromEntries(
            parts.map((part, index) => [
              `${index}.log`,
              (isReversed[index] ? part.reverse() : part).join(''),
            ]),
          );
          assert.deepEqual(
            await sequences(files),
            events.map(({ sequence }) => Number(sequence)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('prints what could be read of the files when one of them fails', async () => {
    const { output, code, complaints } = await decoded(
      { 'a.log': at(2, 2), 'gone.log': systemError('EACCES'), 'b.log': at(1, 1) },
      '--format',
      'ndjson',
    );
    assert.deepEqual([code, printed(output).length], [2, 2]);
    assert.equal(complaints.split('\n').length, 2);
  });
});
