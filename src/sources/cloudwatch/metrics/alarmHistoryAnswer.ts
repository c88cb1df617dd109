import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import type { AlarmChange } from '../../clusterHealth/alarmTimes';

/** An item of an alarm's history as the change of state that it tells; none where it tells another thing. */
export function alarmChange({
  Timestamp,
  HistoryData = '',
  HistoryItemType,
}: AlarmHistoryItem): readonly AlarmChange[] {
  if (HistoryItemType !== 'StateUpdate' || Timestamp === undefined) return [];
  const { oldState, newState } = told(HistoryData);
  const [from, to] = [oldState?.stateValue, newState?.stateValue];
  return from === undefined || to === undefined ? [] : [{ time: Timestamp.getTime(), from, to }];
}

interface Told {
  readonly oldState?: { readonly stateValue?: string };
  readonly newState?: { readonly stateValue?: string };
}

/** What is told is a JSON text in the answer. */
function told(text: string): Told {
  try {
    return Object(JSON.parse(text)) as Told;
  } catch {
    return {};
  }
}
