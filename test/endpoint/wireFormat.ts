import { cbor, tag } from '@smithy/core/cbor';

/** How a body is written. Times are `Date` in what an operation answers, Unix seconds in what it is asked. */
export interface WireFormat {
  readonly contentType: string | undefined;
  /** Undefined for a body that is not in the format: the operation refuses it. */
  read(body: Buffer): unknown;
  write(value: object): Buffer;
}

export const JSON_FORMAT: WireFormat = {
  contentType: undefined, // the service's own
  read: (body) => parsed(() => JSON.parse(body.toString()) as unknown),
  write: (value) => Buffer.from(JSON.stringify(withTimes(value, seconds))),
};

/** Smithy RPC v2 CBOR. */
export const CBOR_FORMAT: WireFormat = {
  contentType: 'application/cbor',
  read: (body) =>
    parsed(() => withoutTags(body.length === 0 ? {} : (cbor.deserialize(body) as unknown))),
  write: (value) =>
    Buffer.from(cbor.serialize(withTimes(value, (time) => tag({ tag: 1, value: seconds(time) })))),
};

/** AWS Query: a form that answers in XML. */
export const QUERY_FORMAT: WireFormat = {
  contentType: undefined, // the service's own
  read: (body) => Object.fromEntries(new URLSearchParams(body.toString())),
  write: (value) => Buffer.from(xml(withTimes(value, (time) => time.toISOString()))),
};

function xml(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  }
  return Object.entries(value)
    .map(([name, member]) => `<${name}>${xml(member)}</${name}>`)
    .join('');
}

function parsed(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function seconds(time: Date): number {
  return time.getTime() / 1000;
}

function withTimes(value: unknown, write: (time: Date) => unknown): unknown {
  if (value instanceof Date) return write(value);
  if (Array.isArray(value)) return value.map((item) => withTimes(item, write));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, withTimes(member, write)]),
  );
}

/** A time comes as a tag around its seconds. */
function withoutTags(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withoutTags);
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Readonly<Record<string, unknown>>;
  if (members.tag === 1 && 'value' in members) return withoutTags(members.value);
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, withoutTags(member)]),
  );
}
