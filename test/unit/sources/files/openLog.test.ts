import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { EventRecord } from '../../../../src/audit/containers/container';
import { describeDamage } from '../../../../src/audit/containers/describeDamage';
import { logFiles } from '../../../../src/sources/files/logFiles';
import {
  openLog,
  type OpenedLog,
  type OpenLogOptions,
} from '../../../../src/sources/files/openLog';
import { seededRandom } from '../../../../src/sources/sample/random';
import { mutatedContainer } from '../../../fuzz/checkContainer';
import { eventPool, mutated } from '../../../fuzz/mutatedLog';
import { recordForms, subscriptionRecord } from '../../../fixtures/containers/recordForms';
import { cluster, sampleEvents, storedEvents } from '../../../fixtures/containers/storedEvents';
import { textForms } from '../../../fixtures/containers/textForms';

/** What the beginning of a compressed text unpacks to. */
function gunzippedBeginning(bytes: Uint8Array): string {
  return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
}

interface Read {
  readonly log: OpenedLog;
  readonly records: readonly EventRecord[];
}

async function readAll(log: OpenedLog): Promise<Read> {
  const records: EventRecord[] = [];
  for await (const batch of log.batches()) records.push(...batch);
  return { log, records };
}

/** Reads chunks from standard input. */
async function piped(chunks: readonly Uint8Array[], options: OpenLogOptions = {}): Promise<Read> {
  // eslint-disable-next-line @typescript-eslint/require-await -- a stream of what is at hand
  async function* input(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  return readAll(await openLog('-', { ...options, standardInput: input() }));
}

function messages({ records }: Read): readonly string[] {
  return records.map(({ message }) => message);
}

function inChunks(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

/** All that reading has found. What is damaged in the file and in what it unpacks to is met in no order. */
function account({ log, records }: Read) {
  const { foreign, foreignBytes, foreignCount, skipped, damaged } = log.reading;
  const parts = damaged.map((part) => JSON.stringify(part)).sort();
  return { container: log.container, records, foreign, foreignBytes, foreignCount, skipped, parts };
}

const events = sampleEvents(1, 12);
const stored = events.map(({ message }) => message);
const raw = Buffer.from(events.map(({ message }) => `${message}\n`).join(''));

describe('opening a log', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'logs-'))));
  after(() => rmSync(folder, { recursive: true }));

  function write(name: string, content: string | Uint8Array): string {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  for (const { title, container, write: make } of [...textForms, ...recordForms]) {
    it(`reads ${title} from a file, and compressed`, async () => {
      const content = make(events) as string;
      const plain = await readAll(await openLog(write('any name', content)));
      const compressed = await readAll(await openLog(write('other name', gzipSync(content))));
      for (const read of [plain, compressed]) {
        assert.equal(read.log.container, container);
        assert.deepEqual(messages(read), stored);
        assert.deepEqual([read.log.reading.damaged, read.log.reading.foreign], [[], []]);
      }
      assert.equal(plain.log.isPlainText, container === 'raw');
      assert.equal(compressed.log.isPlainText, false);
      assert.ok(compressed.records.every(({ source }) => source === undefined));
      assert.deepEqual(
        compressed.records.map(({ record }) => record),
        [...stored.keys()],
      );
    });
  }

  it('reads members of gzip back to back, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(storedEvents, fc.integer({ min: 1, max: 3000 }), async (some, size) => {
        const bytes = Buffer.concat(some.map((event) => gzipSync(subscriptionRecord([event]))));
        assert.deepEqual(
          messages(await piped(inChunks(bytes, size))),
          some.map(({ message }) => message),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same, however a damaged file is cut, compressed or not', async () => {
    const pool = eventPool(1);
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.boolean(), async (seed, isCompressed) => {
        const random = seededRandom(seed);
        let { bytes } = mutatedContainer(random, pool);
        if (isCompressed) {
          const members = Buffer.concat([gzipSync(bytes), gzipSync(bytes)]);
          bytes = Buffer.from(mutated(random, members.toString('latin1')), 'latin1');
        }
        const size = random.integer(20, 300);
        const whole = await piped([bytes]);
        const cut = await piped(inChunks(bytes, size));
        assert.deepEqual(account(cut), account(whole));
      }),
      { numRuns: 150 },
    );
  });

  it('waits for the form of JSON whose first line is damaged', async () => {
    const lines = Buffer.from(
      events
        .map(({ message, timestamp }) => `${JSON.stringify({ timestamp, message })}\n`)
        .join(''),
    );
    lines[3] = 0x22;
    for (const size of [50, 4000]) {
      const read = await piped(inChunks(lines, size));
      assert.deepEqual(messages(read), stored.slice(1));
      assert.equal(read.log.reading.damagedCount, 1);
    }
  });

  it('passes over padding behind a compressed file, and tells of all else there', async () => {
    const padded = Buffer.concat([gzipSync(raw), Buffer.alloc(40)]);
    assert.equal((await piped([padded])).log.reading.damagedCount, 0);
    const { damaged } = (await piped([padded, Buffer.from('rest')])).log.reading;
    assert.deepEqual(
      damaged.map(({ damage, place }) => [damage, place?.offset]),
      [['gzip', padded.length]],
    );
  });

  it('reads gzip in gzip, and a header with a name', async () => {
    const named = gzipSync(raw);
    named[3] = 8;
    const bytes = Buffer.concat([
      named.subarray(0, 10),
      Buffer.from('000000\0'),
      named.subarray(10),
    ]);
    assert.deepEqual(messages(await piped([gzipSync(bytes)])), stored);
  });

  it('reads UTF-8 and UTF-16 by their byte order marks, and bytes that are neither', async () => {
    const utf16 = Buffer.from(`\ufeff${raw.toString()}`, 'utf16le');
    assert.deepEqual(messages(await piped([Buffer.from(utf16)])), stored);
    assert.deepEqual(messages(await piped([utf16.swap16()])), stored);
    const marked = await readAll(await openLog(write('marked.log', `\ufeff${raw.toString()}`)));
    assert.deepEqual(messages(marked), stored);
    assert.equal(marked.records[0]?.source?.offset, 3);

    const broken = Buffer.concat([
      Buffer.from(`${stored[0]}\nUser Name : a`),
      Buffer.of(0xff, 0x0a),
      raw,
    ]);
    const read = await piped([broken]);
    assert.equal(messages(read)[0], `${stored[0]}\nUser Name : a\ufffd`);
    assert.deepEqual(messages(read).slice(1), stored);
    const { offset = 0, length = 0 } = read.records[1]?.source ?? {};
    assert.equal(broken.subarray(offset, offset + length).toString(), stored[0]);
  });

  it('reads lines that end with carriage returns, alone or not', async () => {
    const bare = await piped([Buffer.from(raw.toString().replaceAll('\n', '\r'))]);
    assert.deepEqual(messages(bare), stored);
    assert.equal(bare.records[1]?.source?.line, (stored[0]?.split('\n').length ?? 0) + 1);
    // An editor may have put one line feed at the end.
    const { records } = await piped([Buffer.from(`${raw.toString().replaceAll('\n', '\r')}\n`)]);
    assert.equal(records.length, stored.length);
    const both = await piped([Buffer.from(raw.toString().replaceAll('\n', '\r\n'))]);
    assert.deepEqual(
      messages(both).map((message) => message.replaceAll('\r', '')),
      stored,
    );
  });

  it('takes a carriage return in a log with line feeds for text', async () => {
    const forged = `${stored[0]}\nUser Name : x\rResponse : 0:HSM Return: SUCCESS`;
    assert.deepEqual(messages(await piped([Buffer.from(`${forged}\n`)])), [forged]);
  });

  it('reads the events of a page that was copied without its line ends', async () => {
    const flat = stored
      .filter((message) => message.startsWith('Time'))
      .slice(0, 4)
      .map((message) => message.replaceAll('\n', ' '));
    for (const parted of ['\n', ' ']) {
      assert.deepEqual(messages(await piped([Buffer.from(flat.join(parted))])), flat);
    }
  });

  it('gives what a compressed file holds before a cut at any byte, and says that it is cut', async function () {
    this.timeout(60_000); // every byte
    const short = Buffer.from(stored.slice(0, 4).join('\n'));
    const bytes = gzipSync(short);
    let most = 0;
    for (let length = 20; length < bytes.length; length++) {
      const read = await piped([bytes.subarray(0, length)]);
      const text = messages(read).join('\n');
      assert.ok(short.toString().startsWith(text.trimEnd()), `cut at ${length}`);
      assert.deepEqual(
        read.log.reading.damaged.map(({ damage }) => damage),
        ['cut'],
      );
      assert.ok(text.length >= most - 1, `cut at ${length}`);
      most = Math.max(most, text.length);
    }
    assert.equal(most, short.length);
  });

  it('reads on behind a damaged member, and says where it is', async () => {
    const parts = [0, 1, 2].map((index) =>
      gzipSync(subscriptionRecord(events.slice(index, index + 1))),
    );
    const [one = raw, two = raw, three = raw] = parts;
    const middle = Buffer.from(two);
    middle.fill(0xff, 60, 90);
    const read = await piped([Buffer.concat([one, middle, three])]);
    assert.ok(messages(read).includes(stored[0] ?? ''));
    assert.ok(messages(read).includes(stored[2] ?? ''));
    const [first] = read.log.reading.damaged;
    assert.equal(first?.damage, 'gzip');
    const offset = first.place?.offset ?? 0;
    assert.ok(offset > one.length && offset <= one.length + middle.length);
    assert.match(
      describeDamage(first),
      /^byte \d+: the compressed data is damaged here\. .*again\.$/,
    );
  });

  it('gives every event before a fault in a long member of a file, and nearly every one of a pipe', async () => {
    const random = seededRandom(3);
    const audit = stored.filter((message) => message.startsWith('Time'));
    const texts = Array.from({ length: 3500 }, (_, index) => {
      const name = Array.from({ length: 26 }, () => random.integer(0, 2 ** 32 - 1).toString(36));
      return `${audit[index % audit.length]}\nUser Name : ${name.join('')}`;
    });
    const bytes = gzipSync(texts.map((text) => `${text}\n\n`).join(''), { level: 1 });
    const fault = bytes.length - 100_000;
    const limits = { kept: fault - 1000 };
    for (let at = fault; at < fault + 20_000; at++) bytes[at] = random.integer(0, 255);
    const read = await readAll(await openLog(write('long.gz', bytes)));
    assert.deepEqual(
      read.log.reading.damaged.map(({ damage }) => damage),
      ['gzip'],
    );
    const whole = gunzippedBeginning(bytes.subarray(0, fault));
    const count = whole.split('\n\n').length - 1;
    assert.deepEqual(messages(read).slice(0, count), texts.slice(0, count));
    const once = messages(await piped([bytes], { limits }));
    assert.deepEqual(once.slice(0, count - 400), texts.slice(0, count - 400));
  });

  it('gives all events of a file whose checksum is wrong, and says so', async () => {
    const bytes = gzipSync(raw);
    bytes[bytes.length - 8] = (bytes.at(-8) ?? 0) ^ 1;
    const read = await piped([bytes]);
    assert.deepEqual(messages(read), stored);
    assert.deepEqual(
      read.log.reading.damaged.map(({ damage }) => damage),
      ['checksum'],
    );
  });

  it('stops unpacking at the limit on the size or the ratio, and says what to do', async () => {
    const bomb = gzipSync(Buffer.concat([raw, Buffer.alloc(2 << 20, 0x20)]));
    const ratioFrom = 1 << 20;
    for (const limits of [{ size: ratioFrom }, { ratio: 100, ratioFrom }]) {
      const read = await piped([bomb], { limits });
      assert.deepEqual(messages(read), stored);
      const [first] = read.log.reading.damaged;
      assert.equal(first?.damage, 'bomb');
      assert.match(describeDamage(first), /more than the limit.*unpack it first/);
    }
    for (const limits of [{ ratio: 2000, ratioFrom }, { ratio: 100 }]) {
      assert.deepEqual((await piped([bomb], { limits })).log.reading.damaged, []);
    }
  });

  it('says what is behind the last member when that is no gzip', async () => {
    const read = await piped([gzipSync(raw), Buffer.from('something else')]);
    assert.deepEqual(messages(read), stored);
    assert.deepEqual(
      read.log.reading.damaged.map(({ damage }) => damage),
      ['gzip'],
    );
    assert.deepEqual((await piped([gzipSync(raw), Buffer.alloc(512)])).log.reading.damaged, []);
  });

  it('counts the bytes that belong to no event, and says where they are', async () => {
    const text = `a header\n\n${stored[0]}\n\nend of page 1\n${stored[1]}\n`;
    const { reading } = (await piped([Buffer.from(text)])).log;
    const inEvents = (stored[0]?.length ?? 0) + (stored[1]?.length ?? 0);
    assert.equal(reading.foreignBytes, text.length - inEvents);
    assert.deepEqual(
      reading.foreign.map(({ text: own, place }) => [own, place?.line]),
      [
        ['a header', 1],
        ['end of page 1', text.slice(0, text.indexOf('end of')).split('\n').length],
      ],
    );
  });

  it('is a text of no events where it is of no known form', async () => {
    for (const content of ['', 'GET / 200\n', '{"a": 1}', '[]', '\0\u0001\u0002', '{']) {
      const read = await piped([Buffer.from(content)]);
      assert.deepEqual(read.records, []);
      const { foreignBytes, damagedCount } = read.log.reading;
      assert.equal(
        foreignBytes > 0 || damagedCount > 0,
        content !== '' && content !== '[]',
        content,
      );
    }
  });

  it('takes stream and cluster from the names of an export, and skips its test file', async () => {
    const task = `exports/${cluster}/0a1b-2c3d`;
    const first = write(`${task}/hsm-abcdefghij2/000000.gz`, gzipSync(raw));
    write(`${task}/aws-logs-write-test`, 'Permission Check Successful');
    const saved = write(`exports/hsm-zyxwvut7654.log`, raw);
    const skipped: string[] = [];
    const files: string[] = [];
    for await (const file of logFiles(path.join(folder, 'exports'), (file) => skipped.push(file))) {
      files.push(file);
    }
    assert.deepEqual(files, [first, saved]);
    assert.deepEqual(
      skipped.map((file) => path.basename(file)),
      ['aws-logs-write-test'],
    );
    const [one] = (await readAll(await openLog(first))).records;
    assert.deepEqual([one?.stream, one?.cluster], ['hsm-abcdefghij2', cluster]);
    const [two] = (await readAll(await openLog(saved))).records;
    assert.deepEqual([two?.stream, two?.cluster], ['hsm-zyxwvut7654', undefined]);
    const [told] = (await readAll(await openLog(saved, { stream: 'hsm-told1234567' }))).records;
    assert.equal(told?.stream, 'hsm-told1234567');
  });

  it('gives a folder without files, a hidden file aside, itself', async () => {
    write('nothing/.hidden', raw);
    const files: string[] = [];
    for await (const file of logFiles(path.join(folder, 'nothing'))) files.push(file);
    assert.deepEqual(files, [path.join(folder, 'nothing')]);
  });

  for (const [what, bytes, damage] of [
    ['a zip file', Buffer.from('PK\x03\x04 and more'), 'archive'],
    ['a bzip2 file', Buffer.from('BZh91AY and more'), 'archive'],
    ['UTF-16 without a mark', Buffer.from(raw.toString(), 'utf16le'), 'encoding'],
    ['UTF-16 the other way round', Buffer.from(raw.toString(), 'utf16le').swap16(), 'encoding'],
  ] as const) {
    it(`says of ${what} why it is not read`, async () => {
      const { log, records } = await piped([bytes]);
      assert.deepEqual([records, log.reading.damaged[0]?.damage], [[], damage]);
      assert.match(describeDamage(log.reading.damaged[0]!), /^this file is /);
    });
  }

  it('fails with what the file system says', async () => {
    await assert.rejects(openLog(path.join(folder, 'none')), { code: 'ENOENT' });
    await assert.rejects(openLog(folder), { code: 'EISDIR' });
  });

  it('ends when it is told to', async () => {
    const log = await openLog(
      write('long.log', Buffer.concat(Array.from({ length: 400 }, () => raw))),
    );
    await log.close();
    const stop = new AbortController();
    const second = await openLog(write('long.log', raw), { signal: stop.signal });
    stop.abort();
    await assert.rejects(readAll(second), { name: 'AbortError' });
  });
});
