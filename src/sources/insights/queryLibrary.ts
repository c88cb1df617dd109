import * as l10n from '@vscode/l10n';
import type { OpcodeCategory } from '../../audit/reference/opcode';
import { opcodes } from '../../audit/reference/opcodes';
import { auditParse } from './auditParse';

/** A query that is there to be taken. */
export interface LibraryQuery {
  /** As the command line names it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** In the language of Logs Insights; a query over any number of clusters. */
  readonly text: string;
}

/** The queries of the library, in the order in which they are shown. */
export function queryLibrary(): readonly LibraryQuery[] {
  return [
    {
      id: 'failed-logins',
      title: l10n.t('Failed logins by user'),
      description: l10n.t('Who failed to log in, how often, when last and with what response.'),
      text: query(
        'filter opcode = "CN_LOGIN" and ispresent(failure)',
        'stats count(*) as failures, earliest(@timestamp) as firstAt, latest(@timestamp) as lastAt, latest(responseText) as lastResponse by userName',
        'sort failures desc',
        'display userName, failures, fromMillis(firstAt) as first, fromMillis(lastAt) as last, lastResponse',
      ),
    },
    {
      id: 'key-exports',
      title: l10n.t('Key exports'),
      description: l10n.t('Each command that wraps a key to take it out, successful or not.'),
      text: query(
        `filter ${opcodeIn('key export')}`,
        newestFirst,
        'display @timestamp, @logStream, opcode, privateKey, publicKey, key, sessionHandle, responseText',
      ),
    },
    {
      id: 'user-changes',
      title: l10n.t('User changes'),
      description: l10n.t('Users created and deleted, and passwords changed.'),
      text: query(
        `filter ${opcodeIn('user')}`,
        'fields coalesce(targetUserName, userName) as changedUser, coalesce(targetUserType, userType) as changedType',
        newestFirst,
        'display @timestamp, @logStream, opcode, changedUser, changedType, sessionHandle, responseText',
      ),
    },
    {
      id: 'quorum',
      title: l10n.t('Quorum'),
      description: l10n.t('Quorum tokens and approvals, and changes of how many must approve.'),
      text: query(
        `filter ${opcodeIn('quorum')}`,
        newestFirst,
        'display @timestamp, @logStream, opcode, userName, sessionHandle, responseText',
      ),
    },
    {
      id: 'events-by-hour',
      title: l10n.t('Events by hour'),
      description: l10n.t('How many commands each hour had, and how many of them failed.'),
      text: query(
        'filter ispresent(opcode)',
        'stats count(*) as events, count(failure) as failures by bin(1h) as hour',
        'sort hour desc',
      ),
    },
    {
      id: 'key-history',
      title: l10n.t('Key history'),
      description: l10n.t('Every command on keys: made, copied, shared, exported, deleted.'),
      text: query(
        [
          'filter ispresent(privateKey) or ispresent(publicKey) or ispresent(key)',
          `# ${l10n.t('For one key only, put its handle into the next line and take the # away.')}`,
          '# | filter privateKey = "262177" or publicKey = "262177" or key = "262177"',
        ].join('\n'),
        newestFirst,
        'display @timestamp, @logStream, opcode, privateKey, publicKey, key, sessionHandle, responseText',
      ),
    },
    {
      id: 'last-event',
      title: l10n.t('Last event by HSM'),
      description: l10n.t('When each HSM wrote last, what it was, and how many events there are.'),
      text: query(
        'filter ispresent(opcode)',
        'stats count(*) as events, latest(@timestamp) as lastAt, latest(opcode) as lastOpcode by @logStream',
        'sort lastAt desc',
        'display @logStream, fromMillis(lastAt) as last, lastOpcode, events',
      ),
    },
  ];
}

const newestFirst = 'sort @timestamp desc';

function query(...commands: readonly string[]): string {
  return `${[auditParse, ...commands].join('\n| ')}\n`;
}

/** The opcodes of a category, as a condition. */
function opcodeIn(category: OpcodeCategory): string {
  const names = opcodes.filter((opcode) => opcode.category === category).map(({ name }) => name);
  return `opcode in [${names.map((name) => `"${name}"`).join(', ')}]`;
}
