/** Where a row of the reference tables comes from. `sources.ts` has title and address of each. */
export type Source =
  | 'aws-interpreting'
  | 'aws-reference'
  | 'aws-certificates'
  | 'aws-client-docs'
  | 'aws-cloudtrail'
  | 'aws-api-reference'
  | 'aws-metrics'
  | 'aws-limits'
  | 'aws-monitoring-guidance'
  | 'aws-siem-sample'
  | 'aws-user-guide-issue'
  | 'azure-tables'
  | 'azure-operation-logging'
  | 'azure-sample'
  | 'cavium-source'
  | 'third-party-capture'
  | 'third-party-assessment'
  | 'public-code';

/**
 * How far a row is to be trusted: `documented` by AWS (documentation or AWS's own code), `observed` by
 * a third party on a real cluster, `vendor` (the same firmware family at another provider), `inferred`
 * (the name is known, its meaning is only read from it; the sentence then says so).
 */
export type Confidence = 'documented' | 'observed' | 'vendor' | 'inferred';

/** What every row of a reference table has. Text is plain English, one sentence, in our own words. */
export interface Fact {
  /** As printed in the log. */
  readonly name: string;
  readonly meaning: string;
  /** What a reader must know besides: a contradiction between sources, a limit. A sentence or two. */
  readonly note?: string;
  /** A documentation page that explains it. */
  readonly link?: string;
  readonly source: Source;
  readonly confidence: Confidence;
}
