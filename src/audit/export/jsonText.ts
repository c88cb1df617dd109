import { unprintable } from '../text/printable';

/** Nothing in it that JSON or a terminal could take for something else. */
const plain = /^[ !#-[\]-~]*$/;

/**
 * A string as JSON. What a terminal would obey or what hides text (control, direction and format
 * characters) is escaped, so that the same text comes back but none of it is live.
 */
export function jsonString(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(unprintable, escapeUnits);
}

function escapeUnits(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at++) {
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}

/** A JSON object from members that are JSON already, in their order; undefined for none. */
export class JsonMembers {
  private text = '';

  /**
   * @param key letters only; `addLabel` takes any text
   * @param json undefined: the member is left out
   */
  add(key: string, json: string | undefined): this {
    if (json === undefined) return this;
    this.text += this.text === '' ? `{"${key}":${json}` : `,"${key}":${json}`;
    return this;
  }

  addString(key: string, text: string | undefined): this {
    return text === undefined ? this : this.add(key, jsonString(text));
  }

  /** A member whose key is text of a log. */
  addLabel(label: string, text: string): this {
    this.text += `${this.text === '' ? '{' : ','}${jsonString(label)}:${jsonString(text)}`;
    return this;
  }

  get object(): string | undefined {
    return this.text === '' ? undefined : `${this.text}}`;
  }
}
