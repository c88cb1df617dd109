import * as l10n from '@vscode/l10n';
import type { ResponseField } from '../event/auditEvent';
import { responseOutcome } from '../event/outcome';
import { printable } from '../text/printable';
import { responseByCode, responseByText } from '../reference/responses';
import { factSentences, type Description } from './description';

/** A response: its code in decimal and hex, its text, what usually causes it and what to do. */
export function describeResponse(field: ResponseField): Omit<Description, 'title'> {
  const { code, text, verdict } = field;
  const facts: [string, string][] = [];
  if (code !== undefined) {
    facts.push([l10n.t('Code'), l10n.t('{0} (0x{1})', code.toString(), code.toString(16))]);
  }
  if (text !== '') facts.push([l10n.t('Text'), printable(text)]);
  const doubt = disagreement(field);
  const known = (code === undefined ? undefined : responseByCode(code)) ?? responseByText(text);
  if (known !== undefined) {
    if (known.usualCause !== undefined)
      facts.push([l10n.t('Usual cause'), l10n.t(known.usualCause)]);
    if (known.whatToDo !== undefined) facts.push([l10n.t('What to do'), l10n.t(known.whatToDo)]);
    const { sentences, link } = factSentences(known);
    return { sentences: [...doubt, ...sentences], facts, link };
  }
  const unknown = unknownSentence(responseOutcome(code, verdict));
  return { sentences: [...doubt, unknown], facts, link: undefined };
}

/** A code and a verdict that contradict each other, which no known firmware prints. */
function disagreement({ code, verdict }: ResponseField): string[] {
  if (code === undefined || verdict === undefined || (code === 0n) === (verdict === 'return'))
    return [];
  return [
    l10n.t(
      'Warning: the code and the words of this response contradict each other. It is counted as a failure. What follows is about the code.',
    ),
  ];
}

function unknownSentence(outcome: ReturnType<typeof responseOutcome>): string {
  switch (outcome) {
    case 'success':
      return l10n.t('The command succeeded.');
    case 'failure':
      return l10n.t(
        'The command failed. No public source that this extension knows explains this code; the tool Error2String of key_mgmt_util may.',
      );
    case 'unknown':
      return l10n.t('The response cannot be read: whether the command succeeded is unknown.');
  }
}
