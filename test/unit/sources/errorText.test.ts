import assert from 'node:assert/strict';
import { errorText } from '../../../src/sources/errorText';
import { HumanError } from '../../../src/sources/humanError';

describe('an error in the log', () => {
  it('has every cause with its code, HTTP status, request id and stack', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const service = Object.assign(new Error('not allowed', { cause: refused }), {
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 400, requestId: 'abc-123' },
    });
    const text = errorText(new HumanError('Ask for it.', 'retry', { cause: service }));
    const [human = '', aws = '', node = ''] = text.split('\nCaused by: ');
    assert.match(human, /^HumanError: Ask for it\.\n\s+at /);
    assert.match(aws, /^AccessDeniedException: not allowed\n\s+at /);
    assert.match(aws, /\n\s+HTTP status: 400\n\s+request id: abc-123$/);
    assert.match(node, /^Error: connect ECONNREFUSED\n\s+at [^]*\n\s+code: ECONNREFUSED$/);
  });

  it('is what was thrown where that is no error', () => {
    assert.equal(errorText('gone'), 'gone');
    assert.equal(errorText(null), 'null');
  });

  it('ends, although an error is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    assert.ok(errorText(error).length < 20_000);
  });
});
