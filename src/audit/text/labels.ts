import type { FieldId } from '../event/auditEvent';

/** How the value of a label is read. */
export type ValueForm = 'time' | 'hex' | 'decimal' | 'named' | 'response' | 'text';

export interface Label {
  readonly text: string;
  readonly id: Exclude<FieldId, 'unknown'>;
  readonly form: ValueForm;
}

/**
 * Every label seen in an audit log, of both generations of the format. They are case-sensitive: the
 * firmware prints `Sequence No` and `local time`.
 *
 * Sources: AWS CloudHSM user guide, "Interpreting HSM audit logs" (first generation); the CloudHSM
 * loader of aws-samples/siem-on-amazon-opensearch-service (second generation).
 */
export const labels: readonly Label[] = [
  { text: 'Time', id: 'time', form: 'time' },
  { text: 'Version No', id: 'versionNo', form: 'text' },
  { text: 'Sequence No', id: 'sequence', form: 'hex' },
  { text: 'Reboot counter', id: 'rebootCounter', form: 'hex' },
  { text: 'Command Type(hex)', id: 'commandType', form: 'named' },
  { text: 'Opcode', id: 'opcode', form: 'named' },
  { text: 'User id', id: 'userId', form: 'text' },
  { text: 'Session Handle', id: 'sessionHandle', form: 'hex' },
  { text: 'Response', id: 'response', form: 'response' },
  { text: 'Log type', id: 'logType', form: 'named' },
  { text: 'Priv/Secret Key Handle', id: 'privateKey', form: 'decimal' },
  { text: 'Public Key Handle', id: 'publicKey', form: 'decimal' },
  { text: 'Key Handle', id: 'key', form: 'decimal' },
  { text: 'local time', id: 'localTime', form: 'time' },
  { text: 'host time', id: 'hostTime', form: 'time' },
  { text: 'propagation delay', id: 'propagationDelay', form: 'text' },
  { text: 'User Name', id: 'userName', form: 'text' },
  { text: 'User Type', id: 'userType', form: 'named' },
  { text: 'Mechanism', id: 'mechanism', form: 'text' },
  { text: 'Target User Name', id: 'targetUserName', form: 'text' },
  { text: 'Target User Type', id: 'targetUserType', form: 'named' },
  { text: 'Target User id', id: 'targetUserId', form: 'text' },
  { text: 'Mfa enabled', id: 'mfaEnabled', form: 'text' },
  { text: 'Operation', id: 'operation', form: 'named' },
  { text: 'Number of Users', id: 'numberOfUsers', form: 'decimal' },
  { text: 'UserIDs', id: 'userIds', form: 'text' },
];

const byText: ReadonlyMap<string, Label> = new Map(labels.map((label) => [label.text, label]));

/** The label of that text, without its colon and the blanks around it. */
export function labelOf(text: string): Label | undefined {
  return byText.get(text);
}

/** No label is longer; a line whose first colon stands further right has none. */
export const longestLabel = 48;
