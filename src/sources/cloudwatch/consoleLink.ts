/** Where the console of a partition is. Source: AWS Management Console's own addresses, a partition each. */
const consoles: Readonly<Record<string, (region: string) => string>> = {
  aws: (region) => `${region}.console.aws.amazon.com`,
  'aws-us-gov': () => 'console.amazonaws-us-gov.com',
  'aws-cn': () => 'console.amazonaws.cn',
};

/**
 * The page of a log group or stream in the console of CloudWatch.
 *
 * @param arn as the service gave it, which says the partition
 * @returns undefined for what is no such ARN, and for partitions whose console is not known
 */
export function consoleLink(arn: string): string | undefined {
  const [, partition = '', region = '', rest = ''] =
    /^arn:([\w-]+):logs:([\w-]+):\d+:log-group:(.+)$/s.exec(arn) ?? [];
  const host = consoles[partition]?.(region);
  if (host === undefined) return undefined;
  const [, group = '', stream] = /^(.*?)(?::\*|:log-stream:(.*))?$/s.exec(rest) ?? [];
  const page = `logsV2:log-groups/log-group/${escaped(group)}`;
  const events = stream === undefined ? '' : `/log-events/${escaped(stream)}`;
  return `https://${host}/cloudwatch/home?region=${region}#${page}${events}`;
}

/** Behind `#` the console takes names that are escaped twice, with `$` in the place of `%`. */
function escaped(name: string): string {
  return encodeURIComponent(encodeURIComponent(name)).replaceAll('%', '$');
}
