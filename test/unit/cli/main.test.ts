import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
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

  for (const format of ['table', 'ndjson', 'csv']) {
    it(`ends quietly when its reader goes away from ${format}`, async () => {
      const file = path.join(folder.path, 'long.log');
      const events = Array.from({ length: 5000 }, (_, index) => event(index, 'CN_LOGIN'));
      await writeFile(file, events.join(''));
      const child = start('decode', '--format', format, file);
      const complaints = text(child.stderr);
      const closed = once(child, 'close');
      child.stdout.once('data', () => child.stdout.destroy());
      const [code, signal] = (await closed) as unknown[];
      assert.deepEqual([code, signal, await complaints], [0, null, '']);
    });
  }

  it('decodes what it is piped, without its control characters', async () => {
    const input = event(1, 'CN_\u001b]0;x\u0007\u009b31m\u202e');
    const { output, complaints, code } = await run(input, 'decode', '-');
    assert.deepEqual([code, complaints], [0, '']);
    assert.match(output, /CN_/);
    // eslint-disable-next-line no-control-regex -- they are what it looks for
    assert.doesNotMatch(output, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('prints an event as soon as the next one comes through the pipe', async () => {
    const child = start('decode', '--format', 'ndjson', '-');
    const lines: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
    child.stdin.write(event(1, 'CN_LOGIN') + event(2, 'CN_LOGIN'));
    await once(child.stdout, 'data');
    assert.match(lines.join(''), /^[^\n]*"sequence":"0x1"[^\n]*\n$/);
    child.stdin.end();
    await once(child, 'close');
    assert.match(lines.join(''), /"0x2"[^\n]*\n$/);
  });

  it('decodes the files of a folder merged, those in it too', async () => {
    const inner = path.join(folder.path, 'logs', 'inner');
    await mkdir(inner, { recursive: true });
    await writeFile(path.join(folder.path, 'logs', 'hsm-aaaaaaaaaaa.log'), event(5, 'CN_LOGIN'));
    await writeFile(path.join(inner, 'hsm-bbbbbbbbbbb.log'), event(4, 'CN_LOGIN') + event(3, 'X'));
    const { output, code } = await run('', 'decode', path.join(folder.path, 'logs'));
    assert.equal(code, 0);
    assert.match(output, /hsm-a[^]*0x5[^]*hsm-b[^]*0x3[^]*0x4/);
  });

  it('reads a file once that it finds by several names, and says so', async () => {
    const logs = path.join(folder.path, 'twice');
    await mkdir(logs);
    await writeFile(path.join(logs, 'hsm-aaaaaaaaaaa.log'), event(5, 'CN_LOGIN'));
    const again = `${logs}/./hsm-aaaaaaaaaaa.log`;
    const { output, complaints, code } = await run('', 'decode', '--format', 'ndjson', logs, again);
    assert.deepEqual([code, output.split('\n').length - 1], [0, 1]);
    assert.match(complaints, /^[^\n]*aaa\.log: this file is named twice; it is read once\.\n$/);
  });

  it('reads pipes that have a name, once', async function () {
    if (process.platform === 'win32') this.skip();
    const file = path.join(folder.path, 'piped.log');
    await writeFile(file, event(1, 'CN_LOGIN') + event(2, 'CN_LOGIN'));
    const shell = (words: string) =>
      promisify(execFile)('sh', [
        '-c',
        `cat '${file}' | '${process.execPath}' '${program}' ${words}`,
      ]);
    const { stdout } = await shell('decode --format ndjson /dev/stdin');
    assert.equal(stdout.trim().split('\n').length, 2);
    const merged = await shell(`decode --format ndjson /dev/stdin '${file}'`);
    assert.equal(merged.stdout.trim().split('\n').length, 4);
    assert.match((await shell('summary /dev/stdin')).stdout, /\nEvents +2\n/);
  });

  it('says of a folder that may not be listed what to do, and reads the others', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    const closed = path.join(folder.path, 'closed');
    const open = path.join(folder.path, 'open.log');
    await mkdir(closed);
    await writeFile(open, event(1, 'CN_LOGIN'));
    await chmod(closed, 0);
    const { output, complaints, code } = await run('', 'decode', closed, open);
    await chmod(closed, 0o700);
    assert.equal(code, 2);
    assert.match(complaints, /closed: you may not read it\. Allow it/);
    assert.match(output, /CN_LOGIN/);
  });

  it('reads events behind the prefixes of other tools, each with its own stream', async () => {
    const tailed = [1, 2, 3].map(
      (sequence) =>
        `2026-03-12T03:12:0${sequence}.000000+00:00 hsm-aaaaaaaaaa${sequence % 2} ${event(sequence, 'CN_LOGIN')}`,
    );
    const file = path.join(folder.path, 'tailed.txt');
    await writeFile(file, tailed.join(''));
    for (const [name, input] of [
      [file, ''],
      ['-', tailed.join('')],
    ] as const) {
      const { output, code } = await run(input, 'decode', '--format', 'ndjson', name);
      const lines = output.trim().split('\n');
      assert.equal(code, 0);
      assert.deepEqual(
        lines.map((line) => /"stream":"([^"]+)".*"sequence":"([^"]+)"/.exec(line)?.slice(1)),
        [
          ['hsm-aaaaaaaaaa1', '0x1'],
          ['hsm-aaaaaaaaaa0', '0x2'],
          ['hsm-aaaaaaaaaa1', '0x3'],
        ],
      );
    }
    const { output } = await run('', 'check', '--format', 'json', file);
    // Of the one stream 0x2 is missing, of the other one nothing but the beginning.
    assert.equal(output.split('"code":"sequence-gap"').length, 2);
    assert.match(output, /"code":"sequence-gap"[^\n]*"stream":"hsm-aaaaaaaaaa1"[^\n]*"line":9,/);
  });

  it('says in a sentence what it could not do', async () => {
    const missing = path.join(folder.path, 'missing\u001b[2J.log');
    const empty = path.join(folder.path, 'empty');
    await mkdir(empty);
    const { output, complaints, code } = await run('', 'decode', missing, empty);
    assert.deepEqual([code, output], [2, '']);
    assert.match(complaints, /missing\\u001b\[2J\.log: there is no such file\./);
    assert.match(complaints, /: this folder has no files in it that are read\. [^\n]+\n$/);
    assert.doesNotMatch(complaints, /ENOENT|EISDIR|\bat /);
  });

  it('ends with 1 when there is no audit event in what it reads, with 0 for its version and with 2 for a wrong word', async () => {
    const nothing = await run('hello\n', 'summary', '-');
    assert.equal(nothing.code, 1);
    assert.match(nothing.complaints, /^cloudhsm-logs: standard input: there is no audit event/);
    const { output, code } = await run('', '--version');
    assert.match(`${code} ${output}`, /^0 cloudhsm-logs \d+\.\d+\.\d+\n$/);
    const wrong = await run('', 'encode');
    assert.deepEqual([wrong.code, wrong.output], [2, '']);
    assert.match(wrong.complaints, /^cloudhsm-logs: there is no command "encode"\nusage: /);
  });

  it('checks what it is piped: 0 for nothing but notes, 1 for findings, 2 for a missing file', async () => {
    const whole = (sequence: number) =>
      `${event(sequence, 'CN_LOGIN').trimEnd()}\nReboot counter : 0x1\nCommand Type(hex) : CN_MGMT_CMD (0x0)\nSession Handle : 0x1\nResponse : 0:HSM Return: SUCCESS\nLog type : MINIMAL_LOG_ENTRY (0)\n\n`;
    assert.equal((await run(whole(0) + whole(1), 'check', '-')).code, 0);
    const found = await run(whole(0) + whole(3), 'check', '-');
    assert.equal(found.code, 1);
    assert.match(found.output, /^standard input:10 \(0x3\): warning: .*\[sequence-gap\]/);
    assert.equal((await run('', 'check', path.join(folder.path, 'none'))).code, 2);
  });
});
