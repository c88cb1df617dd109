/** The scheme of what queries gave. */
export const resultScheme = 'cloudhsm-result';
