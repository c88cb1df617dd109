/** The scheme of tails. */
export const tailScheme = 'cloudhsm-tail';
