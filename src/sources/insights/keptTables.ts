import type { StoredEvent } from '../logSource';
import type { Spool } from '../spool/spool';
import type { RunnableQuery } from './queryDocument';
import type { InsightsTable } from './insightsTable';

/** What a query gave, and what it was. */
export interface QueryResult {
  /** What the query is called. */
  readonly title: string;
  readonly query: RunnableQuery;
  /** When it was asked, Unix ms. */
  readonly asked: number;
  readonly table: InsightsTable;
}

/** Everything but the rows. */
type Head = Omit<QueryResult, 'table'> & {
  readonly table: Omit<InsightsTable, 'rows' | 'pointers'>;
};

/** Keeps in a spool what queries gave, each in a folder of its own: its head, then row by row. */
export class KeptTables {
  constructor(private readonly spool: Spool) {}

  /** @param id of no other result */
  async keep(id: string, { table, ...rest }: QueryResult): Promise<void> {
    const { rows, pointers, ...tableHead } = table;
    const head: Head = { ...rest, table: tableHead };
    const texts = [
      JSON.stringify(head),
      ...rows.map((cells, index) => JSON.stringify([pointers[index], ...cells])),
    ];
    await this.spool.makeRoom(texts.reduce((sum, { length }) => sum + length, 0));
    const lines: StoredEvent[] = texts.map((message, timestamp) => ({ timestamp, message }));
    await this.spool.use(keyOf(id), (spool) =>
      spool.add(lines, { from: 0, to: lines.length }, rest.asked),
    );
  }

  /** @returns undefined where it is not kept, or no longer */
  async result(id: string): Promise<QueryResult | undefined> {
    return this.spool.use(keyOf(id), async (spool) => {
      let head: Head | undefined;
      const rows: (readonly (string | undefined)[])[] = [];
      const pointers: (string | undefined)[] = [];
      for await (const batch of spool.events({ from: 0, to: Number.MAX_SAFE_INTEGER })) {
        for (const { message } of batch) {
          if (head === undefined) {
            head = JSON.parse(message) as Head;
            continue;
          }
          // What is undefined is null in JSON.
          const [pointer, ...cells] = JSON.parse(message) as (string | null)[];
          pointers.push(pointer ?? undefined);
          rows.push(cells.map((cell) => cell ?? undefined));
        }
      }
      return head && { ...head, table: { ...head.table, rows, pointers } };
    });
  }
}

function keyOf(id: string): readonly string[] {
  return ['query', id];
}
