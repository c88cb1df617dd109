import type { Container } from './container';
import { jsonForms } from './jsonForms';
import { JsonRecords } from './jsonRecords';

/**
 * The forms of JSON, a container each. All are unwrapped alike, each value by the form that it has: a file
 * may hold several.
 */
export const jsonContainers: readonly Container[] = jsonForms.map(({ name }) => ({
  name,
  isText: false,
  recognises: ({ firstForm }) => firstForm === name,
  unwrap: (sink, options) => new JsonRecords(sink, options),
}));

/** JSON that none of the forms is recognised in: a file that was cut early, or another file. */
export const otherJson: Container = {
  name: 'json',
  isText: false,
  recognises: ({ isJson }) => isJson,
  unwrap: (sink, options) => new JsonRecords(sink, options),
};
