import assert from 'node:assert/strict';
import { parseFilterPattern } from '../../endpoint/filterPattern';

const messages = {
  login: 'Opcode : CN_LOGIN (0xd)\nUser Name : officer "one"',
  logout: 'Opcode : CN_LOGOUT (0xe)\nUser Name : user',
  failure: 'Opcode : CN_LOGIN (0xd)\nResponse : 0xa0\\b',
};

describe('filter pattern', () => {
  const rows: [pattern: string, found: (keyof typeof messages)[]][] = [
    ['', ['login', 'logout', 'failure']],
    ['  ', ['login', 'logout', 'failure']],
    ['CN_LOGIN', ['login', 'failure']],
    ['cn_login', []],
    ['CN_LOGIN officer', ['login']],
    ['"User Name : user"', ['logout']],
    ['"officer \\"one\\""', ['login']],
    ['"0xa0\\\\b"', ['failure']],
    ['"(0xd)"', ['login', 'failure']],
    ['-officer', ['logout', 'failure']],
    ['CN_LOGIN -"User Name"', ['failure']],
    ['?CN_LOGOUT ?Response', ['logout', 'failure']],
    ['?"User Name : user" ?Response', ['logout', 'failure']],
    ['?CN_LOGOUT CN_LOGIN', ['login', 'failure']],
  ];
  for (const [pattern, found] of rows) {
    it(`${JSON.stringify(pattern)} finds ${found.join(', ') || 'nothing'}`, () => {
      const test = parseFilterPattern(pattern);

      const passing = Object.entries(messages).filter(([, message]) => test(message));

      assert.deepEqual(
        passing.map(([name]) => name),
        found,
      );
    });
  }

  for (const pattern of ['0xd)', 'a:b', '""', '"open', '-', '?', '{ $.a = 1 }', '[a, b]', '%a%']) {
    it(`${pattern} is refused`, () => {
      assert.throws(() => parseFilterPattern(pattern), {
        name: 'InvalidParameterException',
        message: /^Invalid filter pattern/,
      });
    });
  }
});
