import type { DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import { ALARMS_LIMIT, METRIC_TEXT, TOKEN } from '../constraints';
import { listPage } from '../listPage';
import type { Operation } from './operation';

export const describeAlarms: Operation = (
  input,
  { surroundings, emptyPage },
): DescribeAlarmsOutput => {
  const prefix = input.text('AlarmNamePrefix', METRIC_TEXT) ?? '';
  const state = input.text('StateValue', METRIC_TEXT);
  const page = listPage(
    surroundings.alarms.filter(
      ({ AlarmName = '', StateValue }) =>
        AlarmName.startsWith(prefix) && (state === undefined || StateValue === state),
    ),
    {
      operation: 'DescribeAlarms',
      place: ({ AlarmName = '' }) => ({ time: 0, name: AlarmName }),
      descending: false,
    },
    {
      limit: input.integer('MaxRecords', ALARMS_LIMIT) ?? 50,
      token: input.text('NextToken', TOKEN),
      empty: emptyPage,
    },
  );
  return { MetricAlarms: [...page.items], CompositeAlarms: [], NextToken: page.nextToken };
};
