/** The address of a page of the AWS CloudHSM user guide, by the page's name. */
export function userGuide(page: string): string {
  return `https://docs.aws.amazon.com/cloudhsm/latest/userguide/${page}.html`;
}

/** The page that explains the fields of an audit event and shows examples. */
export const interpretingPage = userGuide('interpreting-audit-logs');

/** AWS's guidance on what to watch of a cluster. */
export const monitoringGuidance =
  'https://docs.aws.amazon.com/prescriptive-guidance/latest/monitoring-cloudhsm/security-monitoring.html';

/** The page of the API reference on an action of CloudHSM. */
export function apiPage(action: string): string {
  return `https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_${action}.html`;
}

/** The page that lists the opcodes. */
export const opcodePage = userGuide('cloudhsm-audit-log-reference');

/** The list of opcodes as it stood at a commit of the guide's archived repository. */
function archivedOpcodePage(commit: string): string {
  return `https://github.com/awsdocs/aws-cloudhsm-user-guide/blob/${commit}/doc_source/cloudhsm-audit-log-reference.md`;
}

/** The list of 2018, which stood until 2022. */
export const opcodePageOf2018 = archivedOpcodePage('b571dce4bf1ad182a8bb9414206e94b1c0c6dbbd');

/** The list of 2023. */
export const opcodePageOf2023 = archivedOpcodePage('e9cbb77d955cf07287147ad263016eeea63c9cae');
