import assert from 'node:assert/strict';
import {
  GetLogEventsCommand,
  PutLogEventsCommand,
  type InputLogEvent,
} from '@aws-sdk/client-cloudwatch-logs';
import { startEndpointClient, type EndpointClient } from './endpointClient';
import { essence } from './seededEvents';
import { failureOf } from './serviceFailure';

const NOW = 1_750_000_000_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const place = { logGroupName: 'group', logStreamName: 'stream' };

describe('PutLogEvents of the endpoint', () => {
  let under: EndpointClient;

  beforeEach(async () => {
    under = await startEndpointClient({
      clock: { now: () => NOW, sleep: () => Promise.reject(new Error('Nothing here waits.')) },
    });
    under.endpoint.store.seed('group', 'stream', []);
  });
  afterEach(() => under.stop());

  const put = (logEvents: InputLogEvent[]) =>
    under.client.send(new PutLogEventsCommand({ ...place, logEvents }));
  const kept = async () => {
    const { events = [] } = await under.client.send(
      new GetLogEventsCommand({ ...place, startFromHead: true }),
    );
    return events;
  };
  const at = (timestamp: number, message = 'm') => ({ timestamp, message });

  it('keeps a batch as it is and gives a sequence token', async () => {
    const batch = [at(NOW - 5, 'Time: é\nline 2\r\n\ttab "quoted"'), at(NOW - 5, '🔑'), at(NOW)];

    const { nextSequenceToken, rejectedLogEventsInfo } = await put(batch);

    assert.match(nextSequenceToken ?? '', /^\d{56}$/);
    assert.equal(rejectedLogEventsInfo, undefined);
    const events = await kept();
    assert.deepEqual(events.map(essence), batch);
    assert.ok(events.every(({ ingestionTime }) => ingestionTime === NOW));
  });

  it('refuses a batch that is not in chronological order', async () => {
    const failure = await failureOf(put([at(NOW), at(NOW - 1)]));

    assert.equal(failure.name, 'InvalidParameterException');
    assert.equal(
      failure.message,
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
    assert.deepEqual(await kept(), []);
  });

  it('counts the bytes of UTF-8 and 26 for each event', async () => {
    const fits = [at(NOW, 'é'.repeat((1_048_576 - 2 * 26 - 2) / 2)), at(NOW, 'xx')];
    await put(fits);

    const failure = await failureOf(put([...fits.slice(0, 1), at(NOW, 'xxx')]));

    assert.equal(failure.name, 'InvalidParameterException');
    assert.equal(failure.message, 'Upload too large: 1048577 bytes exceeds limit of 1048576');
  });

  it('takes 1 to 10,000 events', async () => {
    const tenThousand = Array.from({ length: 10_000 }, () => at(NOW, 'x'));

    await put(tenThousand);

    const failure = await failureOf(put([...tenThousand, at(NOW)]));
    assert.match(failure.message, /'logEvents' .*length less than or equal to 10000$/);
    assert.match((await failureOf(put([]))).message, /greater than or equal to 1$/);
    assert.match((await failureOf(put([at(NOW, '')]))).message, /'message'/);
    assert.equal((await kept()).length, 10_000);
  });

  it('refuses a span of more than 24 hours', async () => {
    await put([at(NOW - DAY), at(NOW)]);

    const failure = await failureOf(put([at(NOW - DAY - 1), at(NOW)]));

    assert.equal(failure.name, 'InvalidParameterException');
    assert.match(failure.message, /cannot span more than 24 hours/);
  });

  it('leaves out events older than 14 days or more than 2 hours ahead, and says which', async () => {
    const oldest = NOW - 14 * DAY;

    const old = await put([at(oldest - 2), at(oldest - 1), at(oldest, 'just in time')]);
    const early = await put([at(NOW + 2 * HOUR, 'just now'), at(NOW + 2 * HOUR + 1)]);
    const all = await put([at(0)]);

    assert.deepEqual(old.rejectedLogEventsInfo, { tooOldLogEventEndIndex: 2 });
    assert.deepEqual(early.rejectedLogEventsInfo, { tooNewLogEventStartIndex: 1 });
    assert.deepEqual(all.rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1 });
    assert.deepEqual(
      (await kept()).map(({ message }) => message),
      ['just in time', 'just now'],
    );
  });

  it('measures the span without the events that it leaves out', async () => {
    const { rejectedLogEventsInfo } = await put([at(0), at(NOW - HOUR), at(NOW + 30 * DAY)]);

    assert.deepEqual(rejectedLogEventsInfo, {
      tooOldLogEventEndIndex: 1,
      tooNewLogEventStartIndex: 2,
    });
  });

  it('needs a stream that exists', async () => {
    const logEvents = [at(NOW)];
    const send = (logGroupName: string, logStreamName: string) =>
      under.client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));

    const noGroup = await failureOf(send('missing', 'stream'));
    const noStream = await failureOf(send('group', 'missing'));

    assert.equal(noGroup.message, 'The specified log group does not exist.');
    assert.equal(noStream.message, 'The specified log stream does not exist.');
    assert.equal(noStream.name, 'ResourceNotFoundException');
  });
});
