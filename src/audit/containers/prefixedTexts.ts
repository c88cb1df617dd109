import type { Container } from './container';
import { prefixForms } from './linePrefix';
import { textContainer } from './textContainer';

/** The texts of tools that put a prefix before each event, a container a prefix. */
export const prefixedTexts: readonly Container[] = prefixForms.map(({ name }) =>
  textContainer(name, ({ firstPrefix }) => firstPrefix?.form === name),
);
