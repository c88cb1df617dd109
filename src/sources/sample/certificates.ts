import type { StoredEvent } from '../logSource';
import type { Random } from './random';

interface CertificateNote {
  readonly moment: string;
  /** Which of the certificates; left out for one that could not be stored. */
  readonly certificate?: number;
  readonly operation: 'CreateObject' | 'DestroyObject' | 'SetAttributeValues';
  readonly response: 'OK' | 'MaxObjectsReached';
  readonly attributes?: readonly string[];
}

/** Handles are beyond 2^53: no `number` holds them. */
const firstHandle = 463_180_677_312_929_947n;

const story: readonly CertificateNote[] = [
  create('2026-03-09 09:02:11', 0),
  label('2026-03-09 09:02:12', 0),
  create('2026-03-09 09:04:40', 1),
  label('2026-03-09 09:04:41', 1),
  create('2026-03-20 13:15:27', 2),
  {
    moment: '2026-03-27 10:48:55',
    operation: 'CreateObject',
    response: 'MaxObjectsReached',
  },
  { moment: '2026-03-27 11:20:04', certificate: 0, operation: 'DestroyObject', response: 'OK' },
  create('2026-03-27 11:20:31', 3),
  label('2026-03-27 11:20:32', 3),
  { moment: '2026-04-13 08:37:19', certificate: 1, operation: 'DestroyObject', response: 'OK' },
  create('2026-04-13 08:37:46', 4),
];

function create(moment: string, certificate: number): CertificateNote {
  return { moment, certificate, operation: 'CreateObject', response: 'OK' };
}

function label(moment: string, certificate: number): CertificateNote {
  return {
    moment,
    certificate,
    operation: 'SetAttributeValues',
    response: 'OK',
    attributes: ['Label'],
  };
}

/** The cluster's certificate-storage stream: JSON objects, oldest first. */
export function certificateEvents(random: Random): readonly StoredEvent[] {
  const handles: bigint[] = [];
  for (let certificate = 0, handle = firstHandle; certificate < 5; certificate++) {
    handles.push(handle);
    handle += BigInt(random.integer(1_000_000_000, 4_000_000_000));
  }
  return story.map((note) => {
    const { moment, certificate, operation, response, attributes } = note;
    const timestamp = Date.parse(`${moment.replace(' ', 'T')}Z`) + random.integer(0, 999);
    const handle = certificate === undefined ? undefined : handles[certificate];
    const lines = [
      `"object_handle": ${handle ?? 'null'}`,
      `"op_code": ${JSON.stringify(operation)}`,
      `"response": ${JSON.stringify(response)}`,
      `"attributes": ${attributes ? JSON.stringify(attributes) : 'null'}`,
      `"timestamp": ${timestamp}`,
    ];
    return { timestamp, message: `{\n${lines.map((line) => `  ${line}`).join(',\n')}\n}` };
  });
}
