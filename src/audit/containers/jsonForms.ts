import { certificateObject } from './certificateObject';
import { filterLogEvents } from './filterLogEvents';
import { flatJson } from './flatJson';
import { getLogEvents } from './getLogEvents';
import { insightsJson } from './insightsJson';
import type { JsonForm } from './jsonForm';
import type { JsonValue } from './jsonValue';
import { lambdaEvent } from './lambdaEvent';
import { messageText } from './messageText';
import { ndjsonExport } from './ndjsonExport';
import { subscriptionRecord } from './subscriptionRecord';

/** Every form of JSON. The first that accepts a value counts. */
export const jsonForms: readonly JsonForm[] = [
  ndjsonExport,
  subscriptionRecord,
  lambdaEvent,
  filterLogEvents,
  getLogEvents,
  insightsJson,
  certificateObject,
  flatJson,
  messageText,
];

/** The form of a value; undefined where none accepts it. */
export function jsonFormOf(
  value: JsonValue,
  members: ReadonlyMap<string, JsonValue>,
): JsonForm | undefined {
  return jsonForms.find((form) => form.accepts(value, members));
}
