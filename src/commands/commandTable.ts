import { addConnection } from './connections/addConnection';
import { addFavourite, removeFavourite } from './tree/favourites';
import { clearNameFilter, filterNames } from './tree/filterNames';
import { checkLogs } from './cluster/checkLogs';
import { chooseQueryRange } from './queries/chooseQueryRange';
import { copyArn } from './tree/copyArn';
import { copyName } from './tree/copyName';
import { copyEventAsJson, copyEventAsLine, copyEventAsMarkdown } from './export/copyEvent';
import { editConnections } from './connections/editConnections';
import { foldSuccessfulEvents, unfoldSuccessfulEvents } from './views/foldSuccessfulEvents';
import { goToNextFailure, goToPreviousFailure } from './goTo/goToFailure';
import { estimateQuery } from './queries/estimateQuery';
import { exportEvents } from './export/exportEvents';
import { exportResult } from './export/exportResult';
import { exportEvidence } from './export/exportEvidence';
import { fetchGap } from './streams/fetchGap';
import { filterByKey, filterBySession, filterByUser } from './views/filterByCursor';
import { filterEvents } from './views/filterEvents';
import { goToRawEvent } from './goTo/goToRawEvent';
import {
  goToNextOfKey,
  goToNextOfSession,
  goToNextOfUser,
  goToPreviousOfKey,
  goToPreviousOfSession,
  goToPreviousOfUser,
} from './goTo/goToRelatedEvent';
import { goToSequence } from './goTo/goToSequence';
import { goToStoredEvent } from './goTo/goToStoredEvent';
import { goToTime } from './goTo/goToTime';
import { hideProblems, showHiddenProblems } from './views/hideProblems';
import { offerWaysOut, openLargeLog } from './streams/largeFile';
import { loadMore } from './tree/loadMore';
import { mergeLogs, mergeOpenLogs } from './views/mergeLogs';
import { openDecoded } from './views/openDecoded';
import { openInConsole } from './tree/openInConsole';
import { openNewerEvents } from './streams/openNewerEvents';
import { openOlderEvents } from './streams/openOlderEvents';
import { openStream } from './streams/openStream';
import { openStreamDecoded } from './streams/openStreamDecoded';
import { openTrail } from './cluster/openTrail';
import { openTrailFile } from './cluster/openTrailFile';
import { openTrailStream } from './cluster/openTrailStream';
import { openTimeRange } from './streams/openTimeRange';
import { queryInsights } from './queries/queryInsights';
import { refresh } from './tree/refresh';
import { reloadStream } from './streams/reloadStream';
import { removeConnection } from './connections/removeConnection';
import { runQuery } from './queries/runQuery';
import { searchEvents } from './search/searchEvents';
import { showHealth } from './cluster/showHealth';
import { showLog } from './showLog';
import { showSample } from './connections/showSample';
import { signIn } from './connections/signIn';
import { clearTail, openTailed, pauseTail, resumeTail, stopTail } from './tail/steerTail';
import { tail } from './tail/tail';
import { writeAlarms } from './cluster/writeAlarms';
import { searchAgain } from './search/searchAgain';
import { writeSearchAlarm } from './search/writeSearchAlarm';
import type { CommandFactory } from './context';

/** The commands, by what package.json calls them. */
export const commands: Readonly<Record<string, CommandFactory>> = {
  addConnection,
  clearTail,
  openTailed,
  pauseTail,
  resumeTail,
  stopTail,
  tail,
  addFavourite,
  removeFavourite,
  clearNameFilter,
  filterNames,
  checkLogs,
  chooseQueryRange,
  copyArn,
  openInConsole,
  copyEventAsJson,
  copyEventAsLine,
  copyEventAsMarkdown,
  copyName,
  editConnections,
  estimateQuery,
  exportEvents,
  exportEvidence,
  exportResult,
  foldSuccessfulEvents,
  goToNextFailure,
  goToNextOfKey,
  goToNextOfSession,
  goToNextOfUser,
  goToPreviousFailure,
  goToPreviousOfKey,
  goToPreviousOfSession,
  goToPreviousOfUser,
  fetchGap,
  filterByKey,
  filterBySession,
  filterByUser,
  filterEvents,
  goToRawEvent,
  goToSequence,
  goToStoredEvent,
  goToTime,
  hideProblems,
  loadMore,
  mergeLogs,
  mergeOpenLogs,
  offerWaysOut,
  openDecoded,
  openLargeLog,
  openNewerEvents,
  openOlderEvents,
  openStream,
  openStreamDecoded,
  openTrail,
  openTrailFile,
  openTrailStream,
  openTimeRange,
  queryInsights,
  refresh,
  reloadStream,
  removeConnection,
  retry: refresh,
  runQuery,
  searchAgain,
  searchEvents,
  showHiddenProblems,
  showHealth,
  showLog,
  showSample,
  signIn,
  unfoldSuccessfulEvents,
  writeAlarms,
  writeSearchAlarm,
};
