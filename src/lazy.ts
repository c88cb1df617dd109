/**
 * Makes something on its first use, such as what a bundle of its own holds. One that failed is tried
 * again the next time.
 */
export function lazy<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/**
 * Waits until VS Code has had its turn. An `import()` of a bundle runs it at once, in the caller's turn: in
 * that of an activation it would count as one. A single immediate would come in the same pass of the event
 * loop, right behind VS Code's taking in a document, so that nobody else had a turn in between.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
