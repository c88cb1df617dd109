import assert from 'node:assert/strict';
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { takeEvents } from '../../../../../src/sources/cloudwatch/calls/eventPages';

/** What the SDK gets of an answer, and the events that were taken from it. */
async function taken(body: string) {
  const command = new GetLogEventsCommand({ logStreamName: 'hsm-a' });
  const events = takeEvents(command);
  const response = { statusCode: 200, body: Buffer.from(body) };
  const answer = () => Promise.resolve({ response, output: { $metadata: {} } });
  await command.middlewareStack.resolve(answer, {})({ input: command.input });
  return { events: events(), rest: response.body.toString() };
}

describe('a page of events', () => {
  it('is read before the SDK gets the rest', async () => {
    const events = [{ timestamp: 1, message: 'a' }];
    assert.deepEqual(await taken(JSON.stringify({ events, nextForwardToken: 'f/1' })), {
      events,
      rest: '{"events":[],"nextForwardToken":"f/1"}',
    });
  });

  for (const [what, body] of [
    ['a sign-in page', '<html>Please sign in</html>'],
    ['nothing', ''],
  ] as const) {
    it(`is left to the SDK where ${what} comes in its place, so that it fails on that`, async () => {
      const { events, rest } = await taken(body);
      assert.equal(events, undefined);
      assert.equal(rest.trim(), body);
      assert.throws(() => JSON.parse(rest), SyntaxError);
      assert.ok(rest.length > 0); // the SDK takes it for an empty answer otherwise
    });
  }
});
