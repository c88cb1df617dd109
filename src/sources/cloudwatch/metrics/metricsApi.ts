import type {
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  GetMetricDataInput,
  GetMetricDataOutput,
  ListMetricsInput,
  ListMetricsOutput,
} from '@aws-sdk/client-cloudwatch';
import type { AwsConnection } from '../../connections/connection';
import { callOptions, type ClientOptions, clientSettings } from '../calls/clientSettings';
import { type ServiceApi, serviceConnection } from '../calls/serviceConnection';

/** The calls of CloudWatch that the health of a cluster takes. All of them only read. */
export interface MetricsApi extends ServiceApi {
  listMetrics(request: ListMetricsInput, signal?: AbortSignal): Promise<ListMetricsOutput>;
  getMetricData(request: GetMetricDataInput, signal?: AbortSignal): Promise<GetMetricDataOutput>;
  describeAlarms(request: DescribeAlarmsInput, signal?: AbortSignal): Promise<DescribeAlarmsOutput>;
  describeAlarmHistory(
    request: DescribeAlarmHistoryInput,
    signal?: AbortSignal,
  ): Promise<DescribeAlarmHistoryOutput>;
}

/** The calls by way of the AWS SDK, which is loaded on the first of them. */
export async function openMetricsApi(
  given: AwsConnection,
  options?: ClientOptions,
): Promise<MetricsApi> {
  const {
    CloudWatchClient,
    DescribeAlarmHistoryCommand,
    DescribeAlarmsCommand,
    GetMetricDataCommand,
    ListMetricsCommand,
  } = await import(/* webpackChunkName: "aws-metrics" */ '@aws-sdk/client-cloudwatch');
  const connection = await serviceConnection(given, 'cloudwatch');
  const client = new CloudWatchClient(await clientSettings(connection, options));
  return {
    connection,
    listMetrics: (request, signal) =>
      client.send(new ListMetricsCommand(request), callOptions(signal)),
    getMetricData: (request, signal) =>
      client.send(new GetMetricDataCommand(request), callOptions(signal)),
    describeAlarms: (request, signal) =>
      client.send(new DescribeAlarmsCommand(request), callOptions(signal)),
    describeAlarmHistory: (request, signal) =>
      client.send(new DescribeAlarmHistoryCommand(request), callOptions(signal)),
  };
}
