import { CLUSTERS_LIMIT, METRIC_TEXT, TOKEN } from '../constraints';
import { listPage } from '../listPage';
import type { Operation } from './operation';

export const describeClusters: Operation = (input, { surroundings, emptyPage }) => {
  const filters = input.optionalStructure('Filters');
  const matches = (name: string, value: string | undefined): boolean => {
    const asked = filters?.texts(name, METRIC_TEXT, 100);
    return asked === undefined || (value !== undefined && asked.includes(value));
  };
  const page = listPage(
    surroundings.clusters.filter(
      ({ ClusterId, State, VpcId }) =>
        matches('clusterIds', ClusterId) && matches('states', State) && matches('vpcIds', VpcId),
    ),
    {
      operation: 'DescribeClusters',
      place: ({ ClusterId }) => ({ time: 0, name: ClusterId }),
      descending: false,
    },
    {
      limit: input.integer('MaxResults', CLUSTERS_LIMIT) ?? CLUSTERS_LIMIT.max,
      token: input.text('NextToken', TOKEN),
      empty: emptyPage,
    },
  );
  return { Clusters: [...page.items], NextToken: page.nextToken };
};
