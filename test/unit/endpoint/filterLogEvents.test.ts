import assert from 'node:assert/strict';
import {
  FilterLogEventsCommand,
  paginateFilterLogEvents,
  type FilterLogEventsCommandInput,
  type FilteredLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { startEndpointClient, type EndpointClient } from './endpointClient';
import { seededEvents } from './seededEvents';
import { failureOf } from './serviceFailure';

const START = Date.UTC(2024, 0, 1);

describe('FilterLogEvents of the endpoint', () => {
  let under: EndpointClient;
  const logs = { 'hsm-a': seededEvents(20, START, 1), 'hsm-b': seededEvents(20, START, 2) };
  const merged = Object.entries(logs)
    .flatMap(([logStreamName, events]) => events.map((event) => ({ ...event, logStreamName })))
    .sort((left, right) => left.timestamp - right.timestamp);

  beforeEach(async () => {
    under = await startEndpointClient();
    for (const [name, events] of Object.entries(logs)) {
      under.endpoint.store.seed('group', name, events);
    }
    under.endpoint.store.seed('group', 'other', [{ timestamp: START + 1, message: 'other' }]);
  });
  afterEach(() => under.stop());

  const filter = (input: FilterLogEventsCommandInput = {}) =>
    under.client.send(new FilterLogEventsCommand({ logGroupName: 'group', ...input }));
  const shown = ({ timestamp, message, logStreamName }: FilteredLogEvent) => ({
    timestamp,
    message,
    logStreamName,
  });
  const pagesOf = async (input: FilterLogEventsCommandInput) => {
    const pages = [];
    const paginator = paginateFilterLogEvents(
      { client: under.client },
      { logGroupName: 'group', ...input },
    );
    for await (const { events = [] } of paginator) pages.push(events.map(shown));
    return pages;
  };

  it('merges the streams by time and ends without a token', async () => {
    const {
      events = [],
      nextToken,
      searchedLogStreams,
    } = await filter({
      logStreamNamePrefix: 'hsm-',
    });

    assert.deepEqual(events.map(shown), merged);
    assert.equal(nextToken, undefined);
    assert.deepEqual(searchedLogStreams, []);
  });

  it('gives every event an id of its own that is the same in every answer', async () => {
    const ids = async () => (await filter()).events?.map(({ eventId }) => eventId) ?? [];

    const first = await ids();

    assert.equal(new Set(first).size, 41);
    assert.deepEqual([...first].sort(), first);
    assert.deepEqual(await ids(), first);
  });

  it('pages by the limit until there is no token', async () => {
    const pages = await pagesOf({ logStreamNamePrefix: 'hsm-', limit: 15 });

    assert.deepEqual(
      pages.map((page) => page.length),
      [15, 15, 10],
    );
    assert.deepEqual(pages.flat(), merged);
  });

  it('may end with an empty page when the rest does not match', async () => {
    const input = { logStreamNames: ['hsm-a'], filterPattern: '"event 3"', limit: 1 };

    assert.deepEqual(
      (await pagesOf(input)).map((page) => page.length),
      [1, 0],
    );
  });

  it('holds at most 1 MB in a page', async () => {
    const half = { timestamp: START, message: 'x'.repeat(500_000) };
    under.endpoint.store.seed('big', 'a', [half, half]);
    under.endpoint.store.seed('big', 'b', [half]);

    const pages = await pagesOf({ logGroupName: 'big' });

    assert.deepEqual(
      pages.map((page) => page.length),
      [2, 1],
    );
  });

  it('reads newest first for a range that begins in 2024 or later', async () => {
    const input = {
      logStreamNamePrefix: 'hsm-',
      startFromHead: false,
      startTime: START,
      limit: 15,
    };

    const pages = await pagesOf(input);

    assert.deepEqual(pages.flat().reverse(), merged);
    const failure = await failureOf(filter({ ...input, startTime: START - 1 }));
    assert.equal(failure.name, 'InvalidParameterException');
  });

  it('includes the start time and the end time', async () => {
    const [startTime, endTime] = [merged[5]!.timestamp, merged[15]!.timestamp];

    const { events = [] } = await filter({ logStreamNamePrefix: 'hsm-', startTime, endTime });

    assert.deepEqual(
      events.map(shown),
      merged.filter(({ timestamp }) => timestamp >= startTime && timestamp <= endTime),
    );
  });

  it('searches the streams that are named, at most 100 and never beside a prefix', async () => {
    const { events = [] } = await filter({ logStreamNames: ['other', 'hsm-b'] });

    assert.equal(events.length, 21);
    const both = filter({ logStreamNames: ['other'], logStreamNamePrefix: 'o' });
    assert.equal((await failureOf(both)).name, 'InvalidParameterException');
    const many = filter({ logStreamNames: Array.from({ length: 101 }, (_, i) => `hsm-${i}`) });
    assert.equal((await failureOf(many)).name, 'InvalidParameterException');
    const missing = await failureOf(filter({ logStreamNames: ['missing'] }));
    assert.equal(missing.name, 'ResourceNotFoundException');
  });

  it('refuses a token of another operation', async () => {
    const failure = await failureOf(filter({ nextToken: 'f/1/s' }));

    assert.equal(failure.message, 'The specified nextToken is invalid.');
  });
});
