import assert from 'node:assert/strict';
import {
  GetLogEventsCommand,
  paginateGetLogEvents,
  type GetLogEventsCommandInput,
  type GetLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { startEndpointClient, type EndpointClient } from './endpointClient';
import { essence, seededEvents } from './seededEvents';
import { failureOf } from './serviceFailure';

const START = 1_500_000_000_000;
const place = { logGroupName: 'group', logStreamName: 'stream' };

describe('GetLogEvents of the endpoint', () => {
  let under: EndpointClient;
  const log = seededEvents(23, START);

  beforeEach(async () => {
    under = await startEndpointClient();
    under.endpoint.store.seed('group', 'stream', log);
  });
  afterEach(() => under.stop());

  const get = (input: Partial<GetLogEventsCommandInput> = {}) =>
    under.client.send(new GetLogEventsCommand({ ...place, ...input }));
  const essences = ({ events = [] }: GetLogEventsCommandOutput) => events.map(essence);

  /** Pages until a token repeats, in the order they came. */
  const pagesOf = async (
    direction: 'nextForwardToken' | 'nextBackwardToken',
    input: Partial<GetLogEventsCommandInput>,
  ) => {
    const pages = [];
    let token: string | undefined;
    for (;;) {
      const page = await get({ ...input, nextToken: token });
      if (page[direction] === token) return pages;
      pages.push(essences(page));
      token = page[direction];
    }
  };

  it('reads forward from the oldest event until the token repeats', async () => {
    const pages = await pagesOf('nextForwardToken', { startFromHead: true, limit: 10 });

    assert.deepEqual(
      pages.map((page) => page.length),
      [10, 10, 3],
    );
    assert.deepEqual(pages.flat(), log);
    assert.equal(under.endpoint.requests.length, 4);
  });

  it('reads backward from the newest event, each page oldest first', async () => {
    const pages = await pagesOf('nextBackwardToken', { limit: 10 });

    assert.deepEqual(pages, [log.slice(13), log.slice(3, 13), log.slice(0, 3)]);
  });

  it('pages with the SDK own paginator', async () => {
    const read = [];
    const config = { client: under.client, pageSize: 10, stopOnSameToken: true };
    for await (const page of paginateGetLogEvents(config, { ...place, startFromHead: true })) {
      read.push(...essences(page));
    }

    assert.deepEqual(read, log);
  });

  it('gives both tokens always, forward with f/ and backward with b/', async () => {
    under.endpoint.store.seed('group', 'empty', []);

    for (const page of [await get(), await get({ logStreamName: 'empty' })]) {
      assert.match(page.nextForwardToken ?? '', /^f\/\d{56}\/s$/);
      assert.match(page.nextBackwardToken ?? '', /^b\/\d{56}\/s$/);
    }
  });

  it('turns round with the other token and reads the same events again', async () => {
    const first = await get({ startFromHead: true, limit: 5 });
    const second = await get({
      startFromHead: true,
      limit: 5,
      nextToken: first.nextForwardToken,
    });

    const back = await get({ limit: 5, nextToken: second.nextBackwardToken });

    assert.deepEqual(essences(back), essences(first));
  });

  it('shows what arrives later under the forward token of the end', async () => {
    const newest = await get({ limit: 1 });
    const late = { timestamp: log.at(-1)!.timestamp, message: 'late' };
    under.endpoint.store.seed('group', 'stream', [late]);

    const page = await get({ startFromHead: true, nextToken: newest.nextForwardToken });

    assert.deepEqual(essences(page), [late]);
  });

  it('includes the start time and excludes the end time', async () => {
    const [startTime, endTime] = [log[5]!.timestamp, log[15]!.timestamp];
    const expected = log.filter((e) => e.timestamp >= startTime && e.timestamp < endTime);

    assert.deepEqual(essences(await get({ startTime, endTime })), expected);
    const forward = await pagesOf('nextForwardToken', {
      startTime,
      endTime,
      startFromHead: true,
      limit: 4,
    });
    const backward = await pagesOf('nextBackwardToken', { startTime, endTime, limit: 4 });
    assert.deepEqual(forward.flat(), expected);
    assert.deepEqual(backward.reverse().flat(), expected);
    assert.deepEqual(essences(await get({ startTime: endTime, endTime: startTime })), []);
  });

  it('holds at most 10,000 events in a page', async () => {
    const many = seededEvents(10_001, START, 2);
    under.endpoint.store.seed('group', 'many', many);

    const newest = await get({ logStreamName: 'many' });

    assert.deepEqual(essences(newest), many.slice(1));
    assert.match((await failureOf(get({ limit: 10_001 }))).message, /equal to 10000$/);
    assert.match((await failureOf(get({ limit: 0 }))).message, /equal to 1$/);
  });

  it('holds at most 1 MB in a page, and at least one event', async () => {
    const third = { timestamp: START, message: 'é'.repeat(170_000) };
    const whole = { timestamp: START + 1, message: 'x'.repeat(1_048_576) };
    under.endpoint.store.seed('group', 'big', [third, third, third, third, whole]);

    const pages = await pagesOf('nextForwardToken', { logStreamName: 'big', startFromHead: true });

    assert.deepEqual(
      pages.map((page) => page.length),
      [3, 1, 1],
    );
  });

  it('can be made to hold less', async () => {
    const small = await startEndpointClient({ pageLimits: { events: 2 } });
    small.endpoint.store.seed('group', 'stream', log);

    const page = await small.client.send(new GetLogEventsCommand({ ...place, limit: 5 }));
    await small.stop();

    assert.deepEqual(essences(page), log.slice(-2));
  });

  it('keeps the order of arrival in a millisecond, and puts what is late in its place', async () => {
    const event = (timestamp: number, message: string) => ({ timestamp, message });
    under.endpoint.store.seed('group', 'order', [event(2, 'b'), event(2, 'a'), event(3, 'c')]);
    under.endpoint.store.seed('group', 'order', [event(1, 'first'), event(2, 'd')]);

    const { events = [] } = await get({ logStreamName: 'order' });

    assert.deepEqual(
      events.map(({ message }) => message),
      ['first', 'b', 'a', 'd', 'c'],
    );
  });

  it('refuses a token that it never gave, and a forward token without startFromHead', async () => {
    const { nextForwardToken } = await get();

    const strange = await failureOf(get({ nextToken: 'x/1/s' }));
    assert.equal(strange.name, 'InvalidParameterException');
    assert.equal(strange.message, 'The specified nextToken is invalid.');
    const unheaded = await failureOf(get({ nextToken: nextForwardToken }));
    assert.equal(unheaded.name, 'InvalidParameterException');
  });

  it('knows no stream or group that is not there', async () => {
    const noStream = await failureOf(get({ logStreamName: 'missing' }));
    const noGroup = await failureOf(get({ logGroupName: 'missing' }));

    assert.equal(noStream.message, 'The specified log stream does not exist.');
    assert.equal(noGroup.message, 'The specified log group does not exist.');
    assert.equal(noGroup.name, 'ResourceNotFoundException');
  });
});
