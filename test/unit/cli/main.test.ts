import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { temporaryFolder, type TemporaryFolder } from '../../host/temporaryFolder';

const program = path.resolve(__dirname, '../../../src/cli/main.js');

const event = (sequence: number, opcode: string) =>
  `Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nSequence No : 0x${sequence.toString(16)}\nOpcode : ${opcode} (0xd)\n\n`;

function start(...words: string[]) {
  return spawn(process.execPath, [program, ...words], { stdio: 'pipe' });
}

async function run(input: string, ...words: string[]) {
  const child = start(...words);
  child.stdin.end(input);
  const [output, complaints] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { output, complaints, code: child.exitCode };
}

describe('the command as a process', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  before(async () => (folder = await temporaryFolder('cloudhsm-cli')));
  after(() => folder.remove());

  it('ends quietly when its reader goes away', async () => {
    const file = path.join(folder.path, 'long.log');
    const events = Array.from({ length: 5000 }, (_, index) => event(index, 'CN_LOGIN'));
    await writeFile(file, events.join(''));
    const child = start('decode', file);
    const complaints = text(child.stderr);
    const closed = once(child, 'close');
    child.stdout.once('data', () => child.stdout.destroy());
    const [code, signal] = (await closed) as unknown[];
    assert.deepEqual([code, signal, await complaints], [0, null, '']);
  });

  it('decodes what it is piped, without its control characters', async () => {
    const input = event(1, 'CN_\u001b]0;x\u0007\u009b31m\u202e');
    const { output, complaints, code } = await run(input, 'decode', '-');
    assert.deepEqual([code, complaints], [0, '']);
    assert.match(output, /CN_/);
    // eslint-disable-next-line no-control-regex -- they are what it looks for
    assert.doesNotMatch(output, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('says in a sentence what it could not do', async () => {
    const missing = path.join(folder.path, 'missing\u001b[2J.log');
    const { output, complaints, code } = await run('', 'decode', missing, folder.path);
    assert.deepEqual([code, output], [2, '']);
    assert.match(complaints, /missing\\u001b\[2J\.log: there is no such file\./);
    assert.match(complaints, /: this is a folder\. Name the files in it\.\n$/);
    assert.doesNotMatch(complaints, /ENOENT|EISDIR|\bat /);
  });

  it('ends with 1 when there is no audit event in what it reads, and with 2 for a wrong word', async () => {
    const nothing = await run('hello\n', 'decode', '-');
    assert.deepEqual([nothing.code, nothing.output], [1, '']);
    assert.match(nothing.complaints, /^cloudhsm-logs: standard input: there is no audit event/);
    const wrong = await run('', 'encode');
    assert.deepEqual([wrong.code, wrong.output], [2, '']);
    assert.match(wrong.complaints, /^cloudhsm-logs: there is no command "encode"\nusage: /);
  });
});
