import { eventText, timeText, type EventLine } from './eventLines';
import type { JsonForm } from './jsonForm';
import type { JsonValue } from './jsonValue';
import { isoMicroseconds } from './timestamps';

type Members = ReadonlyMap<string, JsonValue>;

/** Our own export (`cloudhsm-logs decode --format ndjson`), version 1; the README describes it. */
export const ndjsonExport: JsonForm = {
  name: 'ndjson',
  accepts: (_, members) =>
    members.get('v')?.printed === '1' && ['audit', 'certificate'].includes(kindOf(members)),
  unwrap: (value, members, output) => {
    const text = kindOf(members) === 'audit' ? auditText(members) : certificateText(members);
    output.written(text, value, {
      stream: members.get('stream')?.string,
      cluster: members.get('cluster')?.string,
    });
  },
};

function kindOf(members: Members): string {
  return members.get('kind')?.string ?? '';
}

function auditText(members: Members): string {
  const lines: EventLine[] = [];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined) lines.push([label, value]);
  };
  const inside = (key: string): Members =>
    members.get(key)?.members ?? new Map<string, JsonValue>();
  const user = inside('user');
  const target = inside('targetUser');
  const keys = inside('keys');
  add('Time', timeOf(members));
  add('Sequence No', members.get('sequence')?.words);
  add('Reboot counter', members.get('rebootCounter')?.words);
  add('Command Type(hex)', named(members.get('commandType')));
  add('Opcode', named(members.get('opcode')));
  add('User id', user.get('id')?.words);
  add('Session Handle', members.get('sessionHandle')?.words);
  add('Response', response(inside('response')));
  add('Log type', named(members.get('logType')));
  add('Priv/Secret Key Handle', keys.get('private')?.words);
  add('Public Key Handle', keys.get('public')?.words);
  add('Key Handle', keys.get('key')?.words);
  add('User Name', user.get('name')?.words);
  add('User Type', named(user.get('type')));
  add('Target User Name', target.get('name')?.words);
  add('Target User Type', named(target.get('type')));
  add('Target User id', target.get('id')?.words);
  for (const [label, value] of inside('other')) if (label !== 'Time') add(label, value.words);
  const unparsed = members.get('unparsed')?.elements.map(({ words }) => words ?? '') ?? [];
  return [eventText(lines), ...unparsed].join('\n');
}

function timeOf(members: Members): string | undefined {
  // As printed, where the export could not say it otherwise.
  const printed = members.get('other')?.members.get('Time')?.words;
  if (printed !== undefined) return printed;
  const usecs = members.get('timeUsecs')?.words;
  if (usecs !== undefined && /^\d{1,19}$/.test(usecs)) return timeText(BigInt(usecs));
  const time = members.get('time')?.words;
  const moment = time === undefined ? undefined : isoMicroseconds(time);
  return moment === undefined ? time : timeText(moment)?.replace(/,.*/, '');
}

function named(value: JsonValue | undefined): string | undefined {
  const name = value?.members.get('name')?.words;
  const code = value?.members.get('code')?.words;
  if (name === undefined) return undefined;
  return code === undefined ? name : `${name} (${code})`;
}

function response(members: Members): string | undefined {
  const code = members.get('code')?.words;
  const text = members.get('text')?.words;
  if (code === undefined && text === undefined) return undefined;
  return [code, text].filter((part) => part !== undefined).join(':');
}

/** The JSON as it is stored: the export keeps all of it under names of its own. */
function certificateText(members: Members): string {
  const stored = [
    ['object_handle', number(members.get('objectHandle'))],
    ['op_code', members.get('opCode')?.printed],
    ['response', members.get('response')?.printed],
    ['attributes', members.get('attributes')?.printed],
    ['timestamp', number(members.get('timeMs'))],
  ] as const;
  const own = stored.flatMap(([key, json]) => (json === undefined ? [] : [`"${key}":${json}`]));
  const other = Array.from(members.get('other')?.members ?? [], ([key, value]) => {
    return `${JSON.stringify(key)}:${value.printed}`;
  });
  return `{${[...own, ...other].join(',')}}`;
}

/** A number that is a string here because it may pass 2^53. */
function number(value: JsonValue | undefined): string | undefined {
  const words = value?.string;
  return words !== undefined && /^\d{1,20}$/.test(words) ? words : value?.printed;
}
