/**
 * Properties of our own that only our own code reads, shortened alike in every file: what one passes to another still fits. None
 * of them is stored, sent, public, exported, or written as a string; `names.test.ts` holds them to it.
 */
export const SHORTENED: readonly string[] =
  `browsing goalOnly goalBefore chooseLesson exclusively giveBack askByHand onReturn whenFree flow say tell rich plain way act life
  newId above ways typedFigure drawings gained keeper through vault facts caughtUp browse tidy onHide decided drawing
  look refresh wakeAt connected below effects changed props revise choices chosen fallback`.split(/\s+/)

/** `A` to `Z`, then `AA`: as no property of the platform's or of a playbook is called. */
const short = (n: number): string => (n > 25 ? 'A' : '') + String.fromCharCode(65 + (n % 26))

/** As terser wants to be told. */
export const nameCache = { props: { props: Object.fromEntries(SHORTENED.map((name, n) => [`$${name}`, short(n)])) } }
