import type { Source } from './fact';
import { tableById } from './table';
import { interpretingPage, monitoringGuidance, opcodePage, userGuide } from './userGuide';

export interface SourceReference {
  readonly title: string;
  readonly url: string;
}

/** Title and address of every source that a row may name. */
export const sources: Readonly<Record<Source, SourceReference>> = tableById<
  Source,
  SourceReference
>({
  'aws-interpreting': {
    title: 'AWS CloudHSM User Guide: Interpreting audit logs',
    url: interpretingPage,
  },
  'aws-reference': {
    title: 'AWS CloudHSM User Guide: Audit log reference',
    url: opcodePage,
  },
  'aws-certificates': {
    title: 'AWS CloudHSM User Guide: Certificate storage audit logs',
    url: userGuide('pkcs11-certificate-storage-audit-logs'),
  },
  'aws-client-docs': {
    title: 'AWS CloudHSM User Guide: command line tools and client SDKs',
    url: userGuide('client-tools-and-libraries'),
  },
  'aws-cloudtrail': {
    title: 'AWS CloudHSM User Guide: Working with AWS CloudTrail',
    url: userGuide('get-api-logs-using-cloudtrail'),
  },
  'aws-api-reference': {
    title: 'AWS CloudHSM API Reference: Actions',
    url: 'https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_Operations.html',
  },
  'aws-metrics': {
    title: 'AWS CloudHSM User Guide: CloudWatch metrics',
    url: userGuide('hsm-metrics-cw'),
  },
  'aws-limits': {
    title: 'AWS CloudHSM User Guide: Quotas',
    url: userGuide('limits'),
  },
  'aws-monitoring-guidance': {
    title: 'AWS Prescriptive Guidance: Monitoring AWS CloudHSM',
    url: monitoringGuidance,
  },
  'aws-siem-sample': {
    title: 'AWS sample: SIEM on Amazon OpenSearch Service, CloudHSM loader',
    url: 'https://github.com/aws-samples/siem-on-amazon-opensearch-service',
  },
  'aws-user-guide-issue': {
    title: 'AWS CloudHSM User Guide repository: issue 20, response 206 at login',
    url: 'https://github.com/awsdocs/aws-cloudhsm-user-guide/issues/20',
  },
  'azure-tables': {
    title: 'Azure Monitor reference: CHSMManagementAuditLogs',
    url: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/chsmmanagementauditlogs',
  },
  'azure-operation-logging': {
    title: 'Azure Cloud HSM: operation event logging',
    url: 'https://learn.microsoft.com/en-us/azure/cloud-hsm/tutorial-operation-event-logging',
  },
  'azure-sample': {
    title: 'Microsoft sample: Azure Cloud HSM audit monitor',
    url: 'https://github.com/microsoft/MicrosoftAzureCloudHSM',
  },
  'cavium-source': {
    title: 'Cavium SDK source (Cfm2Util.c, 2017), as found in public repositories',
    url: 'https://github.com/search?q=Cfm2Util.c&type=code',
  },
  'third-party-capture': {
    title: 'GOV.UK cyber security: decoder of CloudHSM logs and its captured events (2019)',
    url: 'https://github.com/alphagov/cyber-cloudwatch-fluentd-to-hec',
  },
  'third-party-assessment': {
    title: 'Assessment of an hsm2m.medium cluster, with opcodes counted (2026)',
    url: 'https://github.com/RadiumGu/pix-proxy-samples',
  },
  'public-code': {
    title: 'Comments in public client code, such as forks of the CloudHSM JCE examples',
    url: 'https://github.com/aws-samples/aws-cloudhsm-jce-examples',
  },
});
