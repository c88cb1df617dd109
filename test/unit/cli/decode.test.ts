import assert from 'node:assert/strict';
import { decode } from '../../../src/cli/decode';

const event = 'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nSequence No : 0x1d\n';

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly complaints: string;
}

/** Decodes files that are given with what reading them gives: a text, bytes or an error. */
async function decoded(
  files: Readonly<Record<string, string | Uint8Array | Error>>,
): Promise<Outcome> {
  let output = '';
  let complaints = '';
  const code = await decode(Object.keys(files), {
    read: (file) => {
      const content = files[file] ?? '';
      if (content instanceof Error) return Promise.reject(content);
      return Promise.resolve(typeof content === 'string' ? Buffer.from(content) : content);
    },
    write: (text) => (output += text),
    complain: (text) => (complaints += text),
  });
  return { code, output, complaints };
}

/** An error as Node throws it. */
function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: raw words, open '/x'`), { code });
}

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('decoding files on the command line', () => {
  it('prints a line an event and ends with 0', async () => {
    const { code, output, complaints } = await decoded({ 'a.log': event });
    assert.equal(code, 0);
    assert.equal(output.split('\n').length, 3);
    assert.match(output, /\n2026-03-12T03:12:07\.140812Z .*\s0x1d\n/);
    assert.equal(complaints, '');
  });

  it("takes the HSM's name from the file's own name, not from a folder", async () => {
    const named = await decoded({ '/logs/hsm-aaaaaaaaaaa/x-hsm-bbbbbbbbbbb.log': event });
    assert.match(named.output, / hsm-bbbbbbbbbbb /);
    const unnamed = await decoded({ '/logs/hsm-aaaaaaaaaaa/audit.log': event });
    assert.doesNotMatch(unnamed.output, /hsm-aaaaaaaaaaa/);
  });

  it('reads UTF-8 and UTF-16, with a byte order mark that is no text', async () => {
    const { output } = await decoded({ 'a.log': event });
    for (const bytes of [Buffer.from(`\ufeff${event}`), utf16(event, false), utf16(event, true)]) {
      assert.deepEqual(await decoded({ 'a.log': bytes }), { code: 0, output, complaints: '' });
    }
  });

  it('ends with 1 when a file holds no audit event, and prints nothing of it', async () => {
    for (const text of ['', 'GET / 200\n']) {
      assert.deepEqual(await decoded({ 'access.log': text }), {
        code: 1,
        output: '',
        complaints:
          'cloudhsm-logs: access.log: there is no audit event in it. Check that it is a CloudHSM audit log.\n',
      });
    }
  });

  it('ends with 2 when a file cannot be read, and decodes the others', async () => {
    const { code, output, complaints } = await decoded({
      'gone.log': systemError('ENOENT'),
      'empty.log': '',
      'a.log': event,
    });
    assert.equal(code, 2);
    assert.match(output, /\s0x1d\n/);
    assert.match(complaints, /gone\.log: there is no such file\./);
    assert.match(complaints, /empty\.log: there is no audit event/);
  });

  for (const [errorCode, sentence] of [
    ['ENOENT', 'there is no such file. Check its path.'],
    ['EISDIR', 'this is a folder. Name the files in it.'],
    ['EACCES', 'you may not read this file. Allow it, or name a copy that you may read.'],
    ['EIO', 'it could not be read (EIO). Copy it to a local disk and decode the copy.'],
  ] as const) {
    it(`says what to do about ${errorCode} in words of its own`, async () => {
      const { complaints } = await decoded({ 'a.log': systemError(errorCode) });
      assert.equal(complaints, `cloudhsm-logs: a.log: ${sentence}\n`);
    });
  }

  it('lets no control character of a name or an event through', async () => {
    const { output, complaints } = await decoded({
      'a\u001b[2J\n.log': systemError('ENOENT'),
      'b.log': `${event}Opcode : CN_\u001b[31m\u202e (0xff)\n\u009b2J\n`,
    });
    // eslint-disable-next-line no-control-regex -- they are what it looks for
    assert.doesNotMatch(output + complaints, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    assert.match(complaints, /^cloudhsm-logs: a\\u001b\[2J\\n\.log: [^\n]+\n$/);
  });
});
