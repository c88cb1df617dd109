import type { ContainerName } from './container';
import type { JsonValue } from './jsonValue';

/** What a wrapper says about the events in it. */
export interface Origin {
  readonly stream?: string | undefined;
  readonly cluster?: string | undefined;
  /** Unix ms. */
  readonly timestamp?: number | undefined;
}

/** Where a form of JSON puts what it has taken apart. */
export interface JsonOutput {
  /** A log event's message: the events in it, or a container in its turn. */
  message(message: JsonValue, origin: Origin): void;
  /** An event that the value says in members: its text, as an HSM would have written it. */
  written(text: string, value: JsonValue, origin: Origin): void;
  /** A record that holds no events by its own word. */
  skipped(what: string, value: JsonValue): void;
  /** Base64 of a file, compressed or not. */
  packed(base64: JsonValue): void;
  /** A value that may be of any form. */
  nested(value: JsonValue): void;
}

/** A form of JSON that logs come in: its detector and its unwrapper. */
export interface JsonForm {
  readonly name: ContainerName;
  /** @param members of the value, none for an array */
  accepts(value: JsonValue, members: ReadonlyMap<string, JsonValue>): boolean;
  unwrap(value: JsonValue, members: ReadonlyMap<string, JsonValue>, output: JsonOutput): void;
}
