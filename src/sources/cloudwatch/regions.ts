/** An AWS region, for a list to choose from. A region that is not here can be typed. */
export interface Region {
  readonly name: string;
  readonly place: string;
}

/** Source: AWS Regions and Availability Zones User Guide; the SDK's own table of partitions. */
export const regions: readonly Region[] = [
  { name: 'us-east-1', place: 'N. Virginia' },
  { name: 'us-east-2', place: 'Ohio' },
  { name: 'us-west-1', place: 'N. California' },
  { name: 'us-west-2', place: 'Oregon' },
  { name: 'af-south-1', place: 'Cape Town' },
  { name: 'ap-east-1', place: 'Hong Kong' },
  { name: 'ap-east-2', place: 'Taipei' },
  { name: 'ap-northeast-1', place: 'Tokyo' },
  { name: 'ap-northeast-2', place: 'Seoul' },
  { name: 'ap-northeast-3', place: 'Osaka' },
  { name: 'ap-south-1', place: 'Mumbai' },
  { name: 'ap-south-2', place: 'Hyderabad' },
  { name: 'ap-southeast-1', place: 'Singapore' },
  { name: 'ap-southeast-2', place: 'Sydney' },
  { name: 'ap-southeast-3', place: 'Jakarta' },
  { name: 'ap-southeast-4', place: 'Melbourne' },
  { name: 'ap-southeast-5', place: 'Malaysia' },
  { name: 'ap-southeast-6', place: 'New Zealand' },
  { name: 'ap-southeast-7', place: 'Thailand' },
  { name: 'ca-central-1', place: 'Montréal' },
  { name: 'ca-west-1', place: 'Calgary' },
  { name: 'eu-central-1', place: 'Frankfurt' },
  { name: 'eu-central-2', place: 'Zürich' },
  { name: 'eu-north-1', place: 'Stockholm' },
  { name: 'eu-south-1', place: 'Milan' },
  { name: 'eu-south-2', place: 'Spain' },
  { name: 'eu-west-1', place: 'Ireland' },
  { name: 'eu-west-2', place: 'London' },
  { name: 'eu-west-3', place: 'Paris' },
  { name: 'il-central-1', place: 'Tel Aviv' },
  { name: 'me-central-1', place: 'UAE' },
  { name: 'me-south-1', place: 'Bahrain' },
  { name: 'mx-central-1', place: 'Mexico' },
  { name: 'sa-east-1', place: 'São Paulo' },
  { name: 'us-gov-east-1', place: 'GovCloud, US-East' },
  { name: 'us-gov-west-1', place: 'GovCloud, US-West' },
  { name: 'cn-north-1', place: 'Beijing' },
  { name: 'cn-northwest-1', place: 'Ningxia' },
  { name: 'eusc-de-east-1', place: 'European Sovereign Cloud, Brandenburg' },
];

export function isKnownRegion(name: string): boolean {
  return regions.some((region) => region.name === name);
}
