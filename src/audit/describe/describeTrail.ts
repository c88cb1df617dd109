import * as l10n from '@vscode/l10n';
import { trailEventByName } from '../reference/trailEvents';
import { isCloudHsmEvent, type TrailEvent } from '../trail/trailEvent';
import { trailTime, type TrailColumn } from '../trail/trailText';
import { factSentences, type Description } from './description';

/** What a cell of the decoded view of CloudTrail means. */
export function describeTrail(event: TrailEvent, column: TrailColumn): Description {
  switch (column) {
    case 'time':
      return plain(
        l10n.t('Time {0}', trailTime(event)),
        l10n.t(
          'When the request was completed, to the second. CloudTrail shows an event some minutes later.',
        ),
        [[l10n.t('Event id'), event.id]],
      );
    case 'event':
    case 'meaning':
      return describeName(event);
    case 'outcome':
      return event.rejection === undefined
        ? plain(l10n.t('Outcome ok'), acceptedWords(event))
        : plain(
            l10n.t('Rejected: {0}', event.rejection),
            l10n.t(
              'The call was rejected, and nothing was changed. CloudTrail records such calls too.',
            ),
            [
              [
                l10n.t('Message'),
                event.errorMessage === event.rejection ? undefined : event.errorMessage,
              ],
            ],
          );
    case 'on':
      return plain(
        l10n.t('What the event is about'),
        l10n.t('The ids of HSMs, backups and clusters in its record, and what was asked for.'),
        [
          ...event.targets.map((target) => [target.split('-')[0] ?? '', target] as const),
          ...event.parameters.filter(([, value]) => !event.targets.includes(value)),
        ],
      );
    case 'who':
      return plain(
        l10n.t('Who acted'),
        l10n.t('For a role, its name and after the slash the name of the session.'),
        [
          [l10n.t('Kind'), event.identity.type],
          ['ARN', event.identity.arn],
          [l10n.t('Account'), event.identity.account],
          ['MFA', event.identity.mfa],
        ],
      );
    case 'from':
      return plain(
        l10n.t('From where'),
        l10n.t(
          'The address that the request came from, and the program as it named itself; anybody can name it so.',
        ),
        [
          [l10n.t('Address'), event.address],
          [l10n.t('Program'), event.agent],
          [l10n.t('Region'), event.region],
        ],
      );
  }
}

function acceptedWords(event: TrailEvent): string {
  if (event.isServiceEvent) return l10n.t('The service did it by itself.');
  const fact = isCloudHsmEvent(event) ? trailEventByName(event.name, false) : undefined;
  return fact?.readOnly === true
    ? l10n.t('The call was answered; it changes nothing.')
    : l10n.t('The call was accepted. What it began may take minutes and can still fail.');
}

function describeName(event: TrailEvent): Description {
  const kind = event.isServiceEvent
    ? l10n.t('{0}, by CloudHSM itself', event.name)
    : l10n.t('API call {0}', event.name);
  if (!isCloudHsmEvent(event)) {
    return plain(kind, l10n.t('An event of another service: {0}.', event.source));
  }
  const fact = trailEventByName(event.name, event.isServiceEvent);
  if (fact === undefined) {
    return plain(kind, l10n.t('No table here knows this event; it is shown as recorded.'));
  }
  const { sentences, link } = factSentences(fact);
  const stream = event.stream;
  const where =
    stream === undefined
      ? []
      : [
          stream.end === 'begins'
            ? l10n.t('Log stream {0} begins after it.', stream.hsm)
            : l10n.t('Log stream {0} ends with it.', stream.hsm),
        ];
  return { title: kind, sentences: [...sentences, ...where], facts: [], link };
}

function plain(
  title: string,
  sentence: string,
  facts: readonly (readonly [name: string, value: string | undefined])[] = [],
): Description {
  return {
    title,
    sentences: [sentence],
    facts: facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    link: undefined,
  };
}
