import { clusterName } from './cast';

/*
 * What CloudTrail has of the sample cluster: its beginning, its second HSM, the HSM that fails and the
 * one that takes its place, a backup that somebody tries to copy away, and everyday looks at the cluster.
 * Times fit the audit log: an HSM is added minutes before its stream begins.
 */

interface TrailNote {
  readonly moment: string;
  readonly name: string;
  readonly who: 'operator' | 'pipeline' | 'auditor' | 'stranger' | 'service';
  readonly request?: Readonly<Record<string, unknown>>;
  readonly response?: Readonly<Record<string, unknown>>;
  readonly rejected?: readonly [code: string, message: string];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The account of the sample's cluster. */
export const sampleAccount = '123456789012';
const region = 'eu-central-1';
const firstHsm = 'hsm-a4tzqk7wnme';
const secondHsm = 'hsm-b6jx3rfdhyu';
const replacementHsm = 'hsm-c2pmvg5lsoa';
const firstBackup = 'backup-sampledemo2a';
const oldBackup = 'backup-sampledemo2b';

function created(moment: string, hsmId: string, zone: string, address: string): TrailNote {
  const availabilityZone = `${region}${zone}`;
  return {
    moment,
    name: 'CreateHsm',
    who: 'operator',
    request: { clusterId: clusterName, availabilityZone },
    response: {
      hsm: {
        hsmId,
        clusterId: clusterName,
        availabilityZone,
        eniIp: address,
        state: 'CREATE_IN_PROGRESS',
      },
    },
  };
}

function looked(moment: string, who: TrailNote['who']): TrailNote {
  return {
    moment,
    name: 'DescribeClusters',
    who,
    request: { filters: { clusterIds: [clusterName] } },
  };
}

const story: readonly TrailNote[] = [
  {
    moment: '2026-03-02 08:36:50',
    name: 'CreateCluster',
    who: 'operator',
    request: {
      hsmType: 'hsm1.medium',
      subnetIds: ['subnet-0a1b2c3d', 'subnet-0e4f5a6b'],
      backupRetentionPolicy: { type: 'DAYS', value: '14' },
    },
    response: { cluster: { clusterId: clusterName, state: 'CREATE_IN_PROGRESS' } },
  },
  created('2026-03-02 08:41:07', firstHsm, 'a', '10.0.1.17'),
  {
    moment: '2026-03-02 08:56:31',
    name: 'InitializeCluster',
    who: 'operator',
    request: { clusterId: clusterName },
    response: { state: 'INITIALIZE_IN_PROGRESS' },
  },
  created('2026-03-02 09:55:12', secondHsm, 'b', '10.0.2.23'),
  {
    moment: '2026-03-02 11:02:19',
    name: 'TagResource',
    who: 'operator',
    request: { resourceId: clusterName, tagList: [{ key: 'team', value: 'payments' }] },
  },
  looked('2026-03-09 08:15:00', 'pipeline'),
  looked('2026-03-12 03:20:44', 'operator'),
  {
    moment: '2026-03-13 02:47:03',
    name: 'CopyBackupToRegion',
    who: 'stranger',
    request: { destinationRegion: 'ap-southeast-1', backupId: firstBackup },
    rejected: [
      'CloudHsmAccessDeniedException',
      `User: arn:aws:iam::${sampleAccount}:user/build-agent is not authorized to perform: cloudhsm:CopyBackupToRegion`,
    ],
  },
  {
    moment: '2026-03-13 02:47:31',
    name: 'DescribeBackups',
    who: 'stranger',
    request: { maxResults: 25 },
  },
  {
    moment: '2026-03-18 02:31:00',
    name: 'DeleteBackup',
    who: 'service',
    details: { backupId: oldBackup, reason: 'RetentionPolicy' },
  },
  {
    moment: '2026-03-25 02:31:00',
    name: 'BackupDeletedPermanently',
    who: 'service',
    details: { backupId: oldBackup },
  },
  looked('2026-03-26 06:44:10', 'operator'),
  {
    moment: '2026-03-26 06:47:52',
    name: 'DeleteHsm',
    who: 'operator',
    request: { clusterId: clusterName, hsmId: secondHsm },
    response: { hsmId: secondHsm },
  },
  {
    moment: '2026-03-26 07:01:15',
    name: 'CreateHsm',
    who: 'pipeline',
    request: { clusterId: clusterName, availabilityZone: `${region}b` },
    rejected: [
      'CloudHsmAccessDeniedException',
      `User: arn:aws:sts::${sampleAccount}:assumed-role/Deploy/pipeline is not authorized to perform: cloudhsm:CreateHsm`,
    ],
  },
  created('2026-03-26 07:05:38', replacementHsm, 'b', '10.0.2.31'),
  looked('2026-03-26 07:29:02', 'operator'),
  {
    moment: '2026-03-30 13:11:40',
    name: 'ModifyCluster',
    who: 'operator',
    request: {
      clusterId: clusterName,
      backupRetentionPolicy: { type: 'DAYS', value: '90' },
    },
    response: { cluster: { clusterId: clusterName, state: 'ACTIVE' } },
  },
  looked('2026-04-07 08:15:00', 'auditor'),
  {
    moment: '2026-04-07 08:16:22',
    name: 'ListTags',
    who: 'auditor',
    request: { resourceId: clusterName },
  },
  looked('2026-04-17 08:15:00', 'pipeline'),
];

const places: Readonly<Record<TrailNote['who'], readonly [address: string, agent: string]>> = {
  operator: ['198.51.100.24', 'aws-cli/2.31.2 md/awscrt#0.27.6 ua/2.1 os/linux#6.8'],
  pipeline: ['198.51.100.60', 'HashiCorp Terraform/1.13.4 terraform-provider-aws/6.15.0'],
  auditor: ['198.51.100.91', 'console.amazonaws.com'],
  stranger: ['203.0.113.77', 'python-requests/2.32'],
  service: ['cloudhsm.amazonaws.com', 'cloudhsm.amazonaws.com'],
};

function identity(who: TrailNote['who']): Readonly<Record<string, unknown>> {
  switch (who) {
    case 'service':
      return { accountId: sampleAccount, invokedBy: 'cloudhsm.amazonaws.com' };
    case 'stranger':
      return {
        type: 'IAMUser',
        principalId: 'AIDASAMPLE00000000077',
        arn: `arn:aws:iam::${sampleAccount}:user/build-agent`,
        accountId: sampleAccount,
        userName: 'build-agent',
      };
    case 'operator':
    case 'pipeline':
    case 'auditor': {
      const role = { operator: 'HsmAdmin', pipeline: 'Deploy', auditor: 'ReadOnly' }[who];
      return {
        type: 'AssumedRole',
        principalId: `AROASAMPLE0000000${role}:${who}`,
        arn: `arn:aws:sts::${sampleAccount}:assumed-role/${role}/${who}`,
        accountId: sampleAccount,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            arn: `arn:aws:iam::${sampleAccount}:role/${role}`,
            userName: role,
          },
        },
      };
    }
  }
}

/** The records of CloudTrail, oldest first, each as the object that its JSON holds. */
export function trailRecords(): readonly Readonly<Record<string, unknown>>[] {
  return story.map((note, index) => {
    const { moment, name, who, request, response, rejected, details } = note;
    const [sourceIPAddress, userAgent] = places[who];
    const id = (index + 1).toString(16).padStart(12, '0');
    return {
      eventVersion: '1.11',
      userIdentity: identity(who),
      eventTime: `${moment.replace(' ', 'T')}Z`,
      eventSource: 'cloudhsm.amazonaws.com',
      eventName: name,
      awsRegion: region,
      sourceIPAddress,
      userAgent,
      ...(rejected !== undefined && { errorCode: rejected[0], errorMessage: rejected[1] }),
      requestParameters: request ?? null,
      responseElements: rejected === undefined ? (response ?? null) : null,
      ...(details !== undefined && { serviceEventDetails: details }),
      requestID: `5a3b1e00-0000-4000-8000-${id}`,
      eventID: `7c9d2f00-0000-4000-8000-${id}`,
      readOnly: /^(Describe|List|Get)/.test(name),
      eventType: who === 'service' ? 'AwsServiceEvent' : 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: sampleAccount,
      eventCategory: 'Management',
    };
  });
}
