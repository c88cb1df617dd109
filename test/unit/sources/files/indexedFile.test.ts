import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { EventTable } from '../../../../src/audit/table/eventTable';
import { indexBytes } from '../../../../src/audit/table/indexLog';
import { MemoryBytes } from '../../../../src/audit/scan/logBytes';
import { FileParts } from '../../../../src/sources/files/fileParts';
import { openIndexedFile } from '../../../../src/sources/files/indexedFile';
import { auditLogs } from '../../../fixtures/auditLogs';
import { auditLogText } from '../../../bench/fixtures/auditLog';
import { tableRows } from '../../../fixtures/tableRows';

const timeoutMs = 20_000;

describe('a log cut into parts', () => {
  it('has the same rows as all of it in one pass, wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(auditLogs, { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom('\\\n', '{\n', '"', 'x\n', '\n\n', 'é', ''), { maxLength: 4 }),
        fc.integer({ min: 1, max: 700 }),
        fc.integer({ min: 50, max: 700 }),
        (logs, between, firstSize, size) => {
          const text = logs.map((log, index) => log.text + (between[index] ?? '')).join('');
          const bytes = new TextEncoder().encode(text);
          const log = new MemoryBytes(bytes);
          const table = new EventTable();
          let line = 0;
          let end = 0;
          const parts = new FileParts(log, { from: 0, to: bytes.length, firstSize, size });
          for (let number = 0; number < parts.count; number++) {
            const { from, to } = parts.part(number);
            if (from === to) continue;
            assert.equal(from, end);
            indexBytes(log, to, { table, offset: from, line });
            line += bytes.subarray(from, to).filter((byte) => byte === 0x0a).length;
            end = to;
          }
          assert.equal(end, bytes.length);
          assert.deepEqual(tableRows(table), tableRows(indexBytes(log, bytes.length)));
        },
      ),
      { numRuns: 100 },
    );
  }).timeout(timeoutMs);
});

describe('an indexed file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'cloudhsm-index-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function written(name: string, content: string | Uint8Array): string {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  }

  it('has the same rows from workers as from one pass', async () => {
    const text = auditLogText(3000, 5);
    const file = written('workers.log', text);
    const expected = tableRows(AuditLog.of(text).table);
    for (const workers of [0, 1, 3]) {
      const indexed = await openIndexedFile(file, { workers, partSize: 20_000 });
      assert.deepEqual(tableRows(indexed.table), expected, `${workers} workers`);
      await indexed.close();
    }
  }).timeout(timeoutMs);

  it('shows its first events while the rest is indexed, and then more in their order', async () => {
    const text = auditLogText(3000, 6);
    const file = written('progress.log', text);
    const seen: number[] = [];
    const firstRows: unknown[] = [];
    const indexed = await openIndexedFile(file, {
      workers: 1,
      partSize: 50_000,
      onProgress: ({ file: { table }, bytes }) => {
        if (seen.length === 0) firstRows.push(...tableRows(table));
        seen.push(bytes);
      },
    });
    assert.ok(firstRows.length > 0 && firstRows.length < indexed.table.length);
    assert.deepEqual(tableRows(indexed.table).slice(0, firstRows.length), firstRows);
    assert.deepEqual(
      seen,
      [...seen].sort((a, b) => a - b),
    );
    assert.equal(seen[seen.length - 1], text.length);
    await indexed.close();
  }).timeout(timeoutMs);

  it('decodes an event from just its bytes, with the lines of the file', async () => {
    const login =
      'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nOpcode : CN_LOGIN (0xd)\nUser Name : müller';
    const indexed = await openIndexedFile(written('utf8.log', `\ufeffé\n${login}\n\n${login}\n`));
    assert.equal(indexed.table.length, 2);
    assert.equal(indexed.text(1), login);
    assert.equal(indexed.stretch(0, 1), `${login}\n\n${login}`);
    const event = indexed.event(1);
    assert.equal(event.span.line, 5);
    assert.equal(indexed.table.user(1), 'müller');
    assert.throws(() => indexed.event(2), RangeError);
    await indexed.close();
  });

  it('reads UTF-16 where a mark says so', async () => {
    const text = auditLogText(3, 7);
    const indexed = await openIndexedFile(
      written('utf16.log', Buffer.from(`\ufeff${text}`, 'utf16le')),
    );
    assert.deepEqual(tableRows(indexed.table), tableRows(AuditLog.of(text).table));
    assert.equal(indexed.event(2).kind, 'audit');
    assert.equal(indexed.stretch(0, 2), text.trimEnd());
    await indexed.close();
  });

  it('ends when it is aborted, with the reason of the signal', async () => {
    const file = written('abort.log', auditLogText(3000, 8));
    const abort = new AbortController();
    const opened = openIndexedFile(file, {
      workers: 2,
      partSize: 10_000,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await assert.rejects(opened, /enough/);
  }).timeout(timeoutMs);

  it('gives the error of the file system for a file that is not there', async () => {
    await assert.rejects(openIndexedFile(path.join(folder, 'none.log')), { code: 'ENOENT' });
  });

  it('is empty for an empty file', async () => {
    const indexed = await openIndexedFile(written('empty.log', ''));
    assert.equal(indexed.table.length, 0);
    await indexed.close();
  });
});
