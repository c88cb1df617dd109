import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { CertificateEvent, CertificateField } from './auditEvent';
import { contentStart } from '../text/fieldLine';
import type { LinePlaces } from '../text/linePlaces';
import { parseDecimal } from '../text/values';
import type { Segment } from '../text/segments';

const fieldIds: ReadonlyMap<string, CertificateField['id']> = new Map([
  ['object_handle', 'objectHandle'],
  ['op_code', 'opCode'],
  ['response', 'response'],
  ['attributes', 'attributes'],
  ['timestamp', 'timestamp'],
]);

/**
 * Decodes a certificate-storage event, whole or cut short. Handles pass 2^53, so that numbers are
 * read from the text itself and never from a parsed JSON number.
 */
export function decodeCertificate(
  text: string,
  { start: first, end }: Pick<Segment, 'start' | 'end'>,
  places: LinePlaces,
): CertificateEvent {
  const start = contentStart(text, first, end); // behind what a tool has put before it
  const json = text.slice(start, end);
  const errors: ParseError[] = [];
  const tree = isFlat(json) ? parseTree(json, errors) : undefined;
  const printed = (node: Node): string => json.slice(node.offset, node.offset + node.length);
  const members = new Map<CertificateField['id'], Node>();
  const fields: CertificateField[] = [];
  for (const property of tree?.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) continue;
    const label = String(key.value);
    const id = fieldIds.get(label) ?? 'unknown';
    if (!members.has(id)) members.set(id, value);
    fields.push({
      id,
      label,
      labelSpan: places.span(start + key.offset + 1, start + key.offset + key.length - 1),
      value: printed(value),
      valueSpan: places.span(start + value.offset, start + value.offset + value.length),
    });
  }
  const number = (id: CertificateField['id']): bigint | undefined => {
    const node = members.get(id);
    return node?.type === 'number' ? parseDecimal(printed(node)) : undefined;
  };
  const string = (id: CertificateField['id']): string | undefined => {
    const node = members.get(id);
    return node?.type === 'string' ? String(node.value) : undefined;
  };
  const attributes = members.get('attributes');
  return {
    kind: 'certificate',
    span: places.span(first, end),
    fields,
    objectHandle: members.get('objectHandle')?.type === 'null' ? null : number('objectHandle'),
    opCode: string('opCode'),
    response: string('response'),
    attributes: attributes && namesIn(attributes),
    timestamp: number('timestamp'),
    complete: tree !== undefined && errors.length === 0,
  };
}

/** A list of names; undefined for anything else, which nothing may be made up of. */
function namesIn({ type, children = [] }: Node): readonly string[] | null | undefined {
  if (type === 'null') return null;
  if (type !== 'array' || children.some((child) => child.type !== 'string')) return undefined;
  return children.map((child) => String(child.value));
}

/** These objects nest once. A text that nests deeper is none, and would overflow a parser's stack. */
function isFlat(json: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '\\' && quoted) at++;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > 8) return false;
  }
  return true;
}
