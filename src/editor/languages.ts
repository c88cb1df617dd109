/** The language of audit logs, as package.json declares it. */
export const auditLanguage = 'cloudhsm-audit';

/** The language of decoded views. */
export const decodedLanguage = 'cloudhsm-decoded';

/** The language of Logs Insights queries, `.cwli`. */
export const insightsLanguage = 'cloudhsm-insights';

/** The language of what queries gave. */
export const resultLanguage = 'cloudhsm-result';

/** The language of decoded CloudTrail events. */
export const trailLanguage = 'cloudhsm-trail';
