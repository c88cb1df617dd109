import type { Fact } from './fact';
import { indexBy, table } from './table';
import { userGuide } from './userGuide';

/** An operation of PKCS #11 certificate storage. Only those that change something are recorded. */
export interface CertificateOperation extends Fact {
  /** Two to five words for a one-line view. */
  readonly short: string;
  /** The PKCS #11 function that causes it. */
  readonly causedBy: string;
}

/** The response of certificate storage. */
export interface CertificateResponse extends Fact {
  /** Undefined for success. */
  readonly usualCause?: string;
  /** Undefined for success. */
  readonly whatToDo?: string;
}

const documented = {
  link: userGuide('pkcs11-certificate-storage-audit-logs'),
  source: 'aws-certificates',
  confidence: 'documented',
} as const;

const attributesPage = userGuide('pkcs11-certificate-storage-attributes');

export const certificateOperations: readonly CertificateOperation[] = table<CertificateOperation>([
  {
    name: 'CreateObject',
    short: 'Store certificate',
    meaning: 'Stores a certificate in the cluster.',
    causedBy: 'C_CreateObject',
    ...documented,
  },
  {
    name: 'DestroyObject',
    short: 'Delete certificate',
    meaning: 'Deletes a certificate from the cluster.',
    causedBy: 'C_DestroyObject',
    ...documented,
  },
  {
    name: 'SetAttributeValues',
    short: 'Change certificate attributes',
    meaning: 'Changes attributes of a certificate; attributes names them, without their values.',
    causedBy: 'C_SetAttributeValue',
    ...documented,
  },
]);

export const certificateResponses: readonly CertificateResponse[] = table<CertificateResponse>([
  { name: 'OK', meaning: 'The operation succeeded.', ...documented },
  {
    name: 'DuplicateAttribute',
    meaning: 'By its name, an attribute was given twice.',
    usualCause: 'By its name, the template of the call holds the same attribute twice.',
    whatToDo: 'Remove the second entry from the template.',
    ...documented,
    confidence: 'inferred',
  },
  {
    name: 'InvalidAttributeValue',
    meaning: 'By its name, an attribute had a value that certificate storage does not take.',
    usualCause: 'By its name, an attribute outside its limits, such as a label that is too long.',
    whatToDo: 'Compare the template with the attributes that AWS lists and their limits.',
    ...documented,
    link: attributesPage,
    confidence: 'inferred',
  },
  {
    name: 'ObjectNotFound',
    meaning: 'By its name, the cluster stores no certificate of this handle.',
    usualCause: 'By its name, the certificate was deleted before, or the handle is wrong.',
    whatToDo: 'Look for an earlier DestroyObject with the same handle.',
    ...documented,
    confidence: 'inferred',
  },
  {
    name: 'MaxObjectsReached',
    meaning: 'The certificate was not stored because the cluster holds as many as it can.',
    usualCause: 'The limit of 60 certificates in a cluster is reached; it cannot be raised.',
    whatToDo: 'Delete certificates that are no longer needed; those stored stay readable.',
    ...documented,
    link: userGuide('pkcs11-certificate-storage-limits'),
  },
  {
    name: 'InternalFailure',
    meaning: 'By its name, certificate storage itself failed.',
    usualCause: 'Not documented.',
    whatToDo:
      'Repeat the operation; if it fails again, ask AWS Support with the time of the event.',
    ...documented,
    confidence: 'inferred',
  },
]);

const operationByName = indexBy(certificateOperations, ({ name }) => name);
const responseByName = indexBy(certificateResponses, ({ name }) => name);

/** The operation of that `op_code`. */
export function certificateOperationByName(name: string): CertificateOperation | undefined {
  return operationByName.get(name);
}

/** The response of that `response`. */
export function certificateResponseByName(name: string): CertificateResponse | undefined {
  return responseByName.get(name);
}
