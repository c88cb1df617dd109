/** Times the decoded view of a log of 10,000 events beside a script that prints a line an event. */
import { AuditLog } from '../../src/audit/auditLog';
import { decodedText } from '../../src/audit/decodedText';
import { auditLogText } from './fixtures/auditLog';
import { scanLines, scannedText } from './lineScan';
import { mediansInTurn, timed } from './measure';
import { countWords, printReport, runBench, timeWords, type Figure } from './report';

const events = 10_000;
const seed = 20_210_304;
const rounds = 15;

function decodedViewBench(): void {
  const text = auditLogText(events, seed);
  const log = AuditLog.of(text);
  const lines = decodedText(log, 'hsm-abcdefghijk').text.trimEnd().split('\n').length;
  if (lines !== events + 1) throw new Error(`The view has ${lines} lines, not ${events + 1}.`);
  const ms = mediansInTurn(
    {
      whole: timed(() => decodedText(AuditLog.of(text), 'hsm-abcdefghijk').text),
      view: timed(() => decodedText(log, 'hsm-abcdefghijk').text),
      decode: timed(() => {
        let fields = 0;
        for (const event of log.events()) fields += event.fields.length;
        return fields;
      }),
      script: timed(() => scannedText(scanLines(text))),
    },
    rounds,
  );
  const speed = (of: number): string =>
    `${timeWords(of)} (${timeWords(of / events)} an event, ${countWords(events / (of / 1000))} events/s)`;
  const figure = (what: string, of: number, beside: string, reference: number): Figure => ({
    what,
    measured: speed(of),
    beside: { what: beside, measured: timeWords(reference), ratio: of / reference },
  });
  printReport(
    'Decoded view',
    [
      `${countWords(events)} events, ${countWords(text.length)} characters, seed ${seed}; medians of ${rounds} runs in turn.`,
    ],
    [
      figure('Index, then decoded view', ms.whole, 'Script: scan, then a line an event', ms.script),
      figure('Decoded view (`decodedText`)', ms.view, 'Decoding its events alone', ms.decode),
    ],
  );
}

runBench(decodedViewBench);
