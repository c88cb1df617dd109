import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { checks } from '../../../src/audit/check/checks';
import { version } from '../../../src/cli/version';
import { streamLogs } from '../../fixtures/streamLogs';
import { temporaryFolder, type TemporaryFolder } from '../../host/temporaryFolder';
import { runCommand, runOnDisk, systemError } from './fakeIo';

interface Region {
  readonly startLine?: number;
  readonly byteOffset?: number;
  readonly byteLength?: number;
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly properties?: { readonly sequence: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region?: Region;
    };
    readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
  }[];
}

interface Sarif {
  readonly runs: readonly {
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: SarifResult['locations'];
      }[];
    }[];
    readonly tool: {
      readonly driver: {
        readonly version?: string;
        readonly rules: readonly { readonly id: string }[];
      };
    };
    readonly results: readonly SarifResult[];
  }[];
}

/** The schema of SARIF 2.1.0 is written in an older draft, of which it uses nothing that has changed. */
function sarifValidator() {
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly $schema: string;
    readonly id: string;
  };
  assert.match($schema + id, /draft-04.*sarif-2\.1\.0/);
  return addFormats(
    new Ajv({ strict: false, allErrors: true, unicodeRegExp: false }),
  ).compile<Sarif>(schema);
}

const event = (sequence: number, opcode = 'CN_LOGIN (0xd)') =>
  `Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\nSequence No : 0x${sequence.toString(16)}\nReboot counter : 0x1\nCommand Type(hex) : CN_MGMT_CMD (0x0)\nOpcode : ${opcode}\nSession Handle : 0x1\nResponse : 0:HSM Return: SUCCESS\nLog type : MINIMAL_LOG_ENTRY (0)\n\n`;

const sarif = async (files: Readonly<Record<string, string>>): Promise<Sarif> => {
  const words = ['check', '--format', 'sarif', ...Object.keys(files)];
  return JSON.parse((await runCommand(words, files)).output) as Sarif;
};

describe('the findings of a check as SARIF', () => {
  const validate = sarifValidator();
  const faults = (log: unknown): unknown => (validate(log) ? [] : validate.errors);

  it('fit the schema of SARIF 2.1.0, for logs with events left out, doubled and moved', async () => {
    await fc.assert(
      fc.asyncProperty(
        streamLogs,
        fc.array(fc.tuple(fc.constantFrom('drop', 'double', 'move', 'cut'), fc.nat()), {
          minLength: 1,
          maxLength: 5,
        }),
        async ({ events, write }, changes) => {
          const texts = events.map((one) => `${write(one)}\n\n`);
          for (const [change, where] of changes) {
            const at = where % texts.length;
            const [text = ''] = texts.splice(at, 1);
            if (change === 'double') texts.splice(at, 0, text, text);
            if (change === 'move') texts.push(text);
            if (change === 'cut') texts.splice(at, 0, `${text.slice(0, text.length / 2)}\n`);
          }
          assert.deepEqual(faults(await sarif({ 'logs/a b#1%.log': texts.join('') })), []);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('fit it without any', async () => {
    const log = await sarif({ 'a.log': event(0) + event(1) });
    assert.deepEqual(log.runs[0]?.results, []);
    assert.deepEqual(faults(log), []);
  });

  it('name the rule, the file and the bytes of the event', async () => {
    const text = event(0) + event(1) + event(5) + event(6, 'CN_LOGIN (0xe)');
    const log = await sarif({ 'logs/a b#1.log': text });
    const [run] = log.runs;
    const results = run?.results ?? [];
    assert.deepEqual(
      results.map(({ ruleId, level }) => [ruleId, level]),
      [
        ['sequence-gap', 'warning'],
        ['opcode-mismatch', 'warning'],
      ],
    );
    for (const { ruleId, ruleIndex, locations } of results) {
      assert.equal(run?.tool.driver.rules[ruleIndex]?.id, ruleId);
      assert.equal(locations[0]?.physicalLocation.artifactLocation.uri, 'logs/a%20b%231.log');
    }
    const {
      byteOffset = 0,
      byteLength = 0,
      startLine,
    } = results[0]?.locations[0]?.physicalLocation.region ?? {};
    assert.equal(text.slice(byteOffset, byteOffset + byteLength), event(5).trimEnd());
    assert.equal(startLine, 19);
  });

  it('name the version of the command that found them', async () => {
    const log = await sarif({ 'a.log': event(0) });
    assert.equal(log.runs[0]?.tool.driver.version, version);
  });

  it('list every check as a rule with its help', async () => {
    const log = await sarif({ 'a.log': event(0) });
    const rules = log.runs[0]?.tool.driver.rules.map(({ id }) => id);
    assert.deepEqual(
      rules,
      checks.map(({ code }) => code),
    );
  });

  it('say what is no event, and what could not be read', async () => {
    const { output } = await runCommand(['check', '--format', 'sarif', 'a.log', 'b.log'], {
      'a.log': `${event(0)}Timx: \u001b[2J\n\n${event(1)}`,
      'b.log': systemError('EACCES'),
    });
    const log = JSON.parse(output) as Sarif;
    assert.deepEqual(faults(log), []);
    const [{ executionSuccessful, toolExecutionNotifications } = {}] =
      log.runs[0]?.invocations ?? [];
    assert.equal(executionSuccessful, false);
    assert.deepEqual(
      toolExecutionNotifications?.map(({ level, message: { text }, locations: [one] }) => [
        level,
        text,
        one?.physicalLocation,
      ]),
      [
        [
          'warning',
          'text on line 10 is no audit event and is left out: “Timx: \\u001b[2J”.',
          { artifactLocation: { uri: 'a.log' }, region: { startLine: 10 } },
        ],
        [
          'error',
          'you may not read it. Allow it, or name a copy that you may read.',
          { artifactLocation: { uri: 'b.log' } },
        ],
      ],
    );
  });

  it('do not fit it where they are wrong', () => {
    assert.notDeepEqual(faults({ version: '2.1.0', runs: [{ tool: {} }] }), []);
  });
});

describe('the findings of a check as JSON', () => {
  it('are one object with a code, a sentence and a place each', async () => {
    const files = { 'hsm-aaaaaaaaaaa.log': event(0) + event(3) };
    const { output, code } = await runCommand(
      ['check', '--format', 'json', 'hsm-aaaaaaaaaaa.log'],
      files,
    );
    const { findings, ...rest } = JSON.parse(output) as {
      readonly findings: readonly Readonly<Record<string, unknown>>[];
    };
    assert.equal(code, 1);
    assert.deepEqual(rest, {
      v: 1,
      events: 2,
      files: [
        {
          file: 'hsm-aaaaaaaaaaa.log',
          events: 2,
          placesInNoEvent: 0,
          recordsWithoutEvents: 0,
          complete: true,
        },
      ],
    });
    const [{ sentence, ...finding } = {}] = findings;
    assert.match(String(sentence), /^2 events between 0x0 and 0x3 /);
    assert.deepEqual(finding, {
      code: 'sequence-gap',
      severity: 'warning',
      field: 'sequence',
      stream: 'hsm-aaaaaaaaaaa',
      sequence: '0x3',
      source: {
        file: 'hsm-aaaaaaaaaaa.log',
        line: 10,
        offset: event(0).length,
        length: event(3).trimEnd().length,
      },
      related: {
        file: 'hsm-aaaaaaaaaaa.log',
        line: 1,
        offset: 0,
        length: event(0).trimEnd().length,
      },
    });
  });
});

describe('the check of what was not all read', () => {
  let folder: TemporaryFolder;
  before(async () => (folder = await temporaryFolder('cloudhsm-check')));
  after(() => folder.remove());

  it('says where in a compressed file an event is, and that the rest is missing', async () => {
    const file = path.join(folder.path, 'hsm-aaaaaaaaaaa.gz');
    const packed = gzipSync(event(0) + event(3));
    await writeFile(file, packed.subarray(0, packed.length - 4));
    const { output, code } = await runOnDisk(['check', '--format', 'sarif', file]);
    const [run] = (JSON.parse(output) as Sarif).runs;
    const [{ locations, properties } = { locations: [], properties: undefined }] =
      run?.results ?? [];
    assert.deepEqual(Object.keys(locations[0]?.physicalLocation ?? {}), ['artifactLocation']);
    assert.equal(
      locations[0]?.logicalLocations?.[0]?.fullyQualifiedName,
      'hsm-aaaaaaaaaaa/record 1',
    );
    assert.equal(properties?.sequence, '0x3');
    assert.equal(run?.invocations[0]?.executionSuccessful, false);
    assert.equal(code, 2);
    const json = JSON.parse((await runOnDisk(['check', '--format', 'json', file])).output) as {
      readonly files: readonly { readonly complete: boolean; readonly unread: readonly string[] }[];
    };
    assert.deepEqual([json.files[0]?.complete, json.files[0]?.unread.length], [false, 1]);
  });

  it('ends with 1 where text is no event, and says so in the verdict', async () => {
    const text = `${event(0)}Timx: lost\n\n${event(1)}`;
    const { output, code } = await runCommand(['check', 'a.log'], { 'a.log': text });
    assert.match(output, /notes: 0\.\nPlaces with text that is no event: 1\.\n$/);
    assert.equal(code, 1);
  });

  it('says which files of a folder are left out', async () => {
    await writeFile(path.join(folder.path, '.hsm-b.log'), event(0));
    const { complaints } = await runOnDisk(['summary', folder.path]);
    assert.match(complaints, /: [^\n]*\.hsm-b\.log in it is left out: it is hidden/);
  });
});
