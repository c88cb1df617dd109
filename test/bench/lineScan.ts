/** An event as a script reads it: what stands before the first colon of a line, and what behind. */
export type ScannedEvent = Record<string, string>;

const fieldLine = /^\s*([A-Za-z][\w ()/-]*?)\s*:\s*(.*?)\s*$/;

/**
 * What a person would write who has no decoder: split the text into lines, one regular expression a
 * line, an object an event. It knows one form of the format, no values and no places.
 */
export function scanLines(text: string): ScannedEvent[] {
  const events: ScannedEvent[] = [];
  let event: ScannedEvent = {};
  for (const line of text.split('\n')) {
    const [, label, value] = fieldLine.exec(line) ?? [];
    if (label === undefined || value === undefined) continue;
    if (label === 'Time') events.push((event = {}));
    event[label] = value;
  }
  return events;
}

/** The scanned events as a script would print them: a line an event, its parts between tabs. */
export function scannedText(events: readonly ScannedEvent[]): string {
  return events
    .map((event) =>
      ['Time', 'Sequence No', 'Opcode', 'User Name', 'Priv/Secret Key Handle', 'Response']
        .map((label) => event[label] ?? '-')
        .join('\t'),
    )
    .join('\n');
}
