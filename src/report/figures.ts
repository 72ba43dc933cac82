/** Shares and differences as people read them: whole percents and percentage points, with their 95% intervals. */
import type { Interval } from './intervals'

const percent = (share: number): string => String(Math.round(share * 100))

/** `60% (47 to 71)`: the estimate and its interval; a dash where there is no estimate. */
export const shareText = ({ estimate, low, high }: Interval): string =>
  estimate === null ? '–' : `${percent(estimate)}% (${percent(low)} to ${percent(high)})`

const signed = (difference: number | null): string =>
  difference === null ? '–' : `${Math.round(difference * 100) > 0 ? '+' : ''}${percent(difference)}`

/** `+30 (+5 to +50)`, in percentage points. */
export const pointsText = ({ estimate, low, high }: Interval): string =>
  `${signed(estimate)} (${signed(low)} to ${signed(high)})`
