import assert from 'node:assert/strict';
import { parseCommandLine } from '../../../../src/cli/commandLine';
import { commands } from '../../../../src/cli/commands';
import { type EventFilter, filteredRows } from '../../../../src/audit/filter/eventFilter';
import { type Endpoint, startEndpoint } from '../../../endpoint/server';
import { insightsStreams } from '../../../fixtures/insightsLogs';
import { type AwsFiles, makeAwsFiles } from '../../sources/cloudwatch/awsFiles';
import { runCommand } from '../fakeIo';

const group = '/aws/cloudhsm/cluster-a';
const range = ['--since', '2026-01-01', '--until', '2026-12-01'];

describe('the command that searches', function () {
  this.timeout(30_000);
  let files: AwsFiles;
  let endpoint: Endpoint;
  const streams = insightsStreams();

  beforeEach(async () => {
    files = await makeAwsFiles();
    await files.writeCredentials(
      '[auditor]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = secret\n',
    );
    endpoint = await startEndpoint({ region: 'eu-central-1' });
    for (const { name, events } of streams) endpoint.store.seed(group, name, events);
  });
  afterEach(async () => {
    await endpoint.stop();
    await files.remove();
  });

  const search = (...words: readonly string[]) =>
    runCommand(
      [
        ...['search', group, ...words],
        ...['--profile', 'auditor', '--region', 'eu-central-1', '--endpoint', endpoint.url],
      ],
      {},
    );
  /** How many events a filter shows of the same logs. */
  const shown = (filter: EventFilter): number =>
    streams.reduce((count, { log }) => count + filteredRows(log.table, filter).length, 0);

  const filters: readonly (readonly [words: readonly string[], filter: EventFilter])[] = [
    [['--failed'], { outcomes: ['failure'] }],
    [['--opcode', 'CN_LOGIN', '--opcode', 'CN_LOGOUT'], { opcodes: ['CN_LOGIN', 'CN_LOGOUT'] }],
    [['--opcode', '0xD'], { opcodes: ['CN_LOGIN'] }],
    [['--category', 'key export'], { categories: ['key export'] }],
    [['--failed', '--category', 'login'], { outcomes: ['failure'], categories: ['login'] }],
  ];
  for (const [words, filter] of filters) {
    it(`finds what the log itself shows for ${words.join(' ')}`, async () => {
      const { code, output, complaints } = await search(...words, ...range, '--format', 'ndjson');
      assert.deepEqual([code, complaints], [0, '']);
      const count = shown(filter);
      assert.ok(count > 0);
      assert.equal(output.trimEnd().split('\n').length, count);
    });
  }

  it('finds users, keys and texts, also those whose names are hostile', async () => {
    const hostile = 'a"b\u001b[31m$(x)';
    const message = (user: string, key: string): string =>
      `Time: 03/12/26 03:00:00.000000, usecs:1773284400000000\nSequence No : 0x1\nOpcode : CN_LOGIN (0xd)\nResponse : 0:HSM Return: SUCCESS\nLog type : MGMT_USER_DETAILS_LOG (2)\nUser Name : ${user}\nUser Type : CN_CRYPTO_USER (1)\nPriv/Secret Key Handle : ${key}`;
    const timestamp = 1_773_284_400_000;
    endpoint.store.seed(group, 'hsm-odd', [{ timestamp, message: message(hostile, '987654321') }]);
    for (const words of [
      ['--user', hostile],
      ['--key', '987654321'],
      ['--text', 'Handle : 987654321'],
      ['--pattern', '"987654321"'],
    ]) {
      const { output } = await search(...words, '--stream', 'hsm-odd', ...range, '--format', 'csv');
      assert.equal(output.trimEnd().split('\r\n').length, 2, words.join(' '));
      assert.ok(!output.includes('\u001b'));
    }
  });

  it('ends with 1 and says what it did not search', async () => {
    endpoint.faults.add({ kind: 'accessDenied' }, { operation: 'FilterLogEvents', after: 3 });
    const { code, complaints } = await search('--failed', ...range);
    assert.equal(code, 1);
    assert.match(complaints, /^cloudhsm-logs: .*do not allow logs:FilterLogEvents/);
    assert.match(complaints, /^cloudhsm-logs: Not searched: 2026-\d\d-\d\dT.* to 2026-/m);
  });

  it('says which time it looked through where it found nothing', async () => {
    const { code, complaints } = await search('--user', 'nobody', ...range);
    assert.equal(code, 0);
    assert.match(
      complaints,
      /^cloudhsm-logs: Nothing was found from 2026-01-01T00:00:00\.000Z to 2026-.*Z\. --since searches further back;/,
    );
  });

  it('asks whether an opcode is misspelt, and searches for it all the same', async () => {
    for (const [name, meant] of [
      ['CN_LOGN', 'CN_LOGIN'],
      ['cn_login', 'CN_LOGIN'],
      ['CN_LOGIN', undefined],
      ['CN_OF_TOMORROW', undefined],
    ]) {
      const { code, complaints } = await search('--opcode', name ?? '', ...range);
      assert.equal(code, 0);
      assert.equal(/Is (\S+) meant\?/.exec(complaints)?.[1], meant, name);
    }
  });

  it('says what is wrong with its words', () => {
    const mistake = (...words: string[]): string => {
      const asked = parseCommandLine(['search', ...words], commands);
      return asked.kind === 'mistake' ? asked.message : asked.kind;
    };
    assert.match(mistake('--failed'), /needs a log group/);
    assert.match(mistake('cluster-a'), /something to search for, such as --failed/);
    assert.match(mistake('cluster-a', '--key', '0x1'), /--key "0x1" is no key handle/);
    assert.match(
      mistake('cluster-a', '--opcode', '0x9D'),
      /--opcode "0x9D" is no opcode whose name .* --text "\(0x9d\)"$/,
    );
    assert.match(mistake('cluster-a', '--category', 'keys'), /category is one of .*key export/);
    assert.match(mistake('cluster-a', '--pattern', 'x'.repeat(1025)), /1024 characters at most/);
    assert.equal(mistake('cluster-a', '--failed'), 'run');
    const help = parseCommandLine(['search', '--help'], commands);
    assert.ok(help.kind === 'help');
    assert.ok(help.text.split('\n').every((line) => line.length <= 100));
  });
});
