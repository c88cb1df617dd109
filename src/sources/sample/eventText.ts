/**
 * Writes the text of one audit event from what it says, in every form that is known to exist. The
 * sample, the tests and the benches make their events here, so that one place knows how a device prints.
 */

/** A name with its number: `CN_LOGIN (0xd)`, `MGMT_USER_DETAILS_LOG (2)`. */
export interface Coded {
  readonly name: string;
  readonly code: number;
}

export interface EventResponse {
  readonly code: number;
  readonly verdict: 'return' | 'error';
  readonly text: string;
}

export interface EventUser {
  readonly name: string;
  readonly type: Coded;
}

/** The lines after `Log type`. */
export type EventDetails =
  | {
      readonly kind: 'keys';
      readonly secret: number | bigint;
      readonly public: number | bigint;
      /** A third key line, which real captures carry. */
      readonly key?: number | bigint;
    }
  | {
      readonly kind: 'user';
      /** The acting user. */
      readonly user: EventUser;
      /** The user acted upon. The classic form prints it instead of the acting one. */
      readonly target?: EventUser & { readonly id: number | string };
      /** Newer form only. */
      readonly mechanism?: number;
      /** Newer form only. */
      readonly mfaEnabled?: string;
    }
  /** The classic form has no line for it. */
  | { readonly kind: 'sharing'; readonly operation: Coded; readonly userIds: readonly number[] }
  | { readonly kind: 'clocks'; readonly localUsecs: bigint; readonly hostUsecs: bigint }
  | {
      readonly kind: 'lines';
      readonly lines: readonly (readonly [label: string, value: string])[];
    };

/** What an event says. */
export interface EventFacts {
  /** Unix µs. */
  readonly usecs: bigint;
  /** Newer form only. */
  readonly version?: string;
  readonly sequence: number | bigint;
  readonly rebootCounter: number;
  readonly commandType: Coded;
  readonly opcode: Coded;
  /** The acting user's id. Newer form only. */
  readonly userId?: number | string;
  readonly sessionHandle: number;
  readonly response: EventResponse;
  readonly logType: Coded;
  readonly details?: EventDetails;
}

/**
 * What stands between a label and its value:
 * - `spaced`: `Opcode : v`, the documentation of 2018
 * - `tight`: `Opcode: v`, the documentation of 2017
 * - `tab`: `Opcode<TAB>: v`, the documentation of 2019
 * - `aligned`: as many tabs as bring the colons under each other, real captures
 */
export type Spacing = 'spaced' | 'tight' | 'tab' | 'aligned';

/** How an event is printed. */
export interface EventForm {
  /** `newer` adds the version, the acting user's id and the details that later firmware prints. */
  readonly generation: 'classic' | 'newer';
  readonly spacing: Spacing;
  readonly opcodeFirst: boolean;
  readonly publicKeyFirst: boolean;
  readonly lineEnd: '\n' | '\r\n';
}

export const classicForm: EventForm = {
  generation: 'classic',
  spacing: 'spaced',
  opcodeFirst: false,
  publicKeyFirst: false,
  lineEnd: '\n',
};

export const newerForm: EventForm = {
  generation: 'newer',
  spacing: 'spaced',
  opcodeFirst: true,
  publicKeyFirst: true,
  lineEnd: '\n',
};

type Line = readonly [label: string, value: string];

/** The event's lines, without a line end after the last one. */
export function eventText(facts: EventFacts, form: EventForm = classicForm): string {
  const newer = form.generation === 'newer';
  const lines: Line[] = [];
  if (newer && facts.version !== undefined) lines.push(['Version No', facts.version]);
  lines.push(['Sequence No', hex(facts.sequence)], ['Reboot counter', hex(facts.rebootCounter)]);
  const command: Line[] = [
    ['Command Type(hex)', named(facts.commandType, hex)],
    ['Opcode', named(facts.opcode, hex)],
  ];
  lines.push(...(form.opcodeFirst ? command.reverse() : command));
  if (newer && facts.userId !== undefined) lines.push(['User id', String(facts.userId)]);
  lines.push(
    ['Session Handle', hex(facts.sessionHandle)],
    ['Response', responseText(facts.response)],
    ['Log type', named(facts.logType, String)],
    ...(facts.details ? detailLines(facts.details, form) : []),
  );

  // No capture has anything before the first colon of this line.
  const time = `Time: ${clockText(facts.usecs)}, usecs:${facts.usecs}`;
  return [time, ...lines.map((line) => labelled(line, form.spacing))].join(form.lineEnd);
}

/** `03/12/26 03:12:07.140812`, in UTC. */
export function clockText(usecs: bigint): string {
  const iso = new Date(Number(usecs / 1000n)).toISOString();
  const date = `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(2, 4)}`;
  const fraction = String(usecs % 1_000_000n).padStart(6, '0');
  return `${date} ${iso.slice(11, 19)}.${fraction}`;
}

function detailLines(details: EventDetails, form: EventForm): readonly Line[] {
  const newer = form.generation === 'newer';
  switch (details.kind) {
    case 'keys': {
      const lines: Line[] = [
        ['Priv/Secret Key Handle', String(details.secret)],
        ['Public Key Handle', String(details.public)],
      ];
      if (form.publicKeyFirst) lines.reverse();
      if (details.key !== undefined) lines.push(['Key Handle', String(details.key)]);
      return lines;
    }
    case 'user': {
      const { user, target } = details;
      if (!newer) return userLines('User', target ?? user);
      const lines = [...userLines('User', user)];
      if (details.mechanism !== undefined) lines.push(['Mechanism', String(details.mechanism)]);
      if (target) {
        lines.push(...userLines('Target User', target), ['Target User id', String(target.id)]);
      }
      if (details.mfaEnabled !== undefined) lines.push(['Mfa enabled', details.mfaEnabled]);
      return lines;
    }
    case 'sharing':
      if (!newer) return [];
      return [
        ['Operation', named(details.operation, String)],
        ['Number of Users', String(details.userIds.length)],
        ['UserIDs', details.userIds.join(',')],
      ];
    case 'clocks': {
      const { localUsecs, hostUsecs } = details;
      const apart = localUsecs > hostUsecs ? localUsecs - hostUsecs : hostUsecs - localUsecs;
      return [
        ['local time', `${clockText(localUsecs)}, usec:${localUsecs}`],
        // The one known capture has no comma on this line.
        ['host time', `${clockText(hostUsecs)} usec:${hostUsecs}`],
        ['propagation delay', `usec:${apart}`],
      ];
    }
    case 'lines':
      return details.lines;
  }
}

function userLines(label: 'User' | 'Target User', user: EventUser): readonly Line[] {
  return [
    [`${label} Name`, user.name],
    [`${label} Type`, named(user.type, String)],
  ];
}

/** Where `aligned` puts the colon, with the tab stops of a terminal. */
const colonColumn = 24;
const tabStop = 8;

function labelled([label, value]: Line, spacing: Spacing): string {
  switch (spacing) {
    case 'spaced':
      return `${label} : ${value}`;
    case 'tight':
      return `${label}: ${value}`;
    case 'tab':
      return `${label}\t: ${value}`;
    case 'aligned': {
      const tabs = Math.max(1, Math.ceil((colonColumn - label.length) / tabStop));
      return `${label}${'\t'.repeat(tabs)}: ${value}`;
    }
  }
}

function responseText({ code, verdict, text }: EventResponse): string {
  return `${code}:HSM ${verdict === 'return' ? 'Return' : 'Error'}: ${text}`;
}

function named({ name, code }: Coded, number: (code: number) => string): string {
  return `${name} (${number(code)})`;
}

function hex(number: number | bigint): string {
  return `0x${number.toString(16)}`;
}
