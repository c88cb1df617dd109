import type { FieldId } from '../../audit/event/auditEvent';
import { type Label, labels, type ValueForm } from '../../audit/text/labels';

/** What a column of the export to CSV has the same name as, so that both are read alike. */
const parsed: readonly (readonly [name: string, field: FieldId])[] = [
  ['sequence', 'sequence'],
  ['rebootCounter', 'rebootCounter'],
  ['opcode', 'opcode'],
  ['sessionHandle', 'sessionHandle'],
  ['responseText', 'response'],
  ['userName', 'userName'],
  ['userType', 'userType'],
  ['targetUserName', 'targetUserName'],
  ['targetUserType', 'targetUserType'],
  ['privateKey', 'privateKey'],
  ['publicKey', 'publicKey'],
  ['key', 'key'],
];

const blanks = '[ \\t]*';
/** Up to the last character of the line that is no blank: no line but its own. */
const restOfLine = '[^\\r\\n]*[^ \\t\\r\\n]';
const optionalCode = `(?:\\d+${blanks}:${blanks})?`;

/** What is read of a value: the name without its code, the response's text without code and verdict. */
const values: Readonly<Record<ValueForm, (name: string) => string>> = {
  time: (name) => `(?<${name}>${restOfLine})`,
  hex: (name) => `(?<${name}>0x[0-9a-fA-F]+)`,
  decimal: (name) => `(?<${name}>\\d+)`,
  named: (name) => `(?<${name}>[^\\s(]+)`,
  response: (name) =>
    `${optionalCode}(?:HSM (?:Return|Error)${blanks}:${blanks})?(?<${name}>${restOfLine})`,
  text: (name) => `(?<${name}>${restOfLine})`,
};

/** There where a command failed, by its code or verdict, and only there. */
const failure = line(labelFor('response'), `(?<failure>0*[1-9]\\d*|${optionalCode}HSM Error)`);

/**
 * The commands that take an audit event apart, for queries to begin with. Each line is found by its
 * label, wherever it stands and however far its colon is off, so that both generations of the format
 * and whatever a later one adds are read alike. A field whose line an event does not have is missing.
 */
export const auditParse: string = [
  ...parsed.map(([name, field]) => {
    const label = labelFor(field);
    return line(label, values[label.form](name));
  }),
  failure,
].join('\n| ');

/** Every line but the first begins behind a line end; none that is read is the first. */
function line({ text }: Label, value: string): string {
  // A slash would end the expression.
  const label = text.replaceAll(/[()]/g, '\\$&').replaceAll('/', '.');
  return `parse @message /\\n${blanks}${label}${blanks}:${blanks}${value}/`;
}

function labelFor(field: FieldId): Label {
  const label = labels.find(({ id }) => id === field);
  if (label === undefined) throw new Error(`no label for ${field}`);
  return label;
}
