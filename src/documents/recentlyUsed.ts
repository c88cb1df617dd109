/** A few values by key: where there are more, the one goes that was not used for longest. */
export class RecentlyUsed<Value> {
  /** The one used last stands last. */
  private readonly values = new Map<string, Value>();

  constructor(private readonly most: number) {}

  /** Getting a value uses it. */
  get(key: string): Value | undefined {
    const value = this.values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.values.delete(key);
    this.values.set(key, value);
    for (const old of [...this.values.keys()].slice(0, -this.most)) this.values.delete(old);
  }

  delete(key: string): void {
    this.values.delete(key);
  }
}
