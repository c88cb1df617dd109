import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { unprintable } from '../../../../src/audit/text/printable';
import type { InsightsTable } from '../../../../src/sources/insights/insightsTable';
import { KeptTables, type QueryResult } from '../../../../src/sources/insights/keptTables';
import { resultCsv, resultNdjson } from '../../../../src/sources/insights/resultExport';
import { resultText } from '../../../../src/sources/insights/resultText';
import { costWords, estimateWords } from '../../../../src/sources/insights/scanWords';
import { EagerClock } from '../../../fixtures/eagerClock';
import { scratchSpool } from '../fetch/scratchSpool';

const now = 1_750_000_000_000;
const range = { from: now - 86_400_000, to: now };
const hostile = 'x\u202e\u001b[31m  =cmd|"a"!A1\n# [y](command:z)';

const table: InsightsTable = {
  columns: ['@timestamp', 'userName', 'failures'],
  rows: [
    ['2025-06-15 15:06:40.000', 'bob', '12'],
    ['2025-06-15 15:06:39.000', hostile, undefined],
    ['2025-06-15 15:06:38.000', 'y'.repeat(1000), '=1+1'],
  ],
  pointers: ['p1', undefined, 'p3'],
  statistics: { recordsMatched: 14, recordsScanned: 4000, bytesScanned: 2_500_000 },
  unread: [],
};
const result: QueryResult = {
  title: 'Failed logins by user',
  query: {
    connection: 'prod',
    logGroups: ['/aws/cloudhsm/cluster-a'],
    text: 'fields a',
    range,
    limit: 10_000,
  },
  asked: now,
  table,
};
const shown = (changed: Partial<InsightsTable> = {}) =>
  resultText({ ...result, table: { ...table, ...changed } }, 'en');

describe('the result of a query as text', () => {
  const lines = (text: string): readonly string[] => text.trimEnd().split('\n');

  it('has a header, what was scanned at what cost, then a line a row in columns', () => {
    const { text, firstRow, rows } = shown({ rows: table.rows.slice(0, 1) });
    const all = lines(text);
    assert.equal(all[0], '@timestamp               userName  failures');
    assert.match(all[1] ?? '', /^! Failed logins by user, of \/aws\/cloudhsm\/cluster-a, 2025-/);
    assert.match(all[2] ?? '', /^! 1 row\. 14 of 4,000 events matched\.$/);
    assert.match(all[3] ?? '', /^! Scanned 2\.5 MB: less than \$0\.01 \(at the price of us-east-1/);
    assert.equal(all[firstRow], '2025-06-15 15:06:40.000  bob       12');
    assert.equal(all.length, firstRow + rows);
  });

  it('says the range in the words that were typed: its end belongs to it', () => {
    const note = (to: string): string => {
      const asked = { from: Date.parse('2026-03-12T03:00:00Z'), to: Date.parse(to) };
      const query = { ...result.query, range: asked };
      return lines(resultText({ ...result, query }, 'en').text)[1] ?? '';
    };
    const words = / 2026-03-12T03:00:00\.000Z to 2026-03-12T04:00:00\.000Z$/;
    assert.match(note('2026-03-12T04:00:00.001Z'), words);
    assert.match(note('2026-03-12T04:00:00.000Z'), words);
  });

  it('keeps each row on its line, with everything visible and no cell of any length', () => {
    const { text, firstRow } = shown();
    const all = lines(text);
    assert.equal(all.length, firstRow + table.rows.length);
    const row = all[firstRow + 1] ?? '';
    assert.deepEqual(row.match(unprintable), null);
    assert.equal(row.split(/ {2,}/).length, 3);
    assert.ok((all[firstRow + 2] ?? '').length < 400);
  });

  it('says what is missing of it, and what to do where nothing matches', () => {
    const unread = Array.from({ length: 7 }, () => ({ range, reason: 'It was stopped.' }));
    const missing = shown({ unread }).text;
    assert.equal(missing.match(/^! Not read whole: .* It was stopped\.$/gm)?.length, 5);
    assert.match(missing, /^! 2 more parts/m);
    const empty = shown({ columns: [], rows: [], pointers: [] });
    assert.match(empty.text, /^! Nothing matches\. Ask for a longer time/m);
    assert.equal(empty.rows, 0);
  });
});

describe('the result of a query as a file', () => {
  it('is CSV that gives every cell back, none of them a formula', () => {
    const [header, ...rows] = parse(resultCsv(table));
    assert.deepEqual(header, ['timestamp', 'userName', 'failures']);
    assert.equal(rows.length, 3);
    assert.deepEqual(rows[0], table.rows[0]);
    assert.equal(rows[2]?.[2], "'=1+1");
    assert.deepEqual(resultCsv(table).replaceAll('\r\n', '').match(unprintable), null);
  });

  it('is JSON lines that give every cell back, with the way to the event', () => {
    const text = resultNdjson(table);
    assert.deepEqual(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
      table.rows.map(([time, user, failures], index) => ({
        '@timestamp': time,
        userName: user,
        ...(failures !== undefined && { failures }),
        ...(table.pointers[index] !== undefined && { '@ptr': table.pointers[index] }),
      })),
    );
    assert.deepEqual(text.replaceAll('\n', '').match(unprintable), null);
  });
});

describe('the result of a query on the disk', () => {
  it('is whole again in the next window, and unknown once it had to make room', async () => {
    const scratch = await scratchSpool(new EagerClock(now));
    try {
      await new KeptTables(scratch.spool).keep('a', result);
      const next = new KeptTables(scratch.other());
      assert.deepEqual(await next.result('a'), result);
      assert.equal(await next.result('b'), undefined);
    } finally {
      await scratch.remove();
    }
  });

  it('has no row too', async () => {
    const scratch = await scratchSpool(new EagerClock(now));
    try {
      const empty = { ...result, table: { ...table, columns: [], rows: [], pointers: [] } };
      const kept = new KeptTables(scratch.spool);
      await kept.keep('a', empty);
      assert.deepEqual(await kept.result('a'), empty);
    } finally {
      await scratch.remove();
    }
  });
});

describe('what a query scans, in words', () => {
  it('is a size and a price, or that it is not known', () => {
    assert.equal(costWords(1000), 'less than $0.01');
    assert.equal(costWords(100 * 2 ** 30), 'about $0.50');
    assert.match(estimateWords(100 * 2 ** 30), /at most about 107 GB, about \$0\.50/);
    assert.match(estimateWords(undefined), /not known/);
  });
});
