/** What the health view's page and the extension say to each other. All of it survives structured cloning. */

/** How much time is shown. */
export const spans = ['hour', 'day', 'week', 'month'] as const;
export type Span = (typeof spans)[number];

/** A line across a chart: from where on the metric wants attention, its limit, the threshold of an alarm. */
export interface Mark {
  readonly kind: 'attention' | 'limit' | 'alarm';
  readonly value: number;
  /** In words: `limit 2,048`. */
  readonly label: string;
}

/** A time in which an alarm was on, Unix seconds. */
export interface Shade {
  readonly from: number;
  readonly to: number;
  /** The alarm's name. */
  readonly alarm: string;
}

/** An alarm of CloudWatch on a metric, in words. */
export interface ChartAlarm {
  readonly name: string;
  /** Or the whole cluster. */
  readonly hsm: string;
  /** `≥ 1,800` */
  readonly condition: string;
  /** Why its threshold is not among the marks. */
  readonly unmarked?: string;
}

/** The values of one HSM, one for each time of the chart; null where there is no point. */
export interface ChartSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** One metric as a small chart. */
export interface Chart {
  readonly metric: string;
  readonly title: string;
  readonly meaning: string;
  /** How a value is written. */
  readonly format: 'yes or no' | '°C' | 'bytes/s' | 'count';
  /** In the place of a chart: why there is none. */
  readonly message?: string;
  /** Unix seconds, ascending. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly marks: readonly Mark[];
  readonly alarms: readonly ChartAlarm[];
  /** Sentences: which alarms have no mark, and why. */
  readonly unmarked: readonly string[];
  readonly shades: readonly Shade[];
}

/** The events over the metrics, as columns: a row is an event, in the order of time. */
export interface Timeline {
  /** In words, from top to bottom. */
  readonly lanes: readonly string[];
  /** Unix ms. */
  readonly times: Float64Array;
  /** Index into `lanes`. */
  readonly lane: Uint8Array;
  /** 1 for what failed or was rejected. */
  readonly failed: Uint8Array;
  /** Index into `kinds`. */
  readonly kind: Uint32Array;
  /** Index into `places`. */
  readonly place: Uint16Array;
  /** 1 for the row of an event that has another one, on the lane of what it is about. */
  readonly again: Uint8Array;
  /** What happened: opcodes and names of API calls. Hostile text. */
  readonly kinds: readonly string[];
  /** Where: HSMs, and CloudTrail. Hostile text. */
  readonly places: readonly string[];
}

/** Everything that the page shows but the events. */
export interface HealthPage {
  readonly title: string;
  readonly span: Span;
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
  readonly hsms: readonly string[];
  readonly charts: readonly Chart[];
  /** Sentences: what could not be had, and what to do. */
  readonly notes: readonly string[];
}

/** The page's own words, in the language of the editor. */
export type Words = Readonly<Record<WordName, string>>;
export type WordName =
  | Span
  | 'spans'
  | 'refresh'
  | 'readAt'
  | 'loading'
  | 'loadingEvents'
  | 'table'
  | 'column'
  | 'png'
  | 'csv'
  | 'openRange'
  | 'zoomRange'
  | 'wholeRange'
  | 'timeline'
  | 'timelineHelp'
  | 'chartHelp'
  | 'hsm'
  | 'newest'
  | 'lowest'
  | 'highest'
  | 'points'
  | 'allPoints'
  | 'alarmTimes'
  | 'alarm'
  | 'alarmName'
  | 'alarms'
  | 'condition'
  | 'marked'
  | 'from'
  | 'to'
  | 'events'
  | 'newestEvents'
  | 'failed'
  | 'noEvents'
  | 'more'
  | 'yes'
  | 'no'
  | 'time'
  | 'lane'
  | 'event';

export type ToPage =
  | { readonly type: 'words'; readonly words: Words }
  | { readonly type: 'loading'; readonly span: Span }
  | { readonly type: 'page'; readonly page: HealthPage }
  /** Nothing comes any more of what was loading, and why. */
  | { readonly type: 'failed'; readonly sentence: string }
  | { readonly type: 'timeline'; readonly timeline: Timeline; readonly notes: readonly string[] };

export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'span'; readonly span: Span }
  /** A row of the timeline. */
  | { readonly type: 'open'; readonly row: number }
  /** Unix ms. */
  | { readonly type: 'openRange'; readonly from: number; readonly to: number }
  | { readonly type: 'csv' }
  /** The picture as a data URL. */
  | { readonly type: 'png'; readonly url: string };
