/** What functions that read a canvas need of the browser that they run in. */
export interface PaintedCanvas {
  readonly width: number;
  readonly height: number;
  readonly ownerDocument: {
    readonly documentElement: object;
    readonly defaultView: {
      getComputedStyle(of: object): { getPropertyValue(name: string): string };
    };
  };
  getContext(kind: '2d'): {
    drawImage(picture: unknown, x: number, y: number): void;
    getImageData(
      x: number,
      y: number,
      width: number,
      height: number,
    ): { readonly data: Uint8ClampedArray };
  };
}
