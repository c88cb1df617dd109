import { addConnection } from './addConnection';
import { addFavourite, removeFavourite } from './favourites';
import { clearNameFilter, filterNames } from './filterNames';
import { checkLogs } from './checkLogs';
import { chooseQueryRange } from './chooseQueryRange';
import { copyArn } from './copyArn';
import { copyName } from './copyName';
import { copyEventAsJson, copyEventAsLine, copyEventAsMarkdown } from './copyEvent';
import { editConnections } from './editConnections';
import { foldSuccessfulEvents, unfoldSuccessfulEvents } from './foldSuccessfulEvents';
import { goToNextFailure, goToPreviousFailure } from './goToFailure';
import { estimateQuery } from './estimateQuery';
import { exportEvents } from './exportEvents';
import { exportResult } from './exportResult';
import { exportEvidence } from './exportEvidence';
import { fetchGap } from './fetchGap';
import { filterByKey, filterBySession, filterByUser } from './filterByCursor';
import { filterEvents } from './filterEvents';
import { goToRawEvent } from './goToRawEvent';
import {
  goToNextOfKey,
  goToNextOfSession,
  goToNextOfUser,
  goToPreviousOfKey,
  goToPreviousOfSession,
  goToPreviousOfUser,
} from './goToRelatedEvent';
import { goToSequence } from './goToSequence';
import { goToStoredEvent } from './goToStoredEvent';
import { goToTime } from './goToTime';
import { hideProblems, showHiddenProblems } from './hideProblems';
import { offerWaysOut, openLargeLog } from './largeFile';
import { loadMore } from './loadMore';
import { mergeLogs, mergeOpenLogs } from './mergeLogs';
import { openDecoded } from './openDecoded';
import { openInConsole } from './openInConsole';
import { openNewerEvents } from './openNewerEvents';
import { openOlderEvents } from './openOlderEvents';
import { openStream } from './openStream';
import { openStreamDecoded } from './openStreamDecoded';
import { openTrail } from './openTrail';
import { openTrailFile } from './openTrailFile';
import { openTrailStream } from './openTrailStream';
import { openTimeRange } from './openTimeRange';
import { queryInsights } from './queryInsights';
import { refresh } from './refresh';
import { reloadStream } from './reloadStream';
import { removeConnection } from './removeConnection';
import { runQuery } from './runQuery';
import { searchEvents } from './searchEvents';
import { showHealth } from './showHealth';
import { showLog } from './showLog';
import { showSample } from './showSample';
import { signIn } from './signIn';
import { clearTail, openTailed, pauseTail, resumeTail, stopTail } from './steerTail';
import { tail } from './tail';
import { writeAlarms } from './writeAlarms';
import { writeSearchAlarm } from './writeSearchAlarm';
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
