/** Times the command line on a log of 50 MB beside what a person would write instead. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { auditLogOfSize } from './fixtures/auditLog';
import { mediansInTurn } from './measure';
import { countWords, printReport, runBench, timeWords, type Figure } from './report';
import { runProcess } from './wholeProcess';

const bytes = 50_000_000;
const seed = 20_210_304;
const rounds = 3;

/** Time, sequence, opcode, response and user as columns, as one line of awk. */
const awkColumns =
  '/^Time/{if(t)print t"\\t"s"\\t"o"\\t"r"\\t"u;t=$2" "$3;s=o=r=u=""}/^Sequence No/{s=$NF}/^Opcode/{o=$3}/^Response/{r=$0}/^User Name/{u=$NF}END{print t"\\t"s"\\t"o"\\t"r"\\t"u}';

/** All fields of each event as a line of JSON, as a person would do it in Python. */
const pythonJson = `
import json, re, sys
for block in open(sys.argv[1]).read().split("\\n\\n"):
    event = {}
    for line in block.split("\\n"):
        found = re.match(r"^\\s*([^:]+?)\\s*:\\s*(.*)$", line)
        if found: event[found.group(1)] = found.group(2)
    if event: print(json.dumps(event))
`;

/** What is run. */
interface Run {
  readonly what: string;
  readonly command: string;
  readonly args: readonly string[];
}

function shell(what: string, script: string): Run {
  return { what, command: 'sh', args: ['-c', script] };
}

function cliBench(): void {
  const program = process.argv[2];
  const cli =
    program === undefined
      ? path.join(__dirname, '../../src/cli/main.js')
      : path.join(program, 'cli.js');
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudhsm-bench-'));
  try {
    const file = path.join(folder, 'audit.log');
    const script = path.join(folder, 'fields.py');
    const { text, events } = auditLogOfSize(bytes, seed);
    writeFileSync(file, text);
    writeFileSync(script, pythonJson);
    const node = (what: string, words: string): Run =>
      shell(what, `'${process.execPath}' '${cli}' ${words} '${file}' > /dev/null`);
    const ours: readonly Run[] = [
      node('`decode --format ndjson`', 'decode --format ndjson'),
      node('`decode --format csv`', 'decode --format csv'),
      node('`decode` (table)', 'decode'),
      node('`summary`', 'summary'),
      node('`check`', 'check'),
    ];
    const theirs: readonly Run[] = [
      ...(runProcess('awk', ['BEGIN{}']) === undefined
        ? []
        : [shell('awk: five columns', `awk '${awkColumns}' '${file}' > /dev/null`)]),
      ...(runProcess('python3', ['--version']) === undefined
        ? []
        : [shell('Python: all fields as JSON', `python3 '${script}' '${file}' > /dev/null`)]),
    ];
    const ms: Readonly<Record<string, number>> = mediansInTurn<string>(
      Object.fromEntries(
        [...ours, ...theirs].map(({ what, command, args }) => [
          what,
          () => runProcess(command, args)!.ms,
        ]),
      ),
      rounds,
    );
    printReport(
      'Command line',
      [
        `${countWords(text.length)} bytes, ${countWords(events)} events, seed ${seed}; whole processes, output to /dev/null, medians of ${rounds} runs in turn.`,
        ...(theirs.length === 2 ? [] : ['awk or Python is not installed here.']),
      ],
      ours.flatMap(({ what }): readonly Figure[] => {
        const its = ms[what]!;
        const measured = `${timeWords(its)} (${countWords(bytes / 1000 / its)} MB/s)`;
        if (theirs.length === 0) return [{ what, measured }];
        return theirs.map((other) => ({
          what,
          measured,
          beside: {
            what: other.what,
            measured: timeWords(ms[other.what]!),
            ratio: its / ms[other.what]!,
          },
        }));
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

runBench(cliBench);
