import assert from 'node:assert/strict';
import { CloudWatchSource } from '../../../../src/sources/cloudwatch/cloudWatchSource';
import { HumanError } from '../../../../src/sources/humanError';
import type { LiveOptions, LiveUpdate } from '../../../../src/sources/logSource';
import { type Endpoint, type EndpointOptions, startEndpoint } from '../../../endpoint/server';
import { type AwsFiles, makeAwsFiles } from './awsFiles';

const logGroup = '/aws/cloudhsm/cluster-a';
const cluster = { logGroup, name: 'cluster-a', arn: undefined };

describe('a live tail of CloudWatch', function () {
  this.timeout(20_000);
  let files: AwsFiles;
  let endpoint: Endpoint;
  let source: CloudWatchSource;
  beforeEach(async () => {
    files = await makeAwsFiles();
    await files.writeCredentials(
      '[auditor]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n',
    );
  });
  afterEach(async () => {
    await endpoint.stop();
    await files.remove();
  });

  async function start(options: EndpointOptions = {}): Promise<void> {
    endpoint = await startEndpoint({ ...options, liveTail: { updateMs: 10, ...options.liveTail } });
    endpoint.store.seed(logGroup, 'hsm-a', [{ timestamp: 1, message: 'before' }]);
    source = new CloudWatchSource({
      name: 'local',
      region: 'us-east-1',
      profile: 'auditor',
      endpoint: endpoint.url,
    });
  }

  const send = (stream: string, ...messages: readonly string[]): void =>
    endpoint.store.seed(
      logGroup,
      stream,
      messages.map((message) => ({ timestamp: Date.now(), message })),
    );

  /** The updates that say something, until `wanted` of them are there or the session ends. */
  async function updates(
    options: LiveOptions,
    onStart: () => void,
    wanted = Infinity,
  ): Promise<readonly LiveUpdate[]> {
    const found: LiveUpdate[] = [];
    let hasBegun = false;
    for await (const update of source.liveTail(cluster, options)) {
      if (!hasBegun) onStart();
      hasBegun = true;
      if (update.events.length > 0) found.push(update);
      if (found.length >= wanted) break;
    }
    return found;
  }

  const texts = (found: readonly LiveUpdate[]): readonly string[] =>
    found.flatMap(({ events }) => events.map(({ event: { message } }) => message));

  it('reads what the endpoint sends by the client of the SDK, all streams or named ones', async () => {
    await start();
    const write = (): void => {
      send('hsm-b', 'of b');
      send('hsm-a', 'of a ☃', 'more');
    };

    assert.deepEqual(texts(await updates({}, write, 1)), ['of b', 'of a ☃', 'more']);
    assert.deepEqual(texts(await updates({ streams: ['hsm-a'] }, write, 1)), ['of a ☃', 'more']);
  });

  it('says when it is sampled', async () => {
    await start({ liveTail: { perUpdate: 2 } });

    const [update] = await updates({}, () => send('hsm-a', '1', '2', '3'), 1);

    assert.deepEqual([update?.events.length, update?.isSampled], [2, true]);
  });

  it('ends without an error when the time of the session is over', async () => {
    await start({ liveTail: { sessionMs: 50 } });

    assert.deepEqual(texts(await updates({}, () => send('hsm-a', 'a'))), ['a']);
    assert.equal(endpoint.live.count, 0);
  });

  it('throws what may pass when the connection is cut', async () => {
    await start();

    const cut = updates({}, () => endpoint.live.cut());

    await assert.rejects(cut, (error) => error instanceof HumanError && error.nature === 'passing');
  });

  it('lets go of the session when nobody listens any more', async () => {
    await start();
    await updates({}, () => send('hsm-a', 'a'), 1);
    while (endpoint.live.count > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  for (const [what, options, fault, sentence] of [
    ['the endpoint does not know it', { liveTail: { isKnown: false } }, undefined, /no live tail/],
    ['a policy does not allow it', {}, { kind: 'accessDenied' }, /do not allow logs:StartLiveTail/],
  ] as const) {
    it(`is unavailable when ${what}`, async () => {
      await start(options);
      if (fault !== undefined) endpoint.faults.add(fault, { operation: 'StartLiveTail' });

      const refused = updates({}, () => undefined);

      await assert.rejects(
        refused,
        (error) =>
          error instanceof HumanError &&
          error.nature === 'unavailable' &&
          sentence.test(error.message),
      );
    });
  }

  for (const region of ['us-gov-west-1', 'cn-north-1']) {
    it(`is not asked for in ${region}`, async () => {
      await start();
      source = new CloudWatchSource({ name: 'far', region });

      const refused = updates({}, () => undefined);

      await assert.rejects(refused, {
        message: `CloudWatch Logs has no live tail in region ${region}.`,
      });
    });
  }
});
