/** The scheme of documents that hold the events of a time range of a file. */
export const rangeScheme = 'cloudhsm-range';
