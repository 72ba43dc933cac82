/**
 * A short name for a text: 53 bits, by cyrb53 (https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js, public
 * domain). `crypto.subtle` is missing on pages without HTTPS. Not a protection against anybody: whoever can write into the
 * page's storage can change everything that is kept there.
 */
export function fingerprint(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 2_654_435_761)
    b = Math.imul(b ^ code, 1_597_334_677)
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909)
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909)
  return (2 ** 32 * (b & 0x1fffff) + (a >>> 0)).toString(36)
}
