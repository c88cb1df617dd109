/** Gives each different string a small number, so that a column of names is a column of numbers. */
export class Interner {
  private readonly numbers = new Map<string, number>();
  private readonly texts: string[] = [];

  /** The number of a text, a new one where it is new. Numbers count from 1; 0 is for «none». */
  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.texts.push(text);
    this.numbers.set(text, this.texts.length);
    return this.texts.length;
  }

  /** The number of a text that was seen, or undefined. */
  find(text: string): number | undefined {
    return this.numbers.get(text);
  }

  /** The text of a number; undefined for 0 and for numbers never given. */
  text(number: number): string | undefined {
    return this.texts[number - 1];
  }
}
