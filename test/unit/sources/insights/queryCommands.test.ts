import assert from 'node:assert/strict';
import { queryCommands } from '../../../../src/sources/insights/queryCommands';

describe('the commands of a query', () => {
  const texts = (query: string): readonly string[] => queryCommands(query).map(({ text }) => text);

  for (const [what, query, expected] of [
    ['are parted by pipes', 'fields a\n| sort b | limit 5', ['fields a', 'sort b', 'limit 5']],
    [
      'keep a pipe in a text',
      `filter a like "x|y" or b = 'c|\\'d|' | limit 1`,
      [`filter a like "x|y" or b = 'c|\\'d|'`, 'limit 1'],
    ],
    [
      'keep a pipe in an expression',
      'parse @message /(?<a>x|\\/|y)/ | filter a like /b|c/ | limit 1',
      ['parse @message /(?<a>x|\\/|y)/', 'filter a like /b|c/', 'limit 1'],
    ],
    ['keep a pipe in a name', 'fields `a|b` | limit 1', ['fields `a|b`', 'limit 1']],
    [
      'keep a slash that divides',
      'fields a / b | filter c =~ /d|e/ | fields f/g',
      ['fields a / b', 'filter c =~ /d|e/', 'fields f/g'],
    ],
    [
      'leave comments out',
      '# one | two\nfields a # three |\n| # four\nlimit 1',
      ['fields a', 'limit 1'],
    ],
    ['are none in blanks and comments', ' \n# x\n|', []],
    ['may end in an open text', 'filter a = "b | c', ['filter a = "b', 'c']],
  ] as const) {
    it(what, () => assert.deepEqual(texts(query), expected));
  }

  it('say their word and their place', () => {
    assert.deepEqual(queryCommands('# x\n STATS count(*)'), [
      { word: 'stats', text: 'STATS count(*)', at: 5 },
    ]);
  });
});
