import type { Fact } from './fact';
import { indexBy, table } from './table';
import { interpretingPage } from './userGuide';

export interface CommandType extends Fact {
  /** Printed in hexadecimal. */
  readonly code: bigint;
}

export const commandTypes: readonly CommandType[] = table<CommandType>([
  {
    name: 'CN_MGMT_CMD',
    code: 0x0n,
    meaning: 'A management command: logins, users, keys, quorum, backups, initialisation.',
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'CN_CERT_AUTH_CMD',
    code: 0x9n,
    meaning: 'By its name, a command of the certificate-based authentication of the HSM.',
    note: 'AWS lists name and number without more.',
    link: interpretingPage,
    source: 'aws-interpreting',
    confidence: 'documented',
  },
  {
    name: 'SPECIAL',
    code: 0xffffn,
    meaning: 'No command at all: the event only carries the marker that ends a log.',
    note: "The number is from Azure's sample queries; AWS's SIEM sample shows the name too.",
    source: 'azure-tables',
    confidence: 'vendor',
  },
]);

const byName = indexBy(commandTypes, ({ name }) => name);
const byCode = indexBy(commandTypes, ({ code }) => code);

export function commandTypeByName(name: string): CommandType | undefined {
  return byName.get(name);
}

export function commandTypeByCode(code: bigint): CommandType | undefined {
  return byCode.get(code);
}
