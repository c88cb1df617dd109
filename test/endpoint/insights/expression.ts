import { aggregates } from './aggregates';
import { functions } from './functions';
import { uncompilableQuery } from './malformedQuery';
import { periodMs } from './period';
import { regularExpression } from './regularExpression';
import type { Row } from './row';
import type { Scanner, Token } from './scanner';
import { compareValues, isTrue, Moment, numberOf, textOf, type Value } from './value';

/** What an expression is worth: of an event, or of a group with the events in it. */
export type Expression = (row: Row, group: readonly Row[]) => Value;

type Binary = (left: Value, right: Value) => Value;

const comparison =
  (test: (order: number) => boolean): Binary =>
  (left, right) => {
    const order = compareValues(left, right);
    return order !== undefined && test(order);
  };

const arithmetic =
  (compute: (left: number, right: number) => number): Binary =>
  (left, right) => {
    const [one, other] = [numberOf(left), numberOf(right)];
    return one === undefined || other === undefined ? undefined : compute(one, other);
  };

const comparisons: ReadonlyMap<string, Binary> = new Map([
  ['=', comparison((order) => order === 0)],
  ['!=', comparison((order) => order !== 0)],
  ['<', comparison((order) => order < 0)],
  ['<=', comparison((order) => order <= 0)],
  ['>', comparison((order) => order > 0)],
  ['>=', comparison((order) => order >= 0)],
]);
/** Those that bind less come first. */
const operators: readonly ReadonlyMap<string, Binary>[] = [
  new Map([
    ['+', arithmetic((left, right) => left + right)],
    ['-', arithmetic((left, right) => left - right)],
  ]),
  new Map([
    ['*', arithmetic((left, right) => left * right)],
    ['/', arithmetic((left, right) => left / right)],
    ['%', arithmetic((left, right) => left % right)],
  ]),
  new Map([['^', arithmetic((left, right) => left ** right)]]),
];

/** Reads expressions. @param withAggregates whether `count(…)` and the like may be in them */
export class ExpressionReader {
  constructor(
    private readonly scanner: Scanner,
    private readonly withAggregates: boolean,
  ) {}

  /** Conditions with `or`, `and`, `not` and comparisons, down to single values. */
  read(): Expression {
    let left = this.readAnd();
    while (this.scanner.keyword('or')) left = either(left, this.readAnd());
    return left;
  }

  private readAnd(): Expression {
    let left = this.readNot();
    while (this.scanner.keyword('and')) left = both(left, this.readNot());
    return left;
  }

  private readNot(): Expression {
    if (!this.scanner.keyword('not')) return this.readComparison();
    return negated(this.readNot());
  }

  private readComparison(): Expression {
    const left = this.readOperation(0);
    const { scanner } = this;
    for (const [mark, compare] of comparisons) {
      if (!scanner.mark(mark)) continue;
      const right = this.readOperation(0);
      return (row, group) => compare(left(row, group), right(row, group));
    }
    if (scanner.mark('=~')) return this.readLike(left);
    if (scanner.keyword('like')) return this.readLike(left);
    if (scanner.keyword('in')) return this.readIn(left);
    if (!scanner.keyword('not')) return left;
    if (scanner.keyword('like')) return negated(this.readLike(left));
    if (scanner.keyword('in')) return negated(this.readIn(left));
    throw scanner.unexpected();
  }

  private readLike(left: Expression): Expression {
    const { scanner } = this;
    const { at } = scanner;
    const source = scanner.expression();
    if (source === undefined) {
      const token = scanner.next();
      if (token.kind !== 'text') throw scanner.unexpected(token);
      return (row, group) => textOf(left(row, group))?.includes(token.value) ?? false;
    }
    const expression = regularExpression(source);
    if (expression === undefined) {
      throw uncompilableQuery(`Invalid regular expression ${source}`, at, scanner.lastEnd);
    }
    return (row, group) => expression.test(textOf(left(row, group)) ?? '');
  }

  private readIn(left: Expression): Expression {
    const { scanner } = this;
    scanner.expectMark('[');
    const members: Value[] = [];
    do {
      const token = scanner.next();
      if (token.kind === 'text') members.push(token.value);
      else if (token.kind === 'number') members.push(Number(token.value));
      else throw scanner.unexpected(token);
    } while (scanner.mark(','));
    scanner.expectMark(']');
    return (row, group) => {
      const value = left(row, group);
      return members.some((member) => compareValues(value, member) === 0);
    };
  }

  private readOperation(level: number): Expression {
    const known = operators[level];
    if (known === undefined) return this.readValue();
    let left = this.readOperation(level + 1);
    for (;;) {
      const token = this.scanner.peek();
      const compute = token.kind === 'mark' ? known.get(token.value) : undefined;
      if (compute === undefined) return left;
      this.scanner.next();
      const [one, other] = [left, this.readOperation(level + 1)];
      left = (row, group) => compute(one(row, group), other(row, group));
    }
  }

  private readValue(): Expression {
    const { scanner } = this;
    const token = scanner.next();
    switch (token.kind) {
      case 'text':
        return () => token.value;
      case 'number':
        return () => Number(token.value);
      case 'name':
        return (row) => row.get(token.value);
      case 'word':
        return scanner.mark('(') ? this.readCall(token) : (row) => row.get(token.value);
      case 'mark':
        if (token.value === '-') {
          const value = this.readValue();
          return (row, group) => arithmetic((zero, number) => zero - number)(0, value(row, group));
        }
        if (token.value === '(') {
          const inner = this.read();
          scanner.expectMark(')');
          return inner;
        }
        throw scanner.unexpected(token);
      default:
        throw scanner.unexpected(token);
    }
  }

  /** Behind the opening bracket. */
  private readCall(token: Token): Expression {
    const name = token.value.toLowerCase();
    if (name === 'bin') return this.readBin();
    const aggregate = aggregates.get(name);
    if (aggregate !== undefined && this.withAggregates) {
      const of = this.readCounted(name);
      return (_, group) => aggregate(group, (row) => of(row, []));
    }
    const compute = functions.get(name);
    if (compute === undefined) throw this.scanner.unexpected(token);
    const values: Expression[] = [];
    if (!this.scanner.mark(')')) {
      do values.push(this.read());
      while (this.scanner.mark(','));
      this.scanner.expectMark(')');
    }
    return (row, group) => compute(values.map((value) => value(row, group)));
  }

  /** `count()` and `count(*)` count every event. */
  private readCounted(name: string): Expression {
    const { scanner } = this;
    const every: Expression = () => true;
    if (name === 'count' && scanner.mark(')')) return every;
    const of =
      name === 'count' && scanner.mark('*') ? every : new ExpressionReader(scanner, false).read();
    scanner.expectMark(')');
    return of;
  }

  private readBin(): Expression {
    const token = this.scanner.next();
    const period = token.kind === 'period' ? periodMs(token.value) : undefined;
    if (period === undefined) throw this.scanner.unexpected(token);
    this.scanner.expectMark(')');
    return (row) => new Moment(Math.floor(row.time / period) * period);
  }
}

function either(left: Expression, right: Expression): Expression {
  return (row, group) => isTrue(left(row, group)) || isTrue(right(row, group));
}

function both(left: Expression, right: Expression): Expression {
  return (row, group) => isTrue(left(row, group)) && isTrue(right(row, group));
}

function negated(inner: Expression): Expression {
  return (row, group) => !isTrue(inner(row, group));
}
