/** How long a webhook that fails is tried. */

const SECOND = 1000
const HOUR = 3_600 * SECOND

/** Milliseconds to wait after so many failed attempts: 5 s, 10 s, 20 s …, at most 4 h. */
export const waitAfter = (attempts: number): number => Math.min(5 * SECOND * 2 ** (attempts - 1), 4 * HOUR)

/** Three days after an event was received nobody tries any more: a weekend is survived. In ms. */
export const GIVE_UP = 72 * HOUR
