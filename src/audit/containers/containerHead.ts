import { lineEnd, skipBlanks } from '../text/fieldLine';
import { segments } from '../text/segments';
import { ByteText } from './byteText';
import type { ContainerName } from './container';
import { JsonCutter } from './jsonCutter';
import { jsonFormOf } from './jsonForms';
import { JsonValue } from './jsonValue';
import { readPrefix, type LinePrefix } from './linePrefix';

/** The beginning of a file, as the detectors look at it. What several ask for is found once. */
export class ContainerHead {
  private prefix: { readonly first: LinePrefix | undefined } | undefined;
  private json: { readonly form: ContainerName | undefined } | undefined;

  /** @param text a character a byte, without a byte order mark */
  constructor(readonly text: string) {}

  /** Whether it may be JSON: text in brackets, like a time, is not. */
  get isJson(): boolean {
    return /^\s*[[{]\s*(?:["[\]{}]|$)/.test(this.text);
  }

  /** The prefix of the first event; undefined where no event begins or it has none. */
  get firstPrefix(): LinePrefix | undefined {
    this.prefix ??= { first: findPrefix(this.text) };
    return this.prefix.first;
  }

  /** The form of the first JSON value that has one, whole or cut. */
  get firstForm(): ContainerName | undefined {
    this.json ??= { form: this.isJson ? findForm(this.text) : undefined };
    return this.json.form;
  }
}

function findPrefix(text: string): LinePrefix | undefined {
  for (const { kind, start } of segments(text)) {
    if (kind === 'between') continue;
    return readPrefix(text, skipBlanks(text, start, lineEnd(text, start)));
  }
  return undefined;
}

function findForm(text: string): ContainerName | undefined {
  // Only ASCII is looked at: what other bytes mean makes no difference.
  const bytes = new ByteText(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  let form: ContainerName | undefined;
  new JsonCutter().cut(bytes.text, true, ({ kind, start, end }) => {
    if (kind === 'lost' || form !== undefined) return;
    const { value } = JsonValue.read(bytes, start, end, () => undefined);
    form = value && formOf(value);
  });
  return form;
}

function formOf(value: JsonValue): ContainerName | undefined {
  const own = jsonFormOf(value, value.members)?.name;
  if (own !== undefined || value.type !== 'array') return own;
  for (const element of value.elements) {
    const form = formOf(element);
    if (form !== undefined) return form;
  }
  return undefined;
}
