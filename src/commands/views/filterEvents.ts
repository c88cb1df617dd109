import { chosenEvents } from '../export/chosenEvents';
import type { CommandFactory } from '../context';
import { pickFilter } from './filterPick';
import { streamsOfTail } from './streamsOfTail';
import { openView } from './openView';

/** Opens a view of the events that a person chooses; from a filtered view, its filter can be changed. */
export const filterEvents: CommandFactory = (context) => async () => {
  const chosen = await chosenEvents(context);
  const { address } = chosen;
  const { logs, event } = chosen.isTail ? await streamsOfTail(context, chosen) : chosen;
  const tables = logs.map(({ log }) => log.table);
  const filter = await pickFilter(tables, address.filter);
  if (filter === undefined) return;
  await openView(context, { ...address, filter }, event);
};
