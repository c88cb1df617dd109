/** How long what is there waits for what is to come with it: a promise that fulfils when it is long enough. */
export type Patience = () => Promise<void>;

/** What a promise gives, or undefined where it takes longer than that. */
export async function within<Value>(
  promise: Promise<Value>,
  patience: Patience,
): Promise<Value | undefined> {
  return Promise.race([promise, patience().then(() => undefined)]);
}

/** How a promise ends. It is never rejected itself. */
export async function settled<Value>(
  promise: Promise<Value>,
): Promise<PromiseSettledResult<Value>> {
  const [result] = await Promise.allSettled([promise]);
  return result;
}
