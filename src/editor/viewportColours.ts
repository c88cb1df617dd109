import * as vscode from 'vscode';
import type {
  AuditEvent,
  AuditField,
  CertificateEvent,
  ResponseField,
  Span,
} from '../audit/event/auditEvent';
import type { AuditLog } from '../audit/table/auditLog';
import { responseOutcome } from '../audit/event/outcome';
import type { AuditDocuments } from './auditDocuments';

/** Kinds of text, as `semanticTokenTypes` and `semanticTokenScopes` of package.json have them. */
const types = [
  'cloudhsmEventStart',
  'cloudhsmLabel',
  'cloudhsmUnknownLabel',
  'cloudhsmText',
  'cloudhsmUserType',
  'cloudhsmOpcode',
  'cloudhsmName',
  'cloudhsmNumber',
  'cloudhsmSuccess',
  'cloudhsmFailure',
  'cloudhsmAside',
  'cloudhsmNoKey',
] as const;
export type ColourType = (typeof types)[number];

export const colourLegend = new vscode.SemanticTokensLegend([...types]);

/** Beyond either of these VS Code itself gives a document no colours. */
const mostCharacters = 20 * 1024 * 1024;
const mostLines = 300_000;

/** More events than a screen has by far: a range that large is no viewport. */
const mostEvents = 2000;

/**
 * The colours of the grammar for the lines on the screen of a document that is too large for VS Code's
 * own colouring. Smaller ones are left to the grammar.
 */
export class ViewportColours implements vscode.DocumentRangeSemanticTokensProvider {
  constructor(private readonly documents: AuditDocuments) {}

  async provideDocumentRangeSemanticTokens(
    document: vscode.TextDocument,
    { start, end }: vscode.Range,
  ): Promise<vscode.SemanticTokens | undefined> {
    if (!isTooLarge(document)) return undefined;
    const log = await this.documents.read(document);
    if (log === undefined) return undefined;
    const builder = new vscode.SemanticTokensBuilder(colourLegend);
    const first = Math.max(0, log.table.rowAtLine(start.line));
    const last = Math.min(log.length, first + mostEvents);
    for (let row = first; row < last && log.table.line(row) <= end.line; row++) {
      for (const [{ line, column, length }, type] of tokens(log, row)) {
        if (length > 0) builder.push(line, column, length, types.indexOf(type));
      }
    }
    return builder.build();
  }
}

/** Whether VS Code itself gives the document no colours. */
export function isTooLarge(document: vscode.TextDocument): boolean {
  if (document.lineCount > mostLines) return true;
  return document.offsetAt(new vscode.Position(document.lineCount, 0)) > mostCharacters;
}

type Token = readonly [span: Span, type: ColourType];

function tokens(log: AuditLog, row: number): Iterable<Token> {
  const event = log.event(row);
  return event.kind === 'audit' ? auditTokens(event) : certificateTokens(event);
}

function* auditTokens({ fields }: AuditEvent): Generator<Token> {
  for (const field of fields) {
    yield [field.labelSpan, labelType(field)];
    yield* valueTokens(field);
  }
}

function labelType({ id }: AuditField): ColourType {
  if (id === 'time') return 'cloudhsmEventStart';
  return id === 'unknown' ? 'cloudhsmUnknownLabel' : 'cloudhsmLabel';
}

function* valueTokens(field: AuditField): Generator<Token> {
  switch (field.form) {
    case 'time':
      yield [field.textSpan, 'cloudhsmNumber'];
      if (field.usecsSpan !== undefined) {
        yield [between(field.textSpan, field.valueSpan), 'cloudhsmAside'];
      }
      break;
    case 'number':
      yield [
        field.valueSpan,
        field.number === 0n && isKey(field) ? 'cloudhsmNoKey' : numberType(field),
      ];
      break;
    case 'named':
      yield [field.nameSpan, nameType(field)];
      if (field.codeSpan !== undefined) {
        yield [inParentheses(field.nameSpan, field.valueSpan), 'cloudhsmNumber'];
      }
      break;
    case 'response': {
      const outcome = responseOutcome(field.code, field.verdict);
      if (outcome !== 'unknown') {
        const type = outcome === 'failure' ? 'cloudhsmFailure' : 'cloudhsmSuccess';
        for (const span of responseParts(field)) yield [span, type];
      }
      break;
    }
    case 'text':
      yield [field.valueSpan, textType(field)];
  }
}

/** `163` and `HSM Error: RET_USER_LOGIN_FAILURE`, without the colon between them. */
function responseParts({ codeSpan, value, valueSpan }: ResponseField): readonly Span[] {
  if (codeSpan === undefined) return [valueSpan];
  const behind = codeSpan.offset + codeSpan.length - valueSpan.offset;
  const gap = /^[\s:]*/.exec(value.slice(behind))?.[0].length ?? 0;
  const { offset, length, column } = valueSpan;
  const start = behind + gap;
  return [
    codeSpan,
    { ...valueSpan, offset: offset + start, column: column + start, length: length - start },
  ];
}

function isKey({ id }: AuditField): boolean {
  return id === 'privateKey' || id === 'publicKey' || id === 'key';
}

function numberType({ number }: { readonly number: bigint | undefined }): ColourType {
  return number === undefined ? 'cloudhsmText' : 'cloudhsmNumber';
}

function nameType({ id }: AuditField): ColourType {
  if (id === 'opcode') return 'cloudhsmOpcode';
  return id === 'userType' || id === 'targetUserType' ? 'cloudhsmUserType' : 'cloudhsmName';
}

/** Numbers among the details of newer firmware are coloured as such, names never. */
function textType({ id, value }: AuditField): ColourType {
  const isName = id === 'userName' || id === 'targetUserName' || id === 'unknown';
  return !isName && /^(?:0x[0-9a-f]+|\d+)$/i.test(value) ? 'cloudhsmNumber' : 'cloudhsmText';
}

/** `usecs:1513717277140812`: behind the words of a time and the comma. */
function between(words: Span, whole: Span): Span {
  const end = whole.offset + whole.length;
  const gap = 2; // `, `
  const offset = Math.min(words.offset + words.length + gap, end);
  return { ...whole, offset, length: end - offset, column: whole.column + offset - whole.offset };
}

/** `(0xd)`: the end of the value, behind the name and a blank. */
function inParentheses(name: Span, whole: Span): Span {
  const offset = name.offset + name.length + 1;
  const end = whole.offset + whole.length;
  return { ...whole, offset, length: end - offset, column: whole.column + offset - whole.offset };
}

function* certificateTokens({ fields }: CertificateEvent): Generator<Token> {
  for (const { labelSpan, valueSpan, value, id } of fields) {
    yield [labelSpan, 'cloudhsmLabel'];
    if (id === 'opCode') yield [valueSpan, 'cloudhsmOpcode'];
    else if (id === 'response') {
      yield [valueSpan, value === '"OK"' ? 'cloudhsmSuccess' : 'cloudhsmFailure'];
    } else yield [valueSpan, value === 'null' ? 'cloudhsmAside' : valueType(value)];
  }
}

function valueType(value: string): ColourType {
  return /^\d+$/.test(value) ? 'cloudhsmNumber' : 'cloudhsmText';
}
