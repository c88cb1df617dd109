import * as l10n from '@vscode/l10n';
import type { TailDocument } from './tailDocument';

/** What the reader of a tail has to know beside its events; undefined while it simply runs. */
export function tailNotice({
  failure,
  mode,
  state,
  waiting,
}: Pick<TailDocument, 'failure' | 'mode' | 'state' | 'waiting'>):
  | {
      readonly kind: 'failed' | 'troubled' | 'sampled' | 'paused' | 'stopped';
      readonly sentence: string;
    }
  | undefined {
  if (failure !== undefined) {
    return { kind: 'failed', sentence: l10n.t('The tail has ended. {0}', failure.message) };
  }
  if (mode === 'stopped') {
    return { kind: 'stopped', sentence: l10n.t('Stopped: what comes now is not shown.') };
  }
  if (mode === 'paused') {
    return {
      kind: 'paused',
      sentence:
        waiting === 0
          ? l10n.t('Paused: what comes is kept.')
          : l10n.t('Paused: {0} more events have come.', waiting),
    };
  }
  if (state?.trouble !== undefined) {
    const { message } = state.trouble;
    return {
      kind: 'troubled',
      sentence: l10n.t('{0} It is tried again; what comes meanwhile is read then.', message),
    };
  }
  if (state?.isSampled !== true) return undefined;
  return {
    kind: 'sampled',
    sentence: l10n.t(
      'More than 500 events a second come, of which CloudWatch sends a part live. The others are read within half a minute.',
    ),
  };
}
