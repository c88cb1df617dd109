/** Where a row of the reference tables comes from. */
export type Source =
  | 'aws-interpreting'
  | 'aws-reference'
  | 'aws-certificates'
  | 'aws-client-docs'
  | 'aws-siem-sample'
  | 'aws-user-guide-issue'
  | 'azure-tables'
  | 'azure-operation-logging'
  | 'cavium-source'
  | 'third-party-capture'
  | 'public-code';

/**
 * How far a row is to be trusted: `documented` by AWS (documentation or AWS's own code), `observed` by
 * a third party on a real cluster, `vendor` (the same firmware family at another provider), `inferred`.
 */
export type Confidence = 'documented' | 'observed' | 'vendor' | 'inferred';

/** What every row of a reference table has. Text is plain English, one sentence, in our own words. */
export interface Fact {
  /** As printed in the log. */
  readonly name: string;
  readonly meaning: string;
  /** A documentation page that explains it. */
  readonly link?: string;
  readonly source: Source;
  readonly confidence: Confidence;
}
