import type { AwsConnection } from '../../connections/connection';
import { borrowedClient } from '../calls/borrowedClient';
import type { ClientOptions } from '../calls/clientSettings';
import type { ServiceApi } from '../calls/serviceConnection';
import { list, moment, operation, structure, text, texts, whole } from '../calls/structureSchema';

/** An HSM as `DescribeClusters` gives it, as far as it is read here. */
export interface HsmAnswer {
  readonly HsmId?: string;
  readonly State?: string;
  readonly StateMessage?: string;
  readonly AvailabilityZone?: string;
  readonly EniIp?: string;
}

/** A cluster as `DescribeClusters` gives it, as far as it is read here. */
export interface ClusterAnswer {
  readonly ClusterId?: string;
  readonly State?: string;
  readonly StateMessage?: string;
  readonly HsmType?: string;
  readonly Mode?: string;
  readonly CreateTimestamp?: Date;
  readonly VpcId?: string;
  readonly BackupRetentionPolicy?: { readonly Type?: string; readonly Value?: string };
  readonly Hsms?: readonly HsmAnswer[];
}

export interface DescribeClustersAnswer {
  readonly Clusters?: readonly ClusterAnswer[];
  readonly NextToken?: string;
}

export interface DescribeClustersRequest {
  readonly Filters?: Readonly<Record<string, string[]>>;
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** The one call of CloudHSM that is made. It only reads. */
export interface ClustersApi extends ServiceApi {
  describeClusters(
    request: DescribeClustersRequest,
    signal?: AbortSignal,
  ): Promise<DescribeClustersAnswer>;
}

/** The calls, and the host that answers them. */
export interface OpenClustersApi extends ClustersApi {
  host(): string;
}

/* The call as the service model 2017-04-28 has it. */
const namespace = 'com.amazonaws.cloudhsmv2';
const textsByName: unknown = [2, namespace, 'Filters', 0, text, texts];
const hsm = structure(namespace, 'Hsm', {
  HsmId: text,
  State: text,
  StateMessage: text,
  AvailabilityZone: text,
  EniIp: text,
});
const retention = structure(namespace, 'BackupRetentionPolicy', { Type: text, Value: text });
const hsms = list(namespace, 'Hsms', hsm);
const cluster = structure(namespace, 'Cluster', {
  ClusterId: text,
  State: text,
  StateMessage: text,
  HsmType: text,
  Mode: text,
  CreateTimestamp: moment,
  VpcId: text,
  BackupRetentionPolicy: () => retention,
  Hsms: () => hsms,
});
const clusters = list(namespace, 'Clusters', cluster);
const describeClusters = operation(
  namespace,
  'DescribeClusters',
  structure(namespace, 'DescribeClustersRequest', {
    Filters: () => textsByName,
    NextToken: text,
    MaxResults: whole,
  }),
  structure(namespace, 'DescribeClustersResponse', { Clusters: () => clusters, NextToken: text }),
);

/** The call by way of the AWS SDK, which is loaded on the first of them. */
export async function openClustersApi(
  given: AwsConnection,
  options?: ClientOptions,
): Promise<OpenClustersApi> {
  const { connection, host, call } = await borrowedClient(given, options, {
    prefix: 'cloudhsm',
    signedFor: (region) => ({ signingName: 'cloudhsm', signingRegion: region }),
    // The host differs in its first label only, in every partition.
    address: (trail) => {
      const url = new URL(trail);
      url.hostname = url.hostname.replace(/^cloudtrail(?=[.-])/, 'cloudhsmv2');
      return url;
    },
    protocol: ({ AwsJson1_1Protocol }) =>
      new AwsJson1_1Protocol({
        defaultNamespace: namespace,
        errorTypeRegistries: [],
        serviceTarget: 'BaldrApiService',
      }),
  });
  return { connection, host, describeClusters: call(describeClusters) };
}
