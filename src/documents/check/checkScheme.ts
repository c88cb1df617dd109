/** The scheme of the reports on why a cluster has no logs; the URI's query says which cluster. */
export const checkScheme = 'cloudhsm-check';
