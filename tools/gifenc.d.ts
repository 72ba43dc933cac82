/** What `pictures.ts` uses of gifenc, which comes without types. A palette is a list of colours, an index one byte a pixel. */
declare module 'gifenc' {
  type Palette = number[][]
  interface Encoder {
    /** @param options.delay until the next frame, in ms */
    writeFrame(index: Uint8Array, width: number, height: number, options: { palette: Palette; delay?: number }): void
    finish(): void
    bytes(): Uint8Array
  }
  const gifenc: {
    GIFEncoder(): Encoder
    quantize(rgba: Uint8Array | Uint8ClampedArray, colors: number): Palette
    applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: Palette): Uint8Array
  }
  export default gifenc
}
