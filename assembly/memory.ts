/**
 * Where everything is in the memory of the fast reader, in bytes; nothing is allocated.
 * `src/audit/scan/scanner.ts` looks at the same places.
 */

/** Rows and extras that fit before `scan` asks for them to be taken away. */
export const rowRoom: i32 = 8192;
export const extrasRoom: u32 = 65500;
export const furthestLine: u32 = 65535;

// Where things are, in bytes.
export const state: usize = 1024;
export const labelSlots: usize = 2048; // 256 bytes: label number by hash
export const labelRecords: usize = 2560; // 64 bytes a label
export const certificateKeys: usize = 6144; // 32 bytes a key: text, length
export const starts: usize = 8192;
export const lengths: usize = starts + 4 * 8192;
export const lines: usize = lengths + 2 * 8192;
export const extrasAt: usize = lines + 2 * 8192;
export const times: usize = extrasAt + 2 * 8192;
export const sequences: usize = times + 8 * 8192;
export const sessions: usize = sequences + 4 * 8192;
export const reboots: usize = sessions + 4 * 8192;
export const shapes: usize = reboots + 4 * 8192;
export const extras: usize = shapes + 4 * 8192;
/** Open addressing, 16 bytes a slot: hash, place, length and class, number. */
export const valueSlots: usize = extras + 4 * 65536;
export const valueSlotMask: u32 = 0x7fff;
/** 16 bytes a value, in order of first appearance: place, length and class, number, slot. */
export const valueList: usize = valueSlots + 16 * 0x8000;
export const valueMost: u32 = 0x4000;
/** Open addressing, 16 bytes a slot: key, number. */
export const shapeSlots: usize = valueList + 16 * 0x4000;
export const shapeSlotMask: u32 = 0x1fff;
/** 16 bytes a shape, in order of first appearance: key, number, slot. */
export const shapeList: usize = shapeSlots + 16 * 0x2000;
export const shapeMost: u32 = 0x1000;
export const values: usize = shapeList + 16 * 0x1000;
export const valuesRoom: u32 = 1 << 20;
/** 256 bytes each: lines that were read, and what they mean. The next ones that are the same cost a comparison. */
export const memos: usize = values + (1 << 20) + 4096;
/** 8 bytes for what labels an event has so far: where what follows is told apart, and how often that changed. */
export const contexts: usize = memos + (1 << 18);
export const contextChanges: usize = 1;
export const contextLeast: usize = 2; // the length of the shortest run, its bits turned
export const contextLength: usize = 3; // how long the last number was that stood there
/** The context of what stands behind the time of an event. */
export const firstContext: usize = contexts;
export const input: usize = contexts + 8 * 1024;
export const inputRoom: i32 = 1 << 19;

/** The counters; `src/audit/scan/scanner.ts` reads and writes them as an array of u32. */
export const stRows: usize = 1024;
export const stExtras: usize = 1028;
export const stLine: usize = 1032;
export const stStatus: usize = 1036;
export const stShapes: usize = 1040;
export const stValues: usize = 1044;
export const stValueBytes: usize = 1048;
export const stBase: usize = 1052;
export const stShapeNews: usize = 1056;
/** What is told apart from the memos of logs before. */
export const stRound: usize = 1060;
/** The highest number given in each class of values, 16 of u32. */
export const classCounts: usize = 1088;
/** The numbers of the event being read, 8 bytes for each action of a label. */
export const cells: usize = 1152;
/** 128 bytes of ones, then 128 of zeros. */
export const masks: usize = 6400;
/** Two cells and their numbers, of the run that is being read. */
export const runCell: usize = 6656;

export const statusMore: u32 = 0;
export const statusOdd: u32 = 1;
export const statusFull: u32 = 2;

// What a label's value is for; the record's second word.
export const forNothing: u32 = 0;
export const forValue: u32 = 1;
export const forReboot: u32 = 2;
export const forUser: u32 = 3;
export const forTarget: u32 = 4;
export const forSequence: u32 = 5;
export const forSession: u32 = 6;
export const forPrivateKey: u32 = 7;
export const forPublicKey: u32 = 8;
export const forKey: u32 = 9;

// The classes of values that are given numbers.
export const classReboot: u32 = 5;
export const className: u32 = 6;
export const classOperation: u32 = 7;
export const classResult: u32 = 8;

// The low bits of a shape's key: what a row has.
export const hasSequence: u64 = 1;
const hasSession: u64 = 2;
export const hasPrivateKey: u64 = 4;
export const hasPublicKey: u64 = 8;
export const hasKey: u64 = 16;
export const hasUser: u64 = 32;
export const hasTarget: u64 = 64;
export const hasWideKeys: u64 = 128;
export const hasColumn: u64 = 256;
export const isCertificate: u64 = 512;
export const operationShift: u64 = 24;
export const resultShift: u64 = 36;
