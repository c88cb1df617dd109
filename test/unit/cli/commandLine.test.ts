import assert from 'node:assert/strict';
import type { Command } from '../../../src/cli/command';
import { filesMistake, parseCommandLine, usage } from '../../../src/cli/commandLine';
import { commands } from '../../../src/cli/commands';

const print: Command = {
  name: 'print',
  options: {
    format: { type: 'string', choices: ['long', 'short'] },
    name: { type: 'string' },
    fast: { type: 'boolean', short: 'f' },
  },
  summary: () => 'prints it',
  help: () => 'usage: print\n',
  mistake: filesMistake,
  run: () => Promise.resolve(0),
};

const parsed = (...words: string[]) => parseCommandLine(words, [print]);

function asked(...words: string[]) {
  const line = parsed(...words);
  assert.equal(line.kind, 'run');
  return line.words;
}

function mistake(...words: string[]): string {
  const line = parsed(...words);
  assert.equal(line.kind, 'mistake');
  return line.message;
}

describe('the command line', () => {
  it('takes the files behind a command, in their order, and its options wherever they stand', () => {
    assert.deepEqual(asked('print', 'b.log', '--format', 'short', '-', '-f', 'a.log'), {
      values: { format: 'short', fast: true },
      words: ['b.log', '-', 'a.log'],
    });
    assert.deepEqual(asked('print', '--format=long', 'a').values, { format: 'long' });
  });

  it('takes everything behind -- for a file', () => {
    assert.deepEqual(asked('print', '--', '-x.log', '--help').words, ['-x.log', '--help']);
  });

  it('explains itself when it is asked to, and when it is given nothing', () => {
    for (const words of [[], ['help'], ['-h'], ['--help']]) {
      assert.deepEqual(parsed(...words), { kind: 'help', text: usage([print]) });
    }
    for (const words of [
      ['print', '--help'],
      ['print', 'a.log', '-h'],
      ['help', 'print'],
    ]) {
      assert.deepEqual(parsed(...words), { kind: 'help', text: 'usage: print\n' });
    }
    assert.match(usage([print]), / {2}print {2}prints it\n/);
  });

  it('has a help with its options and exit codes for every command', () => {
    for (const command of commands) {
      const help = command.help();
      assert.match(
        help,
        new RegExp(`^usage: cloudhsm-logs ${command.name} [^]*exit code: 0 [^]*\\n$`),
      );
      for (const option of Object.keys(command.options)) assert.ok(help.includes(`--${option}`));
      for (const line of help.split('\n')) assert.ok(line.length <= 100, line);
    }
  });

  it('says which word it does not know', () => {
    assert.equal(mistake('encode', 'a.log'), 'there is no command "encode"');
    assert.equal(mistake('help', 'encode'), 'there is no command "encode"');
    assert.equal(mistake('print', '--slow', 'a.log'), 'print: there is no option "--slow"');
    assert.equal(mistake('--slow'), 'the command comes first, not "--slow"');
    assert.equal(
      mistake('print', '-hash.log'),
      'print: there is no option "-hash.log"; a file whose name begins with - goes behind --',
    );
    for (const file of ['a.log', '/tmp/a', '-']) {
      const message = `the command comes first: cloudhsm-logs decode "${file}"`;
      assert.equal(mistake(file), message);
    }
    assert.equal(mistake('print', 'a', '--__proto__'), 'print: there is no option "--__proto__"');
  });

  it('says its version wherever it is asked for it', () => {
    for (const words of [['--version'], ['print', '--version']]) {
      assert.deepEqual(parsed(...words), { kind: 'version' });
    }
  });

  it('says what is wrong with the value of an option', () => {
    assert.equal(
      mistake('print', 'a', '--format', 'xml'),
      'print: --format cannot be "xml"; it is one of: long, short',
    );
    assert.equal(mistake('print', 'a', '--name'), 'print: --name needs a value');
    assert.equal(mistake('print', 'a', '--fast=yes'), 'print: --fast takes no value');
  });

  it('shows what a terminal would obey in a word instead of passing it on', () => {
    assert.equal(mistake('\u001b[2J\u202ex'), String.raw`there is no command "\u001b[2J\u202ex"`);
    assert.equal(
      mistake('print', '-\u009b1m'),
      String.raw`print: there is no option "-\u009b1m"; a file whose name begins with - goes behind --`,
    );
  });

  it('wants a file, and standard input once at most', () => {
    assert.equal(mistake('print'), 'print: it needs a file');
    assert.equal(mistake('print', '--'), 'print: it needs a file');
    assert.equal(mistake('print', '-', 'a', '-'), 'print: standard input can be read only once');
  });
});
