import * as assert from 'node:assert/strict';
import {
  certificateOperations,
  certificateResponses,
} from '../../../../src/audit/reference/certificateEvents';
import { commandTypes } from '../../../../src/audit/reference/commandTypes';
import type { Confidence, Fact } from '../../../../src/audit/reference/fact';
import { certificateFieldFacts, fieldFacts } from '../../../../src/audit/reference/fields';
import { logTypes } from '../../../../src/audit/reference/logTypes';
import { metrics } from '../../../../src/audit/reference/metrics';
import { trailCalls, trailServiceEvents } from '../../../../src/audit/reference/trailEvents';
import { opcodes } from '../../../../src/audit/reference/opcodes';
import { responses } from '../../../../src/audit/reference/responses';
import { sources } from '../../../../src/audit/reference/sources';
import { userTypes } from '../../../../src/audit/reference/userTypes';

const tables: Record<string, readonly (Fact & { readonly code?: bigint })[]> = {
  opcodes,
  commandTypes,
  logTypes,
  userTypes,
  responses,
  certificateOperations,
  certificateResponses,
  metrics: Object.values(metrics),
  trailCalls,
  trailServiceEvents,
  fields: Object.values(fieldFacts),
  certificateFields: Object.values(certificateFieldFacts),
};

const confidences: readonly Confidence[] = ['documented', 'observed', 'vendor', 'inferred'];
const longestSentence = 220;

/** The members of a row that hold sentences. */
const prose = ['meaning', 'note', 'keys', 'usualCause', 'whatToDo'];

function sentencesOf(row: Fact): string[] {
  return Object.entries(row)
    .filter(([key, value]) => prose.includes(key) && value !== undefined)
    .flatMap(([, value]) => String(value).split(/(?<=\.)\s+(?=[A-Z])/));
}

for (const [name, rows] of Object.entries(tables)) {
  describe(`the reference table ${name}`, () => {
    it('should name every row once', () => {
      const names = rows.map((row) => row.name);
      assert.deepEqual(
        names.filter((each, index) => each === '' || names.indexOf(each) !== index),
        [],
      );
    });

    it('should give no code twice', () => {
      const codes = rows.flatMap(({ code }) => (code === undefined ? [] : [code]));
      assert.equal(new Set(codes).size, codes.length);
    });

    it('should give the source and the confidence of every row', () => {
      for (const row of rows) {
        assert.ok(row.source in sources, row.name);
        assert.ok(confidences.includes(row.confidence), row.name);
      }
    });

    it('should link to secure pages only', () => {
      for (const { name: row, link } of rows) {
        if (link !== undefined) assert.equal(new URL(link).protocol, 'https:', row);
      }
    });

    it('should be written in whole sentences that are short enough to read at a glance', () => {
      for (const sentence of rows.flatMap(sentencesOf)) {
        assert.match(sentence, /^[A-Z].*\.$/);
        assert.ok(sentence.length <= longestSentence, `${sentence.length}: ${sentence}`);
      }
    });

    it('should explain every row in one sentence', () => {
      for (const { meaning } of rows) {
        assert.doesNotMatch(meaning, /\.\s+[A-Z]/);
      }
    });

    it('should say of an inferred meaning that it is one', () => {
      for (const { meaning, confidence } of rows) {
        if (confidence === 'inferred') assert.match(meaning, /\bby (its|AWS's)\b/i);
      }
    });

    it('should be frozen', () => {
      for (const row of rows) assert.ok(Object.isFrozen(row), row.name);
    });
  });
}

describe('the sources of the reference tables', () => {
  it('should have a title and a secure address each', () => {
    for (const { title, url } of Object.values(sources)) {
      assert.ok(title.length > 0);
      assert.equal(new URL(url).protocol, 'https:');
    }
  });

  it('should have a row each that names them, but for those that a link or a limit names', () => {
    const named = new Set(Object.values(tables).flatMap((rows) => rows.map((row) => row.source)));
    const unnamed = Object.keys(sources).filter((key) => !named.has(key as keyof typeof sources));
    assert.deepEqual(unnamed, ['aws-limits', 'aws-monitoring-guidance', 'aws-user-guide-issue']);
  });
});
