import assert from 'node:assert/strict';
import { parseCommandLine, usage } from '../../../src/cli/commandLine';

function mistake(...words: string[]): string {
  const command = parseCommandLine(words);
  assert.equal(command.kind, 'mistake');
  return command.message;
}

describe('the command line', () => {
  it('takes the files behind decode, in their order', () => {
    assert.deepEqual(parseCommandLine(['decode', 'b.log', '-', 'a.log']), {
      kind: 'decode',
      files: ['b.log', '-', 'a.log'],
    });
  });

  it('takes everything behind -- for a file', () => {
    for (const words of [
      ['decode', '--', '-x.log', '--help', '--'],
      ['--', 'decode', '-x.log', '--help', '--'],
    ]) {
      assert.deepEqual(parseCommandLine(words), {
        kind: 'decode',
        files: ['-x.log', '--help', '--'],
      });
    }
  });

  it('explains itself when it is asked to, and when it is given nothing', () => {
    for (const words of [[], ['help'], ['-h'], ['decode', '--help'], ['decode', 'a.log', '-h']]) {
      assert.deepEqual(parseCommandLine(words), { kind: 'help' });
    }
    assert.match(usage(), /decode \[--\] FILE[^]*exit code: 0 [^]* 1 [^]* 2 /);
  });

  it('says which word it does not know', () => {
    assert.equal(mistake('encode', 'a.log'), 'there is no command "encode"');
    assert.equal(mistake('decode', '--fast', 'a.log'), 'there is no option "--fast"');
    assert.equal(mistake('--fast'), 'there is no option "--fast"');
  });

  it('shows what a terminal would obey in a word instead of passing it on', () => {
    assert.equal(mistake('\u001b[2J\u202ex'), String.raw`there is no command "\u001b[2J\u202ex"`);
    assert.equal(mistake('decode', '-\u009b1m'), String.raw`there is no option "-\u009b1m"`);
  });

  it('wants a file, and standard input once at most', () => {
    assert.equal(mistake('decode'), 'decode needs a file');
    assert.equal(mistake('decode', '--'), 'decode needs a file');
    assert.equal(mistake('--'), 'there is no command');
    assert.equal(mistake('decode', '-', 'a', '-'), 'standard input can be read only once');
  });
});
