import * as vscode from 'vscode';
import { searchAlarm } from '../../alarms/searchAlarm';
import { HumanError } from '../../sources/humanError';
import type { CommandFactory } from '../context';
import { alarmPlace, openAlarms } from '../cluster/openAlarms';
import { activeSearch } from './activeSearch';

/** Opens a document with a metric filter and an alarm of what the active search looks for. */
export const writeSearchAlarm: CommandFactory =
  ({ connections }) =>
  async () => {
    const search = activeSearch();
    if (search === undefined) {
      throw new HumanError(
        vscode.l10n.t('Search the events of a cluster first: an alarm is written of a search.'),
      );
    }
    const { connection, logGroup, searched, query } = search;
    const aws = connections.all().find(({ name }) => name === connection);
    const place = alarmPlace(aws, { arn: undefined });
    const plan = searchAlarm({ logGroup, place, stream: searched, query });
    if (plan === undefined) {
      throw new HumanError(
        vscode.l10n.t(
          'No filter pattern of CloudWatch says this search. Search by failure, opcode, user, key, session or text, and write its alarm then.',
        ),
      );
    }
    await openAlarms(plan);
  };
