import type { CertificateField, FieldId } from '../event/auditEvent';
import type { Fact } from './fact';
import { tableById } from './table';
import { interpretingPage, userGuide } from './userGuide';

/** What a field is. `name` is its label as printed. */
export interface FieldFact extends Fact {
  /** As a heading: `Sequence number`. */
  readonly title: string;
}

const documented = {
  link: interpretingPage,
  source: 'aws-interpreting',
  confidence: 'documented',
} as const;

/** The label is known from AWS's own loader, what it means only from the label. */
const fromLoader = { source: 'aws-siem-sample', confidence: 'inferred' } as const;

const certificate = {
  link: userGuide('pkcs11-certificate-storage-audit-logs'),
  source: 'aws-certificates',
  confidence: 'documented',
} as const;

const loaderOnly = "Not in the user guide; AWS's loader of these logs knows it.";

/** The fields of an event that an HSM wrote. */
export const fieldFacts: Readonly<Record<FieldId, FieldFact>> = tableById<FieldId, FieldFact>({
  time: {
    name: 'Time',
    title: 'Time',
    meaning:
      'When the event happened, in UTC: a date and time to read, then usecs, the same as Unix microseconds; where they differ, usecs counts.',
    note: 'The clocks of two HSMs may differ, so the order of events across HSMs is approximate.',
    ...documented,
  },
  versionNo: {
    name: 'Version No',
    title: 'Log format version',
    meaning: 'The version of the log format.',
    note: `${loaderOnly} What it means is from Azure's table for the same firmware family.`,
    source: 'azure-tables',
    confidence: 'vendor',
  },
  sequence: {
    name: 'Sequence No',
    title: 'Sequence number',
    meaning:
      'The number of the event in its log stream: it starts at 0x0 and grows by one, so a gap means that events are missing.',
    note: 'It is unique in one stream only. By Azure, for the same firmware family, it restarts at 0x0 when the HSM reboots. A filtered log has gaps by nature.',
    ...documented,
  },
  rebootCounter: {
    name: 'Reboot counter',
    title: 'Reboot counter',
    meaning: 'How often the hardware of the HSM has been rebooted; the number only grows.',
    note: 'Two HSMs may have the same number. AWS says that it stays the same within a stream.',
    ...documented,
  },
  commandType: {
    name: 'Command Type(hex)',
    title: 'Command type',
    meaning: 'The kind of the command: name, then its number in hexadecimal.',
    ...documented,
  },
  opcode: {
    name: 'Opcode',
    title: 'Opcode',
    meaning: 'The command that was asked of the HSM: name, then its number in hexadecimal.',
    ...documented,
    link: userGuide('cloudhsm-audit-log-reference'),
  },
  userId: {
    name: 'User id',
    title: 'User id',
    meaning: "By AWS's loader of these logs, the number of the user who acts.",
    note: loaderOnly,
    ...fromLoader,
  },
  sessionHandle: {
    name: 'Session Handle',
    title: 'Session handle',
    meaning: 'The session in which the command ran.',
    note: "In AWS's samples the handle of a login often differs from that of the same user's next commands. A handle is used again after its session has closed.",
    ...documented,
  },
  response: {
    name: 'Response',
    title: 'Response',
    meaning:
      'The outcome: a number in decimal, where 0 is success and any other a failure, then its text.',
    note: 'Client tools print the same number in hexadecimal.',
    ...documented,
  },
  logType: {
    name: 'Log type',
    title: 'Log type',
    meaning: 'Which lines follow the common ones: name, then its number in decimal.',
    ...documented,
  },
  privateKey: {
    name: 'Priv/Secret Key Handle',
    title: 'Private or secret key handle',
    meaning:
      'The handle of the private or secret key, in decimal and unique in the cluster; 0 means that the field does not apply.',
    note: "In AWS's samples a deleted key stands here even when it is a public key.",
    ...documented,
  },
  publicKey: {
    name: 'Public Key Handle',
    title: 'Public key handle',
    meaning: 'The handle of the public key, in decimal; 0 means that the field does not apply.',
    note: "In AWS's samples a deleted public key stands on the line of the private key instead.",
    ...documented,
  },
  key: {
    name: 'Key Handle',
    title: 'Key handle',
    meaning: 'A key handle in decimal, printed beside or instead of the two other key lines.',
    note: `${loaderOnly} No source says which of the keys it names.`,
    source: 'aws-siem-sample',
    confidence: 'documented',
  },
  localTime: {
    name: 'local time',
    title: 'Local time',
    meaning: 'By its label, the time of the HSM itself when it compared clocks with its host.',
    note: 'Printed with log type TIME_INFO_LOG.',
    ...fromLoader,
  },
  hostTime: {
    name: 'host time',
    title: 'Host time',
    meaning: 'By its label, the time of the host when the HSM compared clocks with it.',
    note: 'Printed with log type TIME_INFO_LOG.',
    ...fromLoader,
  },
  propagationDelay: {
    name: 'propagation delay',
    title: 'Propagation delay',
    meaning: 'By its label, how long the time of the host took to arrive, in microseconds.',
    note: 'Printed with log type TIME_INFO_LOG.',
    ...fromLoader,
  },
  userName: {
    name: 'User Name',
    title: 'User name',
    meaning:
      'At a login or logout the user who acts; when a user is created, deleted or gets a new password, that user, not who did it.',
    note: 'Where Target User Name is printed, that is who it was done to and this is the user who acts. A failed login shows the name as it was typed in.',
    ...documented,
  },
  userType: {
    name: 'User Type',
    title: 'User type',
    meaning: 'The type of the user in User Name: name, then its number in decimal.',
    ...documented,
  },
  mechanism: {
    name: 'Mechanism',
    title: 'Mechanism',
    meaning: 'By its label, the mechanism of the command, as a number.',
    note: `${loaderOnly} No source lists the numbers.`,
    ...fromLoader,
  },
  targetUserName: {
    name: 'Target User Name',
    title: 'Target user name',
    meaning: 'By its label, the user to whom something was done.',
    note: loaderOnly,
    ...fromLoader,
  },
  targetUserType: {
    name: 'Target User Type',
    title: 'Target user type',
    meaning: 'By its label, the type of the user to whom something was done.',
    note: loaderOnly,
    ...fromLoader,
  },
  targetUserId: {
    name: 'Target User id',
    title: 'Target user id',
    meaning: 'By its label, the number of the user to whom something was done.',
    note: loaderOnly,
    ...fromLoader,
  },
  mfaEnabled: {
    name: 'Mfa enabled',
    title: 'MFA enabled',
    meaning: 'By its label, whether multi-factor authentication is on for the user.',
    note: loaderOnly,
    ...fromLoader,
  },
  operation: {
    name: 'Operation',
    title: 'Operation',
    meaning: 'By its label, what was done when a key was shared: shared or unshared.',
    note: `${loaderOnly} No public sample shows its values.`,
    ...fromLoader,
  },
  numberOfUsers: {
    name: 'Number of Users',
    title: 'Number of users',
    meaning: 'By its label, with how many users a key was shared or unshared.',
    note: loaderOnly,
    ...fromLoader,
  },
  userIds: {
    name: 'UserIDs',
    title: 'User ids',
    meaning: 'By its label, the numbers of the users with whom a key was shared or unshared.',
    note: loaderOnly,
    ...fromLoader,
  },
  unknown: {
    name: '(any other label)',
    title: 'Unknown field',
    meaning: 'A line with a label that no public source describes; it is kept as printed.',
    source: 'aws-siem-sample',
    confidence: 'documented',
  },
});

/** The fields of an event of PKCS #11 certificate storage. */
export const certificateFieldFacts: Readonly<Record<CertificateField['id'], FieldFact>> = tableById<
  CertificateField['id'],
  FieldFact
>({
  objectHandle: {
    name: 'object_handle',
    title: 'Certificate handle',
    meaning: 'The handle of the certificate.',
    note: "It is null in AWS's sample of a CreateObject that failed. It is no key handle, and too large for many JSON readers, which round it.",
    ...certificate,
  },
  opCode: {
    name: 'op_code',
    title: 'Operation',
    meaning: 'The operation that was done or tried.',
    note: 'Reads are not recorded, and no field says who did it or through which HSM.',
    ...certificate,
  },
  response: {
    name: 'response',
    title: 'Response',
    meaning: 'The outcome: OK, or the kind of error.',
    ...certificate,
  },
  attributes: {
    name: 'attributes',
    title: 'Changed attributes',
    meaning: 'The names of the attributes that were changed, or null.',
    ...certificate,
  },
  timestamp: {
    name: 'timestamp',
    title: 'Time',
    meaning:
      'When the operation happened, in Unix milliseconds; the events of an HSM have microseconds.',
    ...certificate,
  },
  unknown: {
    name: '(any other key)',
    title: 'Unknown field',
    meaning: 'A member that no public source describes; it is kept as printed.',
    source: 'aws-certificates',
    confidence: 'documented',
  },
});
