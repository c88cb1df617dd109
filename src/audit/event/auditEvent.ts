/**
 * What one event of an audit log says, with the exact place of every part.
 *
 * Two kinds exist: the audit event that an HSM writes (labelled lines), and the certificate-storage
 * event (a JSON object). Nothing here interprets a value; see `describe/` for meaning.
 */

/** A place in a text. All four are counted from 0 in UTF-16 code units, as VS Code counts. */
export interface Span {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}

/** The fields that are known by their label, whatever its spacing. `unknown` is any other label. */
export type FieldId =
  | 'time'
  | 'versionNo'
  | 'sequence'
  | 'rebootCounter'
  | 'commandType'
  | 'opcode'
  | 'userId'
  | 'sessionHandle'
  | 'response'
  | 'logType'
  | 'privateKey'
  | 'publicKey'
  | 'key'
  | 'localTime'
  | 'hostTime'
  | 'propagationDelay'
  | 'userName'
  | 'userType'
  | 'mechanism'
  | 'targetUserName'
  | 'targetUserType'
  | 'targetUserId'
  | 'mfaEnabled'
  | 'operation'
  | 'numberOfUsers'
  | 'userIds'
  | 'unknown';

interface FieldBase {
  readonly id: FieldId;
  /** As printed, without the colon: `Sequence No`. */
  readonly label: string;
  readonly labelSpan: Span;
  /** As printed, without surrounding blanks. */
  readonly value: string;
  readonly valueSpan: Span;
}

/** `12/19/17 21:01:17.140812, usecs:1513717277140812`. */
export interface TimeField extends FieldBase {
  readonly form: 'time';
  /** The human part, `12/19/17 21:01:17.140812`. */
  readonly text: string;
  readonly textSpan: Span;
  /** The human part as Unix µs (UTC, years 2000 to 2099); undefined when it is not a date. */
  readonly textUsecs: bigint | undefined;
  /** The machine part in Unix µs. It is the authoritative one where both are there. */
  readonly usecs: bigint | undefined;
  readonly usecsSpan: Span | undefined;
}

/** `0x1d` or `131079`; 64 bits are kept. */
export interface NumberField extends FieldBase {
  readonly form: 'number';
  /** Undefined when the value is not a number in the field's notation. */
  readonly number: bigint | undefined;
}

/** `CN_LOGIN (0xd)` or `MGMT_USER_DETAILS_LOG (2)`. */
export interface NamedField extends FieldBase {
  readonly form: 'named';
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined when no code in parentheses follows the name. */
  readonly code: bigint | undefined;
  readonly codeSpan: Span | undefined;
}

/** `0:HSM Return: SUCCESS` or `163:HSM Error: RET_USER_LOGIN_FAILURE`. */
export interface ResponseField extends FieldBase {
  readonly form: 'response';
  readonly code: bigint | undefined;
  readonly codeSpan: Span | undefined;
  /** `return` for `HSM Return:`, `error` for `HSM Error:`. */
  readonly verdict: 'return' | 'error' | undefined;
  /** What follows the verdict: `SUCCESS`. */
  readonly text: string;
  readonly textSpan: Span;
}

/** Any other value: a user name, an unknown label's value. Hostile text. */
export interface TextField extends FieldBase {
  readonly form: 'text';
}

export type AuditField = TimeField | NumberField | NamedField | ResponseField | TextField;

/** An event that an HSM wrote. */
export interface AuditEvent {
  readonly kind: 'audit';
  /** From the first character of its first line to the last of its last one, without its line end. */
  readonly span: Span;
  /** In the order printed. A label printed twice is there twice. */
  readonly fields: readonly AuditField[];
  /** Lines inside the event that have no label. */
  readonly unparsed: readonly Span[];
}

/** One member of a certificate-storage JSON object. */
export interface CertificateField {
  readonly id: 'objectHandle' | 'opCode' | 'response' | 'attributes' | 'timestamp' | 'unknown';
  /** The key as printed, without its quotes. */
  readonly label: string;
  readonly labelSpan: Span;
  /** The value as printed, with its quotes or brackets. */
  readonly value: string;
  readonly valueSpan: Span;
}

/** An event of PKCS #11 certificate storage, from the stream that is named for the cluster. */
export interface CertificateEvent {
  readonly kind: 'certificate';
  readonly span: Span;
  readonly fields: readonly CertificateField[];
  /** `null` as printed on failure; undefined when absent or not an integer. Passes 2^53. */
  readonly objectHandle: bigint | null | undefined;
  readonly opCode: string | undefined;
  readonly response: string | undefined;
  readonly attributes: readonly string[] | null | undefined;
  /** Unix ms. */
  readonly timestamp: bigint | undefined;
  /** False when the object was cut short or is not well-formed JSON. */
  readonly complete: boolean;
}

export type LogEvent = AuditEvent | CertificateEvent;

/** What each field's value is, by its id. */
interface FieldForms {
  readonly time: TimeField;
  readonly versionNo: TextField;
  readonly sequence: NumberField;
  readonly rebootCounter: NumberField;
  readonly commandType: NamedField;
  readonly opcode: NamedField;
  readonly userId: TextField;
  readonly sessionHandle: NumberField;
  readonly response: ResponseField;
  readonly logType: NamedField;
  readonly privateKey: NumberField;
  readonly publicKey: NumberField;
  readonly key: NumberField;
  readonly localTime: TimeField;
  readonly hostTime: TimeField;
  readonly propagationDelay: TextField;
  readonly userName: TextField;
  readonly userType: NamedField;
  readonly mechanism: TextField;
  readonly targetUserName: TextField;
  readonly targetUserType: NamedField;
  readonly targetUserId: TextField;
  readonly mfaEnabled: TextField;
  readonly operation: NamedField;
  readonly numberOfUsers: NumberField;
  readonly userIds: TextField;
  readonly unknown: TextField;
}

/** The first field of that id, in the form that its label promises. */
export function fieldOf<Id extends FieldId>(event: AuditEvent, id: Id): FieldForms[Id] | undefined {
  return event.fields.find((field) => field.id === id) as FieldForms[Id] | undefined;
}
