import type { Container } from './container';
import { prefixForms } from './linePrefix';
import { firstPrefix, textContainer } from './textContainer';

/** The texts of tools that put a prefix before each event, a container a prefix. */
export const prefixedTexts: readonly Container[] = prefixForms.map(({ name }) =>
  textContainer(name, (head) => firstPrefix(head)?.form === name),
);
