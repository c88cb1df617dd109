import assert from 'node:assert/strict';
import { readingWords } from '../../../../src/sources/fetch/readingWords';

describe('the words for a reading', () => {
  const read = { events: 12_345, pages: 46 };
  const pace = { operation: 'GetLogEvents', region: 'eu-central-1', perSecond: 25 };

  it('say what is called where, how fast, and whether the service throttles', () => {
    assert.equal(
      readingWords(read, 2, { ...pace, isThrottled: false }),
      '12,345 events, GetLogEvents in eu-central-1: 23.0 requests/s',
    );
    assert.equal(
      readingWords(read, 2, { ...pace, isThrottled: true }),
      '12,345 events, GetLogEvents in eu-central-1: 23.0 requests/s, throttled',
    );
  });

  it('are the events alone where nothing holds the reading back', () => {
    assert.equal(readingWords(read, 2, undefined), '12,345 events');
  });
});
