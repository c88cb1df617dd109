/** What a page of events can hold. */
export interface PageLimits {
  readonly events: number;
  /** UTF-8 of the messages and 26 bytes for each event. */
  readonly bytes: number;
}

/** The service's own limits: 10,000 events or 1 MB. */
export const SERVICE_PAGE: PageLimits = { events: 10_000, bytes: 1_048_576 };

/** Bytes that an event counts in a batch or a page: its UTF-8 and 26 more. */
export function eventBytes(event: { readonly message: string }): number {
  return Buffer.byteLength(event.message) + 26;
}

/** The room left in a page. A page takes at least one event, however long. */
export class PageRoom {
  private events = 0;
  private bytes = 0;

  constructor(private readonly limits: PageLimits) {}

  get full(): boolean {
    return this.events >= this.limits.events;
  }

  /** False, and nothing changes, when the event does not fit any more. */
  take(event: { readonly message: string }): boolean {
    const bytes = this.bytes + eventBytes(event);
    if (this.full || (this.events > 0 && bytes > this.limits.bytes)) return false;
    this.events += 1;
    this.bytes = bytes;
    return true;
  }
}
