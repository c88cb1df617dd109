import assert from 'node:assert/strict';
import { categoryOf } from '../../../../src/audit/event/category';
import { fieldOf } from '../../../../src/audit/event/auditEvent';
import type { AuditLog } from '../../../../src/audit/table/auditLog';
import { Ended, Kind } from '../../../../src/audit/table/eventTable';
import { CloudWatchSource } from '../../../../src/sources/cloudwatch/cloudWatchSource';
import { auditParse } from '../../../../src/sources/insights/auditParse';
import type { InsightsTable } from '../../../../src/sources/insights/insightsTable';
import { mostRows } from '../../../../src/sources/insights/insightsQuery';
import { runInsights } from '../../../../src/sources/insights/insightsRun';
import { queryLibrary } from '../../../../src/sources/insights/queryLibrary';
import { startEndpoint, type Endpoint } from '../../../endpoint/server';
import { EagerClock } from '../../../fixtures/eagerClock';
import { type IndexedStream, insightsStreams } from '../../../fixtures/insightsLogs';

const logGroup = '/aws/cloudhsm/cluster-a';
const hour = 3_600_000;

/** An event as our index has it. */
interface IndexedEvent {
  readonly stream: string;
  readonly timestamp: number;
  readonly row: number;
  readonly log: AuditLog;
}

describe('the library of queries', function () {
  this.timeout(60_000);
  const streams: readonly IndexedStream[] = insightsStreams();
  const audit = streams.flatMap(({ name, events, log }) =>
    events.flatMap(({ timestamp }, row): IndexedEvent[] =>
      log.table.kind(row) === Kind.audit ? [{ stream: name, timestamp, row, log }] : [],
    ),
  );
  let endpoint: Endpoint;
  let source: CloudWatchSource;

  before(async () => {
    process.env.AWS_ACCESS_KEY_ID ??= 'test';
    process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
    endpoint = await startEndpoint({ insights: { scheduledMs: 0, runningMs: 0 } });
    for (const { name, events } of streams) endpoint.store.seed(logGroup, name, events);
    source = new CloudWatchSource({ name: 'local', region: 'us-east-1', endpoint: endpoint.url });
  });
  after(() => endpoint.stop());

  const tableOf = async (text: string): Promise<InsightsTable> => {
    const range = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 11, 1) };
    const run = runInsights(
      source.insights,
      { logGroups: [logGroup], text, range, limit: mostRows },
      { clock: new EagerClock(range.to), random: () => 0, signal: new AbortController().signal },
    );
    for (;;) {
      const { done, value } = await run.next();
      if (done === true) return value;
    }
  };
  const library = (id: string): Promise<InsightsTable> =>
    tableOf(queryLibrary().find((query) => query.id === id)?.text ?? assert.fail(id));
  /** A row with its cells by name; what is missing is left out. */
  const written = (cells: Readonly<Record<string, string | undefined>>): string =>
    JSON.stringify(Object.fromEntries(Object.entries(cells).sort()));
  const objects = ({ columns, rows }: InsightsTable): readonly string[] =>
    rows
      .map((cells) => written(Object.fromEntries(columns.map((name, at) => [name, cells[at]]))))
      .sort();
  const expected = (
    rows: readonly Readonly<Record<string, string | undefined>>[],
  ): readonly string[] => rows.map(written).sort();
  const grouped = (
    events: readonly IndexedEvent[],
    keyOf: (event: IndexedEvent) => string | undefined,
  ): ReadonlyMap<string | undefined, readonly IndexedEvent[]> => {
    const groups = new Map<string | undefined, IndexedEvent[]>();
    for (const event of events) {
      const key = keyOf(event);
      groups.set(key, [...(groups.get(key) ?? []), event]);
    }
    return groups;
  };
  const failed = ({ log, row }: IndexedEvent): boolean => log.table.ended(row) === Ended.failure;
  const opcode = ({ log, row }: IndexedEvent): string | undefined => log.table.opcode(row);
  const shown = (timestamp: number): string =>
    new Date(timestamp).toISOString().replace('T', ' ').replace('Z', '');
  const response = ({ log, row }: IndexedEvent): string | undefined => {
    const event = log.event(row);
    return event.kind === 'audit' ? fieldOf(event, 'response')?.text : undefined;
  };
  const inCategory =
    (category: string) =>
    (event: IndexedEvent): boolean =>
      categoryOf(opcode(event) ?? '') === category;
  /** The cells that the queries of single events have in common. */
  const place = (event: IndexedEvent) => ({
    '@timestamp': shown(event.timestamp),
    '@logStream': event.stream,
    opcode: opcode(event),
  });
  const keys = ({ log, row }: IndexedEvent) => ({
    privateKey: log.table.privateKey(row)?.toString(),
    publicKey: log.table.publicKey(row)?.toString(),
    key: log.table.key(row)?.toString(),
  });
  const session = ({ log, row }: IndexedEvent): string | undefined => {
    const handle = log.table.sessionHandle(row);
    return handle === undefined ? undefined : `0x${handle.toString(16)}`;
  };
  const rest = (event: IndexedEvent) => ({
    sessionHandle: session(event),
    responseText: response(event),
  });

  it('has events of both generations to look at', () => {
    const texts = streams.flatMap(({ events }) => events.map(({ message }) => message));
    assert.ok(texts.some((text) => text.includes('Target User Name')));
    assert.ok(texts.some((text) => text.includes('\t\t: CN_LOGIN')));
    assert.ok(audit.length > 1900, String(audit.length));
  });

  it('reads every field as the decoder does', async () => {
    const table = await tableOf(
      `${auditParse}\n| filter ispresent(opcode)\n| display @logStream, @timestamp, sequence, rebootCounter, opcode, sessionHandle, responseText, userName, userType, targetUserName, targetUserType, privateKey, publicKey, key, failure`,
    );
    const rows = audit.map((indexed) => {
      const { log, row } = indexed;
      const event = log.event(row);
      assert.ok(event.kind === 'audit');
      const number = (id: 'sequence' | 'rebootCounter') => {
        const value = fieldOf(event, id)?.number;
        return value === undefined ? undefined : `0x${value.toString(16)}`;
      };
      const failure = fieldOf(event, 'response')?.code;
      return {
        '@logStream': indexed.stream,
        '@timestamp': shown(indexed.timestamp),
        sequence: number('sequence'),
        rebootCounter: number('rebootCounter'),
        opcode: fieldOf(event, 'opcode')?.name,
        ...rest(indexed),
        userName: fieldOf(event, 'userName')?.value,
        userType: fieldOf(event, 'userType')?.name,
        targetUserName: fieldOf(event, 'targetUserName')?.value,
        targetUserType: fieldOf(event, 'targetUserType')?.name,
        ...keys(indexed),
        failure: failed(indexed) ? failure?.toString() : undefined,
      };
    });
    assert.deepEqual(objects(table), expected(rows));
  });

  it('counts failed logins by user', async () => {
    const failures = audit.filter((event) => opcode(event) === 'CN_LOGIN' && failed(event));
    const byUser = grouped(failures, ({ log, row }) => log.table.user(row));
    const table = await library('failed-logins');

    assert.deepEqual(
      objects(table),
      expected(
        [...byUser].map(([userName, events]) => {
          const times = events.map(({ timestamp }) => timestamp);
          const newest = events.reduce((one, other) =>
            other.timestamp > one.timestamp ? other : one,
          );
          return {
            userName,
            failures: String(events.length),
            first: shown(Math.min(...times)),
            last: shown(Math.max(...times)),
            lastResponse: response(newest),
          };
        }),
      ),
    );
    const counts = table.rows.map((cells) => Number(cells[table.columns.indexOf('failures')]));
    assert.deepEqual(
      counts,
      counts.toSorted((one, other) => other - one),
    );
    assert.ok(byUser.size > 3);
  });

  it('lists key exports', async () => {
    const events = audit.filter(inCategory('key export'));
    assert.ok(events.length > 10);
    assert.deepEqual(
      objects(await library('key-exports')),
      expected(events.map((event) => ({ ...place(event), ...keys(event), ...rest(event) }))),
    );
  });

  it('lists user changes with the user whom they are about', async () => {
    const events = audit.filter(inCategory('user'));
    assert.ok(events.length > 10);
    assert.deepEqual(
      objects(await library('user-changes')),
      expected(
        events.map((indexed) => {
          const event = indexed.log.event(indexed.row);
          assert.ok(event.kind === 'audit');
          return {
            ...place(indexed),
            changedUser: (fieldOf(event, 'targetUserName') ?? fieldOf(event, 'userName'))?.value,
            changedType: (fieldOf(event, 'targetUserType') ?? fieldOf(event, 'userType'))?.name,
            ...rest(indexed),
          };
        }),
      ),
    );
  });

  it('lists what belongs to a quorum', async () => {
    const events = audit.filter(inCategory('quorum'));
    assert.ok(events.length > 10);
    assert.deepEqual(
      objects(await library('quorum')),
      expected(
        events.map((event) => ({
          ...place(event),
          userName: event.log.table.user(event.row),
          ...rest(event),
        })),
      ),
    );
  });

  it('counts events and failures by hour', async () => {
    const byHour = grouped(audit, ({ timestamp }) => shown(Math.floor(timestamp / hour) * hour));
    const table = await library('events-by-hour');
    assert.deepEqual(
      objects(table),
      expected(
        [...byHour].map(([time, events]) => ({
          hour: time,
          events: String(events.length),
          failures: String(events.filter(failed).length),
        })),
      ),
    );
    const hours = table.rows.map(([time]) => time ?? '');
    assert.deepEqual(hours, hours.toSorted().reverse());
  });

  it('lists the history of keys, and of one where the comment is taken away', async () => {
    const withKeys = audit.filter((event) =>
      Object.values(keys(event)).some((handle) => handle !== undefined),
    );
    const shownKeys = (events: readonly IndexedEvent[]) =>
      expected(events.map((event) => ({ ...place(event), ...keys(event), ...rest(event) })));
    assert.deepEqual(objects(await library('key-history')), shownKeys(withKeys));

    const { text = '' } = queryLibrary().find(({ id }) => id === 'key-history') ?? {};
    const ofOne = await tableOf(text.replace('# | ', '| ').replaceAll('262177', '262152'));
    const events = withKeys.filter((event) => Object.values(keys(event)).includes('262152'));
    assert.ok(events.length > 3);
    assert.deepEqual(objects(ofOne), shownKeys(events));
  });

  it('tells the last event of each HSM', async () => {
    const byStream = grouped(audit, ({ stream }) => stream);
    assert.deepEqual(
      objects(await library('last-event')),
      expected(
        [...byStream].map(([stream, events]) => {
          const last = events.reduce((one, other) =>
            other.timestamp > one.timestamp ? other : one,
          );
          return {
            '@logStream': stream,
            last: shown(last.timestamp),
            lastOpcode: opcode(last),
            events: String(events.length),
          };
        }),
      ),
    );
  });

  it('leads from its rows to their events', async () => {
    const { pointers, rows, columns } = await library('key-exports');
    const record = await source.insights.record(pointers[0] ?? assert.fail('no pointer'));
    assert.equal(record.logGroup, logGroup);
    assert.equal(record.stream, rows[0]?.[columns.indexOf('@logStream')]);
    const { events = [] } = streams.find(({ name }) => name === record.stream) ?? {};
    assert.ok(
      events.some(
        ({ timestamp, message }) =>
          timestamp === record.event.timestamp && message === record.event.message,
      ),
    );
  });

  it('has an id, a title and a description for each, and ids are used once', () => {
    const queries = queryLibrary();
    assert.equal(new Set(queries.map(({ id }) => id)).size, 7);
    for (const { id, title, description } of queries) {
      assert.match(id, /^[a-z-]+$/);
      assert.ok(title !== '' && description.endsWith('.'));
    }
  });
});
