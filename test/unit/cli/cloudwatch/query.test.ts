import assert from 'node:assert/strict';
import { parseCommandLine } from '../../../../src/cli/commandLine';
import { commands } from '../../../../src/cli/commands';
import { queryLibrary } from '../../../../src/sources/insights/queryLibrary';
import { type Endpoint, type EndpointOptions, startEndpoint } from '../../../endpoint/server';
import { makeAwsFiles, type AwsFiles } from '../../sources/cloudwatch/awsFiles';
import { type Content, runCommand } from '../fakeIo';

const start = Date.UTC(2026, 2, 12, 3);
const groups = ['/aws/cloudhsm/cluster-a', '/aws/cloudhsm/cluster-b'] as const;
const range = ['--since', '2026-03-12', '--until', '2026-03-13'];

const keys = `[auditor]
aws_access_key_id = AKIAEXAMPLE
aws_secret_access_key = secret
`;

function login(user: string, response: string): string {
  return `Time: 03/12/26 03:00:00.000000, usecs:${start}000\nSequence No : 0x1\nOpcode : CN_LOGIN (0xd)\nSession Handle : 0x1014006\nResponse : ${response}\nLog type : MGMT_USER_DETAILS_LOG (2)\nUser Name : ${user}\nUser Type : CN_CRYPTO_USER (1)`;
}

describe('the command that asks Logs Insights', function () {
  this.timeout(30_000);
  let files: AwsFiles;
  let endpoint: Endpoint;

  const serve = async (options: EndpointOptions = {}): Promise<void> => {
    endpoint = await startEndpoint({ region: 'eu-central-1', ...options });
    const wrong = '163:HSM Error: RET_USER_LOGIN_FAILURE';
    const messages = [login('ann', wrong), login('bob\u001b[31m', wrong), login('ann', wrong)];
    for (const [index, message] of [...messages, login('ann', '0:HSM Return: SUCCESS')].entries()) {
      const logGroup = groups[index % 2] ?? '';
      endpoint.store.seed(logGroup, 'hsm-a', [{ timestamp: start + index * 60_000, message }]);
    }
  };
  beforeEach(async () => {
    files = await makeAwsFiles();
    await files.writeCredentials(keys);
  });
  afterEach(async () => {
    await endpoint.stop();
    await files.remove();
  });

  const query = (
    words: readonly string[],
    input: Record<string, Content> = {},
    onInterrupt?: (interrupted: () => void) => void,
  ) =>
    runCommand(
      [
        ...['query', ...words],
        ...['--profile', 'auditor', '--region', 'eu-central-1', '--endpoint', endpoint.url],
      ],
      input,
      undefined,
      false,
      onInterrupt,
    );

  it('prints a query of the library over several clusters as a table, and what it cost', async () => {
    await serve();
    const { code, output, complaints } = await query([
      ...['cluster-a', groups[1], '--query', 'failed-logins', ...range],
    ]);

    assert.equal(code, 0);
    const [header, first, second, end] = output.split('\n');
    assert.match(header ?? '', /^userName +failures +first +last +lastResponse$/);
    assert.match(
      first ?? '',
      /^ann +2 +2026-03-12 03:00:00\.000 +2026-03-12 03:02:00\.000 +RET_USER_LOGIN_FAILURE$/,
    );
    assert.match(second ?? '', /^bob\\u001b\[31m +1 /);
    assert.equal(end, '');
    assert.match(
      complaints,
      /^cloudhsm-logs: 2 rows from 4 events, 1\.\d KB scanned: less than \$0\.01, at the price of us-east-1 in [\d-]+; that of your region may differ\.\n$/,
    );
  });

  it('prints JSON lines and CSV, with nothing in them that a terminal or a spreadsheet obeys', async () => {
    await serve();
    const text =
      'parse @message /User Name : (?<user>.*)/ | display user, @logStream | sort @timestamp';
    const json = await query([...groups, '--query', text, '--format', 'ndjson', ...range]);
    const rows = json.output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    assert.deepEqual(
      rows.map(({ user, '@logStream': stream }) => [user, stream]),
      ['ann', 'bob\u001b[31m', 'ann', 'ann'].map((user) => [user, 'hsm-a']),
    );
    assert.ok(!json.output.includes('\u001b'));

    const csv = await query([...groups, '--query', text, '--format', 'csv', ...range]);
    assert.match(csv.output, /^user,logStream\r\nann,hsm-a\r\nbob\\u001b\[31m,hsm-a\r\n/);
  });

  it('reads a query from standard input', async () => {
    await serve();
    const input = { '-': '# how many?\nstats count(*) as events\n' };
    const { output } = await query([...groups, '--query', '-', ...range], input);
    assert.equal(output, 'events\n4\n');
  });

  it('says what a query scans at most, and runs none', async () => {
    await serve();
    const { code, output } = await query([...groups, '--query', 'quorum', '--estimate', ...range]);
    assert.equal(code, 0);
    assert.match(output, /^The query scans at most about [\d.]+ [KM]B, less than \$0\.01 \(at the/);
    const other = await query(['cluster-gone', '--query', 'quorum', '--estimate', ...range]);
    assert.match(other.output, /^How much the query scans is not known: /);
    assert.equal(endpoint.queries.all.length, 0);
  });

  it('asks for the last day where nothing is said', async () => {
    await serve();
    endpoint.store.seed(groups[0], 'hsm-new', [{ timestamp: Date.now() - 60_000, message: 'x' }]);
    const { output } = await query([...groups, '--query', 'stats count(*) as events']);
    assert.equal(output, 'events\n1\n');
  });

  it('says where the service does not understand a query, in the lines that were written', async () => {
    await serve();
    const input = { '-': 'fields @message\n| filter @message = = 1' };
    const { code, output, complaints } = await query([groups[0], '--query', '-', ...range], input);
    assert.deepEqual([code, output], [1, '']);
    assert.match(complaints, /unexpected symbol found = \(line 2, column 21\)\n$/);
  });

  it('ends with 1 and says what is missing', async () => {
    await serve();
    endpoint.faults.add({ kind: 'queryTimesOut' });
    const { code, complaints } = await query([
      ...[groups[0], '--query', 'stats count(*) as c', ...range],
    ]);
    assert.equal(code, 1);
    assert.match(
      complaints,
      /Not read whole: 2026-03-12T00:00:00\.000Z to 2026-03-13T00:00:00\.000Z\. CloudWatch Logs gave the query up/,
    );
  });

  it('stops the query at the service when it is interrupted, and says what is missing', async () => {
    let running = (): void => undefined;
    const isRunning = new Promise<void>((resolve) => (running = resolve));
    await serve({
      insights: { runningMs: Infinity },
      onRequest: ({ operation }) => {
        if (operation === 'GetQueryResults') running();
      },
    });
    let interrupt = (): void => undefined;
    const words = [groups[0], '--query', 'quorum', '--since', '2026-03-12'];
    const ran = query(words, {}, (interrupted) => (interrupt = interrupted));
    await isRunning;
    interrupt();
    const { code, complaints } = await ran;

    assert.equal(code, 1);
    assert.match(
      complaints,
      /^cloudhsm-logs: Not read whole: 2026-03-12T00:00:00\.000Z to the end\. The query was stopped\.$/m,
    );
    const [started = assert.fail()] = endpoint.queries.all;
    assert.equal(endpoint.queries.status(started, Date.now()), 'Cancelled');
  });

  it('says in a sentence which permission is missing', async () => {
    await serve();
    endpoint.faults.add({ kind: 'accessDenied' }, { operation: 'StartQuery' });
    const { code, complaints } = await query([groups[0], '--query', 'quorum', ...range]);
    assert.equal(code, 1);
    assert.match(complaints, /^cloudhsm-logs: .*do not allow logs:StartQuery on .*cluster-a/);
  });
});

describe('the words of the command that asks Logs Insights', () => {
  const mistake = (...words: string[]): string => {
    const asked = parseCommandLine(['query', ...words], commands);
    return asked.kind === 'mistake' ? asked.message : asked.kind;
  };

  it('need log groups and a query', () => {
    assert.match(mistake('--query', 'quorum'), /needs a log group/);
    assert.match(mistake('cluster-a'), /needs --query: one of failed-logins, /);
    assert.match(
      mistake('cluster-a', '--query', 'quorums'),
      /no query "quorums"\. .*failed-logins/,
    );
    assert.match(mistake('cluster a', '--query', 'quorum'), /"cluster a" is no name/);
    const many = Array.from({ length: 51 }, (_, index) => `cluster-${index}`);
    assert.match(mistake(...many, '--query', 'quorum'), /50 log groups at most, not 51/);
    assert.match(mistake('a', '--query', 'quorum', '--since', 'soon'), /"soon" is no time/);
    assert.equal(mistake('a', '--query', 'fields @message'), 'run');
  });

  it('are explained, with every query of the library', () => {
    const help = parseCommandLine(['query', '--help'], commands);
    assert.ok(help.kind === 'help');
    for (const { id, title } of queryLibrary()) {
      assert.match(help.text, new RegExp(`^  ${id} +${title}$`, 'm'));
    }
    assert.ok(help.text.split('\n').every((line) => line.length <= 100));
  });
});
