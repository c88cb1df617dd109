import assert from 'node:assert/strict';
import { appendFile, readdir, truncate, utimes, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { HumanError } from '../../../../src/sources/humanError';
import type { StoredEvent } from '../../../../src/sources/logSource';
import type { Spool } from '../../../../src/sources/spool/spool';
import { nodeSpoolFiles, type SpoolFiles } from '../../../../src/sources/spool/spoolFiles';
import { settleMs, type StreamSpool } from '../../../../src/sources/spool/streamSpool';
import { allTime } from '../../../../src/sources/timeRange';
import { EagerClock } from '../../../fixtures/eagerClock';
import { scratchSpool, spooled, type ScratchSpool } from '../fetch/scratchSpool';

const now = 1_750_000_000_000;

function events(first: number, count: number, text = 'event'): StoredEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    timestamp: first + index,
    message: `${text} ${first + index} é🔑`,
  }));
}

async function write(spool: StreamSpool, from: number, to: number, text?: string, readAt = now) {
  const writer = spool.writer(readAt);
  await writer.add(events(from, to - from, text), { from, to });
  await spool.commit(writer);
}

describe('the spool', () => {
  let clock: EagerClock;
  let scratch: ScratchSpool;
  let spool: Spool;

  beforeEach(async () => {
    clock = new EagerClock(now);
    scratch = await scratchSpool(clock, { limit: () => 2500 });
    ({ spool } = scratch);
  });
  afterEach(() => scratch.remove());

  const names = async (stream: StreamSpool): Promise<string[]> =>
    readdir(stream.folder).catch(() => []);

  it('keeps texts as they are, pages written in either direction', async () => {
    const stream = await spool.open(['a']);
    const writer = stream.writer(now);
    await writer.add(events(30, 5), { from: 30, to: 40 });
    await writer.add(events(20, 10), { from: 20, to: 30 });
    await writer.add([], { from: 5, to: 20 });
    await writer.add(events(0, 3), { from: 0, to: 5 });
    await stream.commit(writer);

    assert.deepEqual(await spooled(stream), [...events(0, 3), ...events(20, 15)]);
    assert.deepEqual(await spooled(stream, { from: 2, to: 22 }), [
      ...events(2, 1),
      ...events(20, 2),
    ]);
    assert.deepEqual(stream.covered(allTime), [{ from: 0, to: 40 }]);
    assert.equal(await stream.count({ from: 2, to: 22 }), 3);
  });

  it('keeps texts apart of which one ends and the next begins with half a character', async () => {
    const stream = await spool.open(['a']);
    const halves = ['a\ud83d', '\udd11b'].map((message, index) => ({ timestamp: index, message }));
    const writer = stream.writer(now);
    await writer.add(halves, { from: 0, to: 2 });
    await stream.commit(writer);
    const texts = (await spooled(stream)).map(({ message }) => message);
    assert.deepEqual(texts, ['a\ufffd', '\ufffdb']);
  });

  it('shows nothing of a segment before it is committed', async () => {
    const stream = await spool.open(['a']);
    const writer = stream.writer(now);
    await writer.add(events(0, 5), { from: 0, to: 5 });

    assert.deepEqual(await spooled(stream), []);
    assert.deepEqual(await spooled(await scratch.other().open(['a'])), []);
  });

  it('takes where two windows have read the same what was read last, and no event twice', async () => {
    const here = await spool.open(['a']);
    const there = await scratch.other().open(['a']);
    await write(here, 0, 20, 'here', now);
    await write(there, 10, 30, 'there', now + 1);
    await write(here, 15, 17, 'again', now + 2);

    await here.refresh();

    assert.deepEqual(await spooled(here), [
      ...events(0, 10, 'here'),
      ...events(10, 5, 'there'),
      ...events(15, 2, 'again'),
      ...events(17, 13, 'there'),
    ]);
  });

  it('wants again what was read before it had settled', async () => {
    const stream = await spool.open(['a']);
    const writer = stream.writer(now);
    await writer.add([], { from: 0, to: now });
    await stream.commit(writer);

    assert.deepEqual(stream.wanted({ from: 0, to: now }), [{ from: now - settleMs, to: now }]);
    assert.deepEqual(stream.covered({ from: 0, to: now }), [{ from: 0, to: now }]);
  });

  it('takes a text that is cut off for missing', async () => {
    const stream = await spool.open(['a']);
    await write(stream, 0, 20);
    const text = (await names(stream)).find((name) => name.endsWith('.text'));
    await truncate(path.join(stream.folder, text!), 10);

    const other = await scratch.other().open(['a']);

    assert.deepEqual(other.covered(allTime), []);
  });

  it('sweeps what others have replaced', async () => {
    const stream = await spool.open(['a']);
    await write(stream, 5, 10, 'old', now);
    await write(stream, 0, 20, 'new', now + 1);

    await stream.sweep();

    assert.equal((await names(stream)).length, 3); // text, index and the mark of its use
    assert.deepEqual(await spooled(stream), events(0, 20, 'new'));
  });

  it('makes room by giving up what has not been used for longest, and nothing that is in use', async () => {
    for (const name of ['old', 'older', 'open']) {
      clock.time = now + { old: 2, older: 1, open: 0 }[name]!;
      const stream = await spool.open([name]);
      await write(stream, 0, 30);
      if (name !== 'open') spool.release(stream);
    }
    clock.time = now + 3_600_000;

    await spool.makeRoom();

    const left = async (name: string) => (await spooled(await scratch.other().open([name]))).length;
    assert.deepEqual([await left('old'), await left('older'), await left('open')], [30, 0, 30]);
  });

  it('makes room in a stream that is read, outside what is read of it', async () => {
    const range = { from: 100, to: 130 };
    const stream = await spool.open(['a'], range);
    for (const [index, from] of [0, 30, 60, 100].entries()) {
      await write(stream, from, from + 30, 'event', now + index);
    }

    await spool.makeRoom();

    assert.deepEqual(stream.covered(allTime), [{ from: 60, to: 90 }, range]);
    const other = await scratch.other().open(['a']);
    assert.deepEqual(await spooled(other), [...events(60, 30), ...events(100, 30)]);
  });

  it('gives up at once what it has used itself and given back', async () => {
    for (const name of ['old', 'new']) {
      clock.time += 1000;
      const stream = await spool.open([name]);
      await write(stream, 0, 50);
      spool.release(stream);
    }
    await spool.makeRoom();
    const left = async (name: string) => (await spooled(await scratch.other().open([name]))).length;
    assert.deepEqual([await left('old'), await left('new')], [0, 50]);
  });

  it('leaves alone what it has given back where another window is writing to it', async () => {
    const stream = await spool.open(['a']);
    await write(stream, 0, 100);
    const writer = (await scratch.other().open(['a'])).writer(now);
    await writer.add(events(100, 5), { from: 100, to: 105 });
    spool.release(stream);
    await assert.rejects(spool.makeRoom(), HumanError);
    await writer.commit();
    const { length } = await spooled(await scratch.other().open(['a']));
    assert.equal(length, 105);
  });

  it('keeps what is committed while it looks what is there', async () => {
    let listed = (): void => undefined;
    let goOn = (): void => undefined;
    const isListed = new Promise<void>((resolve) => (listed = resolve));
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    let isSlow = false;
    const files: SpoolFiles = {
      ...nodeSpoolFiles,
      list: async (folder) => {
        const names = await nodeSpoolFiles.list(folder);
        if (isSlow) {
          listed();
          await mayGoOn;
        }
        return names;
      },
    };
    const stream = await scratch.other({ files }).open(['a']);
    await write(stream, 0, 10);
    isSlow = true;
    const looking = stream.refresh();
    await isListed;
    await write(stream, 10, 20);
    goOn();
    await looking;
    assert.deepEqual(stream.covered(allTime), [{ from: 0, to: 20 }]);
  });

  it('leaves alone what another window used a moment ago', async () => {
    const other = scratch.other();
    await write(await other.open(['a']), 0, 50);
    await write(await spool.open(['b']), 0, 50);

    await assert.rejects(spool.makeRoom(), (error) => {
      assert.ok(error instanceof HumanError);
      assert.match(error.message, /more than the 0 MB/);
      return true;
    });
    assert.equal((await spooled(await other.open(['a']))).length, 50);
  });

  it('sweeps up a day later what a window left behind that was killed', async () => {
    const stream = await spool.open(['a']);
    await write(stream, 0, 3);
    const left = ['killed.text', '0_1_2_3_4_x.index.part'].map((name) =>
      path.join(stream.folder, name),
    );
    for (const file of left) {
      await writeFile(file, '');
      await appendFile(file, 'half');
      await utimes(file, now / 1000, now / 1000);
    }

    await spool.makeRoom();
    assert.equal((await names(stream)).length, 5);
    clock.time += 2 * 86_400_000;
    await spool.makeRoom();

    assert.equal((await names(stream)).length, 3);
    assert.deepEqual(await spooled(stream), events(0, 3));
  });
});
