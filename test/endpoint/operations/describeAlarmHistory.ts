import type { DescribeAlarmHistoryOutput } from '@aws-sdk/client-cloudwatch';
import { ALARMS_LIMIT, METRIC_TEXT, SECONDS, TOKEN } from '../constraints';
import { listPage } from '../listPage';
import type { Operation } from './operation';

export const describeAlarmHistory: Operation = (
  input,
  { surroundings, emptyPage },
): DescribeAlarmHistoryOutput => {
  const name = input.text('AlarmName', METRIC_TEXT);
  const type = input.text('HistoryItemType', METRIC_TEXT);
  const start = (input.number('StartDate', SECONDS) ?? 0) * 1000;
  const end = (input.number('EndDate', SECONDS) ?? Infinity) * 1000;
  const page = listPage(
    surroundings.alarmHistory.filter(({ AlarmName, HistoryItemType, Timestamp }) => {
      const time = Timestamp?.getTime() ?? 0;
      return (
        (name === undefined || AlarmName === name) &&
        (type === undefined || HistoryItemType === type) &&
        time >= start &&
        time <= end
      );
    }),
    {
      operation: 'DescribeAlarmHistory',
      place: ({ AlarmName = '', Timestamp }) => ({
        time: Timestamp?.getTime() ?? 0,
        name: AlarmName,
      }),
      descending: input.text('ScanBy', METRIC_TEXT) !== 'TimestampAscending',
    },
    {
      limit: input.integer('MaxRecords', ALARMS_LIMIT) ?? 50,
      token: input.text('NextToken', TOKEN),
      empty: emptyPage,
    },
  );
  return { AlarmHistoryItems: [...page.items], NextToken: page.nextToken };
};
