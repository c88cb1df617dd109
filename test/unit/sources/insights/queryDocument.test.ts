import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  readQueryDocument,
  runnableQuery,
  writeQueryDocument,
  type DocumentMistake,
  type RunnableQuery,
} from '../../../../src/sources/insights/queryDocument';
import { queryLibrary } from '../../../../src/sources/insights/queryLibrary';

const now = Date.UTC(2026, 2, 12, 3, 30);
const moments = { now, newest: undefined, offsetMinutes: () => 60 };

const read = (document: string): RunnableQuery | readonly DocumentMistake[] =>
  runnableQuery(readQueryDocument(document), moments);

function query(document: string): RunnableQuery {
  const found = read(document);
  assert.ok('text' in found, JSON.stringify(found));
  return found;
}

/** What is wrong, each with the text that it is about. */
function mistakes(document: string): readonly (readonly [about: string, message: string])[] {
  const found = read(document);
  assert.ok(!('text' in found));
  return found.map(({ message, place }) => [document.slice(place.from, place.to), message]);
}

const head = '# connection: prod\n# log groups: /aws/cloudhsm/cluster-a\n';

describe('a query document', () => {
  it('says in comments before the query where and when it is asked', () => {
    const text = 'fields @timestamp\n| filter a = "# range: 1d"\n# limit: 7\n';
    const found = query(
      `# Key exports\n#connection:  my prod \r\n# Log Groups: /a/b,/c , /a/b\n\n# range: 2026-03-12 03:00 to 04:00\n# limit: 50\n${text}`,
    );
    assert.deepEqual(found, {
      connection: 'my prod',
      logGroups: ['/a/b', '/c'],
      range: { from: Date.UTC(2026, 2, 12, 3), to: Date.UTC(2026, 2, 12, 4) + 1 },
      limit: 50,
      isMost: true,
      text,
    });
  });

  it('takes a range that ends now, all that is stored, or times of this machine', () => {
    const range = (words: string) => query(`${head}# range: ${words}\nfields a`).range;
    const week = range('7d');
    assert.equal(week.from, now - 7 * 86_400_000 + 1000);
    assert.ok(week.to >= now);
    assert.equal(range('start to end').from, 0);
    assert.equal(range('2026-03-12 03:00 to 04:00 local').from, Date.UTC(2026, 2, 12, 2));
  });

  it('has the place for a value behind the colon of an empty key', () => {
    const empty = readQueryDocument('# range:\nfields a').header.get('range');
    assert.deepEqual(empty, { value: '', place: { from: 8, to: 8 } });
  });

  it('has as many rows as the service gives where it names no limit', () => {
    assert.equal(query(`${head}# range: 1h\nfields a`).limit, 10_000);
  });

  it('says what is missing in it, all at once', () => {
    assert.deepEqual(
      mistakes('fields a').map(([, message]) => /# (\w[\w ]*):/.exec(message)?.[1]),
      ['connection', 'log groups', 'range'],
    );
  });

  const wrong: readonly (readonly [key: string, value: string, about: string, says: RegExp])[] = [
    ['range', 'yesterday-ish', 'yesterday-ish', /# range: 7d/],
    ['range', '04:00 to 03:00', '04:00 to 03:00', /# range: 7d/],
    ['limit', '0', '0', /from 1 to 10000/],
    ['limit', '10001', '10001', /from 1 to 10000/],
    ['limit', '1e3', '1e3', /from 1 to 10000/],
    ['log groups', '/a b', '/a b', /no name of a log group/],
    ['log groups', ',', ',', /Say which log groups/],
    ['log groups', Array.from({ length: 51 }, (_, n) => `/${n}`).join(), '', /50 log groups/],
  ];
  for (const [key, value, about, says] of wrong) {
    it(`marks a ${key} of ${value.slice(0, 20)} at its place and says what is right`, () => {
      const document = `${head}# range: 1h\n# ${key}: ${value}\nfields a`;
      const [[place, message] = ['', '']] = mistakes(document);
      assert.equal(place, about === '' ? value : about);
      assert.match(message, says);
    });
  }

  it('shows what hides itself in a wrong name', () => {
    const [[, message] = ['', '']] = mistakes(
      `${head}# range: 1h\n# log groups: a\u202eb\nfields a`,
    );
    assert.match(message, /a\\u202eb/);
  });

  it('that is written for a query of the library is read as it was meant', () => {
    for (const { title, description, text } of queryLibrary()) {
      const document = writeQueryDocument({
        connection: 'prod',
        logGroups: ['/aws/cloudhsm/cluster-a'],
        range: '7d',
        comments: [title, description],
        text,
      });
      const found = query(document);
      assert.equal(found.text.trim(), text.trim());
      assert.equal(readQueryDocument(document).title, title);
      assert.equal(found.connection, 'prod');
      assert.equal(document.indexOf(found.text), readQueryDocument(document).textAt);
    }
  });

  it('is made of any text without a word of it lost, and every mistake has a place in it', () => {
    const line = fc.oneof(
      fc.constantFrom('# range: 7d', '#limit:9', '# connection:', 'fields a', '', '# note: x'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const document = lines.join(end);
        const { text, textAt } = readQueryDocument(document);
        assert.equal(document.slice(textAt), text);
        const found = read(document);
        if ('text' in found) return;
        for (const { place } of found) {
          assert.ok(place.from >= 0 && place.from <= place.to);
        }
      }),
    );
  });
});
