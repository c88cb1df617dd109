import type { StaticListSchema, StaticOperationSchema, StaticStructureSchema } from '@smithy/types';

/*
 * Shapes of a service model as the SDK's protocols read them: a kind as a number, the name space, the
 * name, traits, then what is in it.
 */
export const text = 0;
export const whole = 1;
export const moment = 4;
export const texts = 64 | text;

export function structure(
  namespace: string,
  name: string,
  members: Readonly<Record<string, unknown>>,
): StaticStructureSchema {
  const shape = [3, namespace, name, 0, Object.keys(members), Object.values(members)];
  return shape as unknown as StaticStructureSchema;
}

export function list(
  namespace: string,
  name: string,
  item: StaticStructureSchema,
): StaticListSchema {
  return [1, namespace, name, 0, () => item];
}

export function operation(
  namespace: string,
  name: string,
  request: StaticStructureSchema,
  answer: StaticStructureSchema,
): StaticOperationSchema {
  return [9, namespace, name, 0, () => request, () => answer];
}
