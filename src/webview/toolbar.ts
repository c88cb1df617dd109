import { button, element } from './element';
import { spans, type HealthPage, type Span, type Words } from './messages';
import { timeText } from './values';
import { filled } from './words';

/** What a person may ask for at the head of the page. */
export interface ToolbarHost {
  /** Asks for a time up to now, also for the one that is shown. */
  read(span: Span): void;
  showTables(shown: boolean): void;
  showColumn(isOne: boolean): void;
  savePicture(): void;
  savePoints(): void;
}

/** The head of the page: its title, what can be asked for, and how far the reading is. It stays, so that the focus does. */
export class Toolbar {
  readonly root: HTMLElement;
  private readonly title = element('h1');
  private readonly status = element('span', { class: 'status', role: 'status' });
  private readonly spanButtons: ReadonlyMap<Span, HTMLButtonElement>;
  /** What can be done with a page. What reads one is always there: also after a reading that failed. */
  private readonly ofPage: HTMLElement;
  private span: Span = 'day';

  constructor(
    private readonly words: Words,
    host: ToolbarHost,
  ) {
    this.spanButtons = new Map(
      spans.map((span) => [span, button(words[span], () => host.read(span))]),
    );
    const reading = element(
      'span',
      { class: 'choices' },
      element(
        'span',
        { role: 'group', 'aria-label': words.spans, class: 'choices' },
        ...this.spanButtons.values(),
      ),
      button(words.refresh, () => host.read(this.span)),
    );
    this.ofPage = element(
      'span',
      { class: 'choices', hidden: '' },
      toggle(words.column, true, (isOne) => host.showColumn(isOne)),
      toggle(words.table, false, (isShown) => host.showTables(isShown)),
      button(words.png, () => host.savePicture()),
      button(words.csv, () => host.savePoints()),
    );
    this.root = element('nav', {}, this.title, reading, this.ofPage, this.status);
  }

  /** A time is being read. */
  loading(span: Span): void {
    this.status.textContent = this.words.loading;
    this.press(span);
  }

  /** The metrics are there, the events are on their way. */
  show({ title, span }: HealthPage): void {
    this.title.textContent = title;
    this.ofPage.hidden = false;
    this.status.textContent = this.words.loadingEvents;
    this.press(span);
  }

  /** Nothing more comes; what is shown, if anything, is of that page. */
  done(page: HealthPage | undefined): void {
    this.status.textContent = page ? filled(this.words.readAt, timeText(page.to)) : '';
    if (page) this.press(page.span);
  }

  private press(span: Span): void {
    this.span = span;
    for (const [own, made] of this.spanButtons) {
      made.setAttribute('aria-pressed', String(own === span));
    }
  }
}

function toggle(text: string, isOn: boolean, changed: (isOn: boolean) => void): HTMLButtonElement {
  const made = button(text, () => {
    const isPressed = made.getAttribute('aria-pressed') !== 'true';
    made.setAttribute('aria-pressed', String(isPressed));
    changed(isPressed);
  });
  made.setAttribute('aria-pressed', String(isOn));
  return made;
}
