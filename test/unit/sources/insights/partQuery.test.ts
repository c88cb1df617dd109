import assert from 'node:assert/strict';
import { PartQuery } from '../../../../src/sources/insights/partQuery';

describe('a query for a part of its range', () => {
  for (const [text, canBeCut] of [
    ['fields @message', true],
    ['parse @message "a*" as b | filter b > 1 | display b', true],
    ['fields @message | sort @timestamp desc', true],
    ['fields @message | sort @timestamp', true],
    ['fields @message | sort b', false],
    ['fields @message | sort @timestamp, b', false],
    ['fields @message | limit 5', false],
    ['stats count(*)', false],
    ['fields b | dedup b', false],
    ['pattern @message', false],
  ] as const) {
    it(`can ${canBeCut ? '' : 'not '}be cut: ${text}`, () => {
      assert.equal(new PartQuery(text).canBeCut, canBeCut);
    });
  }

  it('says in its text which milliseconds are meant', () => {
    assert.equal(
      new PartQuery('# x\nstats count(*)').textFor({ from: 1, to: 3 }),
      '# x\nfilter toMillis(@timestamp) >= 1 and toMillis(@timestamp) < 3 | stats count(*)',
    );
  });

  for (const text of ['SOURCE logGroups() | fields a', 'pattern @message | diff']) {
    it(`leaves a text alone that looks elsewhere: ${text}`, () => {
      assert.equal(new PartQuery(text).textFor({ from: 1, to: 3 }), text);
    });
  }

  it('knows in which order rows come', () => {
    const order = (text: string): boolean => new PartQuery(text).isOldestFirst;
    assert.deepEqual(
      [
        order('fields a'),
        order('fields a | sort @timestamp desc'),
        order('fields a | sort @timestamp asc'),
      ],
      [false, false, true],
    );
  });
});
