import { classicForm, newerForm } from './eventText';
import { userTypes } from './codes';
import { RecordedHsm } from './recordedHsm';
import type { SampleUser } from './sampleCluster';

/*
 * Who plays in the sample. The names are the sample's own and the same for every seed, so that a
 * document's address stays valid.
 */

export const clusterName = 'cluster-sampledemo2';

/** The three HSMs. The first two print as in the documentation and as in real captures; the third came later. */
export function makeHsms(): { first: RecordedHsm; second: RecordedHsm; replacement: RecordedHsm } {
  return {
    first: new RecordedHsm('hsm-a4tzqk7wnme', {
      partition: 0x0c,
      rebootCounter: 0x107,
      form: classicForm,
    }),
    second: new RecordedHsm('hsm-b6jx3rfdhyu', {
      partition: 0x07,
      rebootCounter: 0x107,
      form: { ...classicForm, spacing: 'aligned' },
    }),
    replacement: new RecordedHsm('hsm-c2pmvg5lsoa', {
      partition: 0x03,
      rebootCounter: 0x38,
      form: newerForm,
      version: '2',
    }),
  };
}

function officer(id: number, name: string): SampleUser {
  return { id, name, type: userTypes.cryptoOfficer };
}

function cryptoUser(id: number, name: string): SampleUser {
  return { id, name, type: userTypes.cryptoUser };
}

export const users = {
  /** `admin` before the cluster is activated. */
  preOfficer: { id: 1, name: 'admin', type: userTypes.preOfficer },
  admin: officer(1, 'admin'),
  /** The user that AWS itself uses on every HSM. */
  appliance: { id: 2, name: 'app_user', type: userTypes.applianceUser },
  securityOfficer: officer(3, 'security_officer'),
  backupOfficer: officer(4, 'backup_officer'),
  payments: cryptoUser(5, 'payments_app'),
  signing: cryptoUser(6, 'signing_app'),
  archive: cryptoUser(7, 'archive_app'),
} as const satisfies Record<string, SampleUser>;

/** Handles of the keys that the story follows. */
export const keyHandles = {
  payments: 262152,
  wrapping: 262153,
  signingPublic: 262154,
  signingPrivate: 262155,
  imported: 262158,
  partnerPublic: 262160,
  restored: 262161,
  paymentsNext: 262162,
} as const;
