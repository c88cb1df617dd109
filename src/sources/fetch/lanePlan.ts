import type { Clock } from '../clock';
import type { HumanError } from '../humanError';
import type { EventPage, StreamName } from '../logSource';
import type { SegmentWriter } from '../spool/segmentWriter';
import type { StreamSpool } from '../spool/streamSpool';
import type { TimeRange } from '../timeRange';
import {
  cutGap,
  type Gap,
  gapOf,
  type GapSide,
  isClosed,
  pagesLeft,
  type Taken,
  takePage,
} from './gap';

/** A gap with fewer pages than that is not worth another cut. */
const fewestPagesToCut = 3;

/** A stream and where its events go. */
export interface FetchedInto {
  readonly stream: StreamName;
  readonly spool: StreamSpool;
}

/** A stream while it is read. */
export interface Reading extends FetchedInto {
  readonly gaps: Gap[];
  failure: HumanError | undefined;
}

/** One reader at one end of a gap, with one request under way. */
export interface Lane {
  readonly reading: Reading;
  gap: Gap;
  readonly side: GapSide;
  writer: SegmentWriter | undefined;
  /** When the request under way was sent, Unix ms. */
  askedAt: number;
}

/** What is left to read of every stream, and who reads where. It knows nothing of requests. */
export class LanePlan {
  private readonly lanes = new Set<Lane>();
  private readonly readings: Reading[] = [];
  /** The largest page so far, in characters: how much another one may bring. */
  private pageSize = 1;

  constructor(private readonly clock: Clock) {}

  /** Adds the parts of a stream that are to be read. */
  add(into: FetchedInto, parts: readonly TimeRange[]): void {
    this.readings.push({ ...into, gaps: parts.map(gapOf), failure: undefined });
  }

  readingInto(spool: StreamSpool): Reading | undefined {
    return this.readings.find((reading) => reading.spool === spool);
  }

  /** The first reason why a stream cannot be read to its end. */
  get failure(): HumanError | undefined {
    return this.readings.find(({ failure }) => failure !== undefined)?.failure;
  }

  /** How many more pages there may be; undefined while that cannot be told. */
  get pagesLeft(): number | undefined {
    let sum = 0;
    for (const { gap } of this.openGaps()) {
      const left = pagesLeft(gap, this.pageSize);
      if (left === undefined) return undefined;
      sum += left;
    }
    return sum;
  }

  /** How many lanes are at work. */
  get busy(): number {
    return this.lanes.size;
  }

  /** Puts a lane where it is of most use: at the newest end that nobody reads, else in a cut. */
  nextLane(): Lane | undefined {
    const open = this.openGaps().sort((one, other) => other.gap.to - one.gap.to);
    for (const side of ['high', 'low'] as const) {
      for (const { reading, gap } of open) {
        if (gap[side].active) continue;
        const other = side === 'high' ? gap.low : gap.high;
        if (other.active && (isMoment(gap) || this.isNearlyRead(gap))) continue;
        return this.laneAt(reading, gap, side);
      }
    }
    return this.cutLargest(open);
  }

  /** Whether the page under way at the gap's other end is likely to reach this lane's. */
  otherWillClose({ gap, side }: Lane): boolean {
    const other = side === 'low' ? gap.high : gap.low;
    return other.active && this.isNearlyRead(gap);
  }

  /** Takes a lane's page, and gives what it covers. */
  take({ reading, gap, side }: Lane, page: EventPage): Taken {
    const characters = page.events.reduce((sum, { message }) => sum + message.length, 0);
    this.pageSize = Math.max(this.pageSize, characters);
    const taken = takePage(gap, side, page);
    if (isClosed(gap)) reading.gaps.splice(reading.gaps.indexOf(gap), 1);
    if (taken.range.from < taken.range.to && page.events.length > 0) {
      Object.assign(gap[side], { density: densityOf(page, side, characters), hasRead: true });
    }
    return taken;
  }

  /** The lane has ended; its end of the gap is free. */
  release(lane: Lane): void {
    lane.gap[lane.side].active = false;
    this.lanes.delete(lane);
  }

  private laneAt(reading: Reading, gap: Gap, side: GapSide): Lane {
    const lane = { reading, gap, side, writer: undefined, askedAt: this.clock.now() };
    gap[side].active = true;
    this.lanes.add(lane);
    return lane;
  }

  private openGaps() {
    return this.readings.flatMap((reading) =>
      reading.failure === undefined ? reading.gaps.map((gap) => ({ reading, gap })) : [],
    );
  }

  private cutLargest(open: readonly { reading: Reading; gap: Gap }[]): Lane | undefined {
    let most = fewestPagesToCut;
    let largest: { reading: Reading; gap: Gap } | undefined;
    for (const candidate of open) {
      const { low, high } = candidate.gap;
      if (!low.hasRead || !high.hasRead) continue;
      const left = pagesLeft(candidate.gap, this.pageSize) ?? 0;
      if (left < most) continue;
      most = left;
      largest = candidate;
    }
    if (largest === undefined) return undefined;
    const { reading, gap } = largest;
    const newer = cutGap(gap, this.pageSize);
    if (newer === undefined) return undefined;
    reading.gaps.push(newer);
    for (const lane of this.lanes) {
      if (lane.gap === gap && lane.side === 'high') lane.gap = newer;
    }
    return this.laneAt(reading, gap, 'high');
  }

  /** The page under way at the other end is likely to reach this one. */
  private isNearlyRead(gap: Gap): boolean {
    const left = pagesLeft(gap, this.pageSize);
    return left !== undefined && left <= 1;
  }
}

/** One that is read in one go, as the edge of a page is. */
function isMoment({ from, to }: Gap): boolean {
  return to - from <= 1;
}

/** From the lane's end of the gap to the other side of what was missing. */
export function laneRange({ gap: { from, to, within }, side }: Lane): TimeRange {
  return side === 'low' ? { from, to: within.to } : { from: within.from, to };
}

/** Characters a ms in the half of a page that is nearer to what is still to be read. */
function densityOf({ events }: EventPage, side: GapSide, characters: number): number {
  const middle = events[events.length >> 1]?.timestamp ?? 0;
  const edge = (side === 'low' ? events.at(-1) : events[0])?.timestamp ?? middle;
  return characters / 2 / Math.max(1, Math.abs(edge - middle));
}
