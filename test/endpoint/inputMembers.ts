import type { NumberConstraint, TextConstraint } from './constraints';
import { invalidParameter, ServiceError } from './serviceError';

/**
 * A request's members, checked as they are read. A member of the wrong type is a
 * `SerializationException`, one that breaks its constraint an `InvalidParameterException` in the
 * service's words.
 */
export class InputMembers {
  constructor(private readonly members: Readonly<Record<string, unknown>>) {}

  text(name: string, constraint: TextConstraint): string | undefined {
    const value = this.members[name] ?? undefined;
    return value === undefined ? undefined : checkText(name, value, constraint);
  }

  requiredText(name: string, constraint: TextConstraint): string {
    return required(name, this.text(name, constraint));
  }

  texts(name: string, constraint: TextConstraint, max: number): string[] | undefined {
    return this.list(name, max)?.map((value) => checkText(name, value, constraint));
  }

  integer(name: string, { min, max }: NumberConstraint): number | undefined {
    const value = this.members[name] ?? undefined;
    if (value === undefined) return undefined;
    if (!isInteger(value)) throw wrongType(name, 'a whole number');
    if (value < min) {
      throw violation(name, value, `Member must have value greater than or equal to ${min}`);
    }
    if (value > max) {
      throw violation(name, value, `Member must have value less than or equal to ${max}`);
    }
    return value;
  }

  requiredInteger(name: string, constraint: NumberConstraint): number {
    return required(name, this.integer(name, constraint));
  }

  /** A number that need not be whole, as a time in seconds. */
  number(name: string, { min, max }: NumberConstraint): number | undefined {
    const value = this.members[name] ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || Number.isNaN(value)) throw wrongType(name, 'a number');
    if (value < min || value > max) {
      throw violation(name, value, `Member must be between ${min} and ${max}`);
    }
    return value;
  }

  requiredNumber(name: string, constraint: NumberConstraint): number {
    return required(name, this.number(name, constraint));
  }

  flag(name: string): boolean | undefined {
    const value = this.members[name] ?? undefined;
    if (value !== undefined && typeof value !== 'boolean') throw wrongType(name, 'a boolean');
    return value;
  }

  choice<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.members[name] ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw wrongType(name, 'a string');
    const chosen = values.find((candidate) => candidate === value);
    if (chosen === undefined) {
      throw violation(name, value, `Member must satisfy enum value set: [${values.join(', ')}]`);
    }
    return chosen;
  }

  /** The members of each structure of a list that must be there. */
  structures(name: string, max: number): InputMembers[] {
    return required(name, this.list(name, max)).map((value) => {
      if (!isStructure(value)) throw wrongType(name, 'a list of structures');
      return new InputMembers(value);
    });
  }

  /** The members of each structure of a list that may be missing or empty. */
  optionalStructures(name: string, max: number): InputMembers[] {
    const value = this.members[name] ?? undefined;
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    return this.structures(name, max);
  }

  optionalStructure(name: string): InputMembers | undefined {
    const value = this.members[name] ?? undefined;
    if (value === undefined) return undefined;
    if (!isStructure(value)) throw wrongType(name, 'a structure');
    return new InputMembers(value);
  }

  structure(name: string): InputMembers {
    return required(name, this.optionalStructure(name));
  }

  /** A list of 1 to `max` values. */
  private list(name: string, max: number): unknown[] | undefined {
    const value = this.members[name] ?? undefined;
    if (value === undefined) return undefined;
    if (!isList(value)) throw wrongType(name, 'a list');
    if (value.length < 1) {
      throw violation(name, '[]', 'Member must have length greater than or equal to 1');
    }
    if (value.length > max) {
      throw violation(
        name,
        `[${value.length} members]`,
        `Member must have length less than or equal to ${max}`,
      );
    }
    return value;
  }
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}

export function isStructure(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkText(name: string, value: unknown, { min, max, pattern }: TextConstraint): string {
  if (typeof value !== 'string') throw wrongType(name, 'a string');
  if (value.length < min) {
    throw violation(name, value, `Member must have length greater than or equal to ${min}`);
  }
  if (value.length > max) {
    throw violation(name, value, `Member must have length less than or equal to ${max}`);
  }
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value)) {
    throw violation(name, value, `Member must satisfy regular expression pattern: ${pattern}`);
  }
  return value;
}

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw violation(name, undefined, 'Member must not be null');
  return value;
}

function violation(name: string, value: string | number | undefined, rule: string): ServiceError {
  const shown = value === undefined ? 'null' : `'${value}'`;
  return invalidParameter(
    `1 validation error detected: Value ${shown} at '${name}' failed to satisfy constraint: ${rule}`,
  );
}

function wrongType(name: string, expected: string): ServiceError {
  return new ServiceError('SerializationException', `The member ${name} must be ${expected}.`);
}
