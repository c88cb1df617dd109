import { Moment, numberOf, textOf, type Value } from './value';

/** What a function makes of its arguments. */
export type ValueFunction = (values: readonly Value[]) => Value;

const ofNumber =
  (compute: (number: number, ...others: number[]) => number): ValueFunction =>
  (values) => {
    const numbers = values.map(numberOf);
    const [first, ...others] = numbers as number[];
    return first === undefined || numbers.includes(undefined)
      ? undefined
      : compute(first, ...others);
  };

const ofText =
  (compute: (text: string, ...others: string[]) => Value): ValueFunction =>
  (values) => {
    const texts = values.map(textOf);
    const [first, ...others] = texts as string[];
    return first === undefined || texts.includes(undefined) ? undefined : compute(first, ...others);
  };

const ofTime =
  (compute: (ms: number) => Value): ValueFunction =>
  ([value]) => {
    const ms = numberOf(value);
    return ms === undefined ? undefined : compute(ms);
  };

/** By the name in lower case. Source: CloudWatch Logs User Guide, operations and functions. */
export const functions: ReadonlyMap<string, ValueFunction> = new Map<string, ValueFunction>([
  ['abs', ofNumber(Math.abs)],
  ['ceil', ofNumber(Math.ceil)],
  ['floor', ofNumber(Math.floor)],
  ['greatest', ofNumber(Math.max)],
  ['least', ofNumber(Math.min)],
  ['sqrt', ofNumber(Math.sqrt)],
  ['ispresent', ([value]) => value !== undefined],
  ['coalesce', (values) => values.find((value) => value !== undefined)],
  ['isempty', ([value]) => ((textOf(value) ?? '') === '' ? 1 : 0)],
  ['isblank', ([value]) => ((textOf(value) ?? '').trim() === '' ? 1 : 0)],
  ['concat', (values) => values.map((value) => textOf(value) ?? '').join('')],
  ['strlen', ofText((text) => Array.from(text).length)],
  ['trim', ofText((text) => text.trim())],
  ['toupper', ofText((text) => text.toUpperCase())],
  ['tolower', ofText((text) => text.toLowerCase())],
  [
    'substr',
    ofText((text, start, length?: string) =>
      text.slice(Number(start), length === undefined ? undefined : Number(start) + Number(length)),
    ),
  ],
  ['replace', ofText((text, search = '', other = '') => text.replaceAll(search, other))],
  ['strcontains', ofText((text, search = '') => (text.includes(search) ? 1 : 0))],
  ['tomillis', ofTime((ms) => ms)],
  ['frommillis', ofTime((ms) => new Moment(ms))],
]);
