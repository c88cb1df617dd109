/** The scheme of decoded CloudTrail events; the URI's query says of what. */
export const trailScheme = 'cloudhsm-trail';
