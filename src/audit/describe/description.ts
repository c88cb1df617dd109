import * as l10n from '@vscode/l10n';
import type { Fact } from '../reference/fact';
import { sources } from '../reference/sources';

/**
 * What something in a log means, in words. All of it is plain text that may hold text of the log:
 * whoever shows it escapes it.
 */
export interface Description {
  /** What it is: `Opcode CN_LOGIN (0xd)`. */
  readonly title: string;
  /** Sentences, the most important first. */
  readonly sentences: readonly string[];
  /** Name and value, each short enough for a line. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** A documentation page. */
  readonly link: string | undefined;
}

/** The sentences and the link of a reference row, with its source where AWS does not document it. */
export function factSentences(fact: Fact): Pick<Description, 'sentences' | 'link'> {
  const sentences = [l10n.t(fact.meaning)];
  if (fact.note !== undefined) sentences.push(l10n.t(fact.note));
  if (fact.confidence !== 'documented') {
    sentences.push(l10n.t('Not documented by AWS. Source: {0}.', sources[fact.source].title));
  }
  return { sentences, link: fact.link };
}
