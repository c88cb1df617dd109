/** The scheme of decoded views; the URI's query says which logs are decoded and what is filtered. */
export const decodedScheme = 'cloudhsm-decoded';
