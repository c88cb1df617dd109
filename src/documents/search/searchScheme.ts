/** The scheme of what a search found. */
export const searchScheme = 'cloudhsm-search';
