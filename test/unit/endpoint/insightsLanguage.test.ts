import assert from 'node:assert/strict';
import { Query } from '../../endpoint/insights/query';
import { Row } from '../../endpoint/insights/row';
import { Moment, type Value } from '../../endpoint/insights/value';
import { ServiceError } from '../../endpoint/serviceError';

const start = Date.UTC(2026, 2, 12, 3);
const minute = 60_000;

const events = [
  { a: 'x', n: 1, m: 'user=ann, took:12 end' },
  { a: 'y', n: 10, m: 'user=bob, took:7 end' },
  { a: 'x', n: 9, m: 'nothing' },
  { n: 2, m: 'user=ann, took:5\nuser=cid, took:1' },
];

function rows(): readonly Row[] {
  return events.map(({ m, ...fields }, index) => {
    const time = start + index * 20 * minute;
    const own = Object.entries({ '@timestamp': new Moment(time), '@message': m, ...fields });
    return new Row(own as [string, Value][], time, `p${index}`);
  });
}

/** The cells of a result's rows, oldest event first where the text does not sort. */
function answer(text: string): readonly (readonly string[])[] {
  const result = Query.read(text).run(rows());
  const cells = result.rows.map(({ fields }) => fields.map(([name, value]) => `${name}=${value}`));
  return /sort|stats|dedup/.test(text) ? cells : cells.reverse();
}

function matching(condition: string): readonly string[] {
  return answer(`fields n | filter ${condition}`).map(([n = '']) => n.slice(2));
}

describe('the query language of the endpoint', () => {
  for (const [condition, expected] of [
    ['n > 2', ['10', '9']],
    ['n >= 2 and n < 10', ['9', '2']],
    ['n = 1 or n=2', ['1', '2']],
    ['a = "x"', ['1', '9']],
    ["a != 'x'", ['10']],
    ['not (a = "x")', ['10', '2']],
    ['not a = "x" and n = 2', ['2']],
    ['a in ["x", "z"]', ['1', '9']],
    ['n not in [1, 2]', ['10', '9']],
    ['@message like "bob"', ['10']],
    ['@message not like "user"', ['9']],
    ['@message like /(?i)BOB/', ['10']],
    ['@message =~ /took:\\d{2}/', ['1']],
    ['@message like /a\\/b|noth/', ['9']],
    ['ispresent(a)', ['1', '10', '9']],
    ['IsPresent(a) AND NOT n = 1', ['10', '9']],
    ['n + 1 = 2 * 5 - n % 1', ['9']],
    ['strlen(@message) = 7', ['9']],
    ['`a` = "y"', ['10']],
    [
      `toMillis(@timestamp) >= ${start + 20 * minute} and toMillis(@timestamp) < ${start + 40 * minute}`,
      ['10'],
    ],
  ] as const) {
    it(`filters by ${condition}`, () => assert.deepEqual(matching(condition), expected));
  }

  for (const [what, text, expected] of [
    [
      'shows the time and the message where nothing else is said',
      'filter n = 9',
      [['@timestamp=2026-03-12 03:40:00.000', '@message=nothing']],
    ],
    [
      'shows the fields of all `fields`, with their names',
      'fields n as number | fields a | filter n = 1',
      [['number=1', 'a=x']],
    ],
    [
      'shows what the last `display` says',
      'fields n | display a, concat(a, "!") as b | filter n = 1',
      [['a=x', 'b=x!']],
    ],
    ['leaves out what is missing', 'fields a, n | filter n = 2', [['n=2']]],
    [
      'parses with a pattern',
      'parse @message "user=*, took:* end" as who, took | display who, took',
      [['who=ann', 'took=12'], ['who=bob', 'took=7'], [], []],
    ],
    [
      'parses to the end of the text',
      'parse @message "took:*" as rest | display rest | filter n = 2',
      [['rest=5\nuser=cid, took:1']],
    ],
    [
      'parses with an expression',
      'parse @message /user=(?<who>\\w+)(?:, took:(?<took>\\d+))?/ | display who, took | filter n < 9',
      [
        ['who=ann', 'took=12'],
        ['who=ann', 'took=5'],
      ],
    ],
    [
      'parses with an expression and names',
      'parse @message /took:(\\d)/ as digit | display digit | filter n = 1',
      [['digit=1']],
    ],
    [
      'parses a line of its own',
      'parse @message /\\n[ \\t]*user=(?<second>[^\\r\\n,]*)/ | display second | filter n = 2',
      [['second=cid']],
    ],
    [
      'counts',
      'stats count(*), count(a) as named, count_distinct(a) as kinds',
      [['count(*)=4', 'named=3', 'kinds=2']],
    ],
    ['counts nothing', 'filter n > 99 | stats count(*) as c', [['c=0']]],
    ['groups nothing', 'filter n > 99 | stats count(*) as c by a', []],
    [
      'groups',
      'stats count(*) as c, sum(n) as s, min(n) as low, max(n) as high, avg(n) as mid by a | sort s desc, c',
      [
        ['a=y', 'c=1', 's=10', 'low=10', 'high=10', 'mid=10'],
        ['a=x', 'c=2', 's=10', 'low=1', 'high=9', 'mid=5'],
        ['c=1', 's=2', 'low=2', 'high=2', 'mid=2'],
      ],
    ],
    [
      'knows first and last',
      'stats earliest(n) as first, latest(n) as last, latest(@timestamp) as at',
      [['first=1', 'last=2', `at=${start + 60 * minute}`]],
    ],
    ['computes with groups', 'stats sum(n) / count(*) as mean', [['mean=5.5']]],
    [
      'groups by time',
      'stats count(*) as c by bin(1h) | sort c',
      [
        ['bin(1h)=2026-03-12 04:00:00.000', 'c=1'],
        ['bin(1h)=2026-03-12 03:00:00.000', 'c=3'],
      ],
    ],
    [
      'caps a period at its unit',
      'stats count(*) as c by bin(300s) as t | limit 1',
      [['t=2026-03-12 03:00:00.000', 'c=1']],
    ],
    [
      'goes on behind groups',
      'stats count(*) as c, latest(@timestamp) as at by a | filter c > 1 | display a, fromMillis(at) as last',
      [['a=x', 'last=2026-03-12 03:40:00.000']],
    ],
    ['groups twice', 'stats count(*) as c by a | stats max(c) as most', [['most=2']]],
    ['sorts numbers by their value', 'fields n | sort n', [['n=1'], ['n=2'], ['n=9'], ['n=10']]],
    ['sorts by several', 'fields n | sort a desc, n desc', [['n=10'], ['n=9'], ['n=1'], ['n=2']]],
    ['limits', 'fields n | sort n desc | limit 2', [['n=10'], ['n=9']]],
    [
      'drops doubles of the sort order, and keeps what is missing',
      'fields n | sort n desc | dedup a',
      [['n=10'], ['n=9'], ['n=2']],
    ],
    [
      'drops doubles of the newest first',
      'fields n | dedup a | limit 5',
      [['n=2'], ['n=9'], ['n=10']],
    ],
    ['takes comments', '# one\nfields n # two | limit 1\n| # three\nfilter n = 1', [['n=1']]],
    ['takes commands in any case', 'FIELDS n | SORT n DESC | LIMIT 1', [['n=10']]],
  ] as const) {
    it(what, () => assert.deepEqual(answer(text), expected));
  }

  it('leads from a row to its event, and from a group nowhere', () => {
    const pointers = (text: string) =>
      Query.read(text)
        .run(rows())
        .rows.map(({ pointer }) => pointer);
    assert.deepEqual(pointers('fields n | sort n | limit 2'), ['p0', 'p3']);
    assert.deepEqual(pointers('stats count(*)'), [undefined]);
  });

  it('counts what its filters let through', () => {
    const matched = (text: string) => Query.read(text).run(rows()).matched;
    assert.deepEqual(
      [
        matched('filter n > 1 | limit 1'),
        matched('filter n > 1 | filter n > 2 | stats count(*) as c | filter c > 9'),
      ],
      [3, 2],
    );
  });

  for (const [text, symbol] of [
    ['fitler n > 1', 'fitler'],
    ['fields n | fitler n', 'fitler'],
    ['fields n |', '<EOF>'],
    ['', '<EOF>'],
    ['filter n >', '<EOF>'],
    ['filter n > 1 sort n', 'sort'],
    ['fields frobnicate(n)', 'frobnicate'],
    ['fields count(n)', 'count'],
    ['filter a like b', 'b'],
    ['stats count(*) by bin(5x)', '5x'],
    ['fields n\n| dedup a | sort n', 'sort'],
    ['limit many', 'many'],
    ['fields n ; limit 1', ';'],
  ] as const) {
    it(`names the place of what it does not know: ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => Query.read(text),
        (error) => {
          assert.ok(error instanceof ServiceError);
          assert.equal(error.type, 'MalformedQueryException');
          const at = symbol === '<EOF>' ? text.length : text.lastIndexOf(symbol);
          const line = text.slice(0, at).split('\n');
          assert.equal(
            error.message,
            `unexpected symbol found ${symbol} at line ${line.length} and position ${line.at(-1)?.length}`,
          );
          const { queryCompileError } = error.members as {
            queryCompileError: { location: { startCharOffset: number } };
          };
          assert.equal(queryCompileError.location.startCharOffset, at);
          return true;
        },
      );
    });
  }

  for (const [text, words] of [
    ['filter a like /(?=x)/', /Invalid regular expression/],
    ['parse @message "a=*" as b, c', /number of names/],
    ['parse @message /(a)(b)/ as c', /number of names/],
    ['fields a, a', /Duplicate field name a/],
    ['stats count(*) | stats max(c) as d | stats max(d)', /two stats commands/],
  ] as const) {
    it(`refuses ${text}`, () => assert.throws(() => Query.read(text), words));
  }
});
