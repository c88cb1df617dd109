import { labels } from '../text/labels';
import { eventText, timeText, type EventLine } from './eventLines';
import type { JsonForm, Origin } from './jsonForm';
import type { JsonValue } from './jsonValue';
import { clusterIn } from './streamNames';
import { isoMicroseconds } from './timestamps';

/** Keys as forwarders write them, without case and punctuation, by the label that they stand for. */
const keysOfLabels: readonly (readonly [label: string, ...keys: readonly string[]])[] = [
  ['Time', 'timestamp', 'eventtime', 'datetime'],
  ['Version No', 'version'],
  ['Sequence No', 'sequencenumber', 'sequence'],
  ['Command Type(hex)', 'commandtype', 'command'],
  ['User id', 'userid'],
  ['Priv/Secret Key Handle', 'privatekeyhandle', 'privsecretkeyhandle', 'privatekey'],
  ['Public Key Handle', 'publickey'],
  ['Key Handle', 'key'],
];

const labelOfKey: ReadonlyMap<string, string> = new Map([
  ...labels.map(({ text }) => [plain(text), text] as const),
  ...keysOfLabels.flatMap(([label, ...keys]) => keys.map((key) => [key, label] as const)),
]);

/** Keys that say where the event is from. */
const streamKeys = ['logstream', 'logstreamname', 'hsmid', 'hsm'];
const clusterKeys = ['loggroup', 'loggroupname', 'clusterid', 'cluster'];

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * An event as flat JSON, a key a field, as forwarders to Splunk and the like write it: `timestamp`,
 * `sequence_number`, `reboot_counter`, `command_type`, `opcode`, `session_handle`, `response`, `log_type`,
 * `username`, `usertype`, `private_key_handle`, `public_key_handle`. A key that no label is known for
 * becomes a label itself.
 *
 * Source: alphagov/cyber-cloudwatch-fluentd-to-hec, fluentdhec/hsmdecoder.py.
 */
export const flatJson: JsonForm = {
  name: 'flat-json',
  accepts: (_, members) => {
    const known = new Set(Array.from(members.keys(), (key) => labelOfKey.get(plain(key))));
    const says = ['Opcode', 'Sequence No', 'Response', 'Session Handle'].filter((label) =>
      known.has(label),
    );
    return says.length >= 2;
  },
  unwrap: (value, members, output) => {
    const origin = originOf(members);
    output.written(eventText(linesOf(value.entries, origin)), value, origin);
  },
};

/**
 * The lines in the order of the keys, but the time first: an event begins with it. Only what the origin
 * says, and `null`, is no line.
 */
function linesOf(
  entries: readonly (readonly [key: string, value: JsonValue])[],
  origin: Origin,
): readonly EventLine[] {
  const lines: EventLine[] = [];
  let timed = false;
  for (const [key, value] of entries) {
    const words = value.words;
    if (words === undefined || isOrigin(key, value.string, origin)) continue;
    const label = labelOfKey.get(plain(key));
    if (label !== 'Time') lines.push([label ?? key, words]);
    else if (timed) lines.push([otherTime, words]);
    else {
      timed = true;
      lines.unshift(['Time', timeOf(words)]);
    }
  }
  return lines;
}

/** The label of a second time: with that of the first one another event would begin. */
const otherTime = 'Other time';

function isOrigin(key: string, said: string | undefined, { stream, cluster }: Origin): boolean {
  if (said === undefined) return false;
  const name = plain(key);
  if (streamKeys.includes(name)) return said === stream;
  return clusterKeys.includes(name) && cluster !== undefined && clusterIn(said) === cluster;
}

/** A time in the notation of the events: ISO 8601, or a number of Unix s, ms or µs, or as it is. */
function timeOf(words: string): string {
  const usecs = usecsOf(words);
  return (usecs === undefined ? undefined : timeText(usecs)) ?? words;
}

function usecsOf(words: string): bigint | undefined {
  const digits = /^(\d{10}|\d{13}|\d{16})$/.exec(words)?.[1];
  if (digits !== undefined) return BigInt(digits.padEnd(16, '0'));
  return isoMicroseconds(words);
}

function originOf(members: ReadonlyMap<string, JsonValue>): Origin {
  const find = (names: readonly string[]): string | undefined => {
    for (const [key, value] of members) if (names.includes(plain(key))) return value.string;
    return undefined;
  };
  const stream = find(streamKeys);
  return { stream, cluster: clusterIn(find(clusterKeys)) ?? clusterIn(stream) };
}
