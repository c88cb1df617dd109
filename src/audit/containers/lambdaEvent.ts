import type { JsonForm } from './jsonForm';
import type { JsonValue } from './jsonValue';

/**
 * What a subscription hands to a Lambda function, directly or through a Kinesis stream or Firehose:
 * `{"awslogs": {"data": …}}`, `{"Records": [{"kinesis": {"data": …}}]}`, `{"records": [{"data": …}]}`, the
 * data being compressed records in base64; as `aws kinesis get-records` prints it: `{"Records": [{"Data": …}]}`.
 *
 * Source: AWS Lambda developer guide, "Using Lambda with CloudWatch Logs", "… with Kinesis"; Kinesis API reference, GetRecords.
 */
export const lambdaEvent: JsonForm = {
  name: 'lambda',
  accepts: (_, members) => packed(members).length > 0,
  unwrap: (_, members, output) => {
    for (const data of packed(members)) output.packed(data);
  },
};

function packed(members: ReadonlyMap<string, JsonValue>): readonly JsonValue[] {
  const records = members.get('Records') ?? members.get('records');
  const holders = [members.get('awslogs'), ...(records?.elements ?? []).map(recordHolder)];
  return holders.flatMap((holder) => {
    const data = holder?.members.get('data') ?? holder?.members.get('Data');
    return data?.type === 'string' ? [data] : [];
  });
}

function recordHolder(record: JsonValue): JsonValue {
  return record.members.get('kinesis') ?? record;
}
