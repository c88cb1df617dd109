import { auditLog, auditText, hostileNames, loginOf } from './auditTexts';

/** What ends a line for the readers of a log. */
const lineEnds = /[\r\n]/g;

/** Hostile text with a word by which it is found again, whatever was escaped or cut. */
interface Hostile {
  readonly text: string;
  readonly mark: string;
}

export const hostileTexts: readonly Hostile[] = [
  ...hostileNames,
  '=HYPERLINK("http://evil.example")',
  '@SUM(1+1)',
  'gnp\u202eexe',
  'isolate \u2066a\u2069 b\u200fc',
  '\u001b[31mred\u001b]8;;http://evil.example\u0007',
  'line\u2028sep\u2029par\u0085nel\u000bvt\u000cff',
  'blank \u00a0 hard \u3164 \u200b none',
  'two  blanks',
  'quote " and \\ and \' and |',
  'x'.repeat(10_240),
  '<b>'.repeat(3400),
].map((text, index) => {
  const mark = `evil${String(index).padStart(2, '0')}`;
  return { mark, text: text.length > 1000 ? `${mark}${text}` : `${text} ${mark}` };
});

/** Every text as user, opcode, response and type of an event; some events are missing. */
const events = hostileTexts.map(({ text }, index) =>
  loginOf(text, {
    sequence: index > 3 ? index + 5 : index,
    opcode: { name: text, code: 0x7777 },
    commandType: { name: text, code: 2 },
    response: { code: 999, verdict: 'error', text },
    logType: { name: text, code: 3 },
  }),
);
export const hostileLog = auditLog(...events);

/** Every text as a label that nobody knows and as its value, in an event of its own. */
export const unknownLines = auditLog(
  ...hostileTexts.map(({ text, mark }, sequence) => {
    const line = text.replace(lineEnds, ' ');
    return `${auditText({ sequence })}\n${line} : ${mark} ${line}`;
  }),
);
