/** What the differences between the arms say of the lessons of a report, taken together. */
import { newcombe } from './intervals'
import type { Lift, LiftVerdict } from './shape'

/** How often a report may call a lesson helpful or harmful although none of its lessons makes a difference. */
const ERROR_RATE = 0.05

/** Whether the interval of the difference leaves out 0 at this confidence. */
function isDecisive({ shown, withheld }: Lift, confidence: number): boolean {
  const { low, high } = newcombe(shown.reached, shown.users, withheld.reached, withheld.users, confidence)
  return low > 0 || high < 0
}

/**
 * A verdict for each lesson, in the same order; undefined where there are too few users for a difference.
 *
 * Of twenty lessons that make no difference, one has a 95% interval that leaves out 0. So the verdicts are corrected together by
 * the method of S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979),
 * 65–70: the chance of one false verdict or more in the whole report stays at 5%.
 */
export function verdictsOf(lifts: readonly Lift[]): (LiftVerdict | undefined)[] {
  let open = lifts.filter(({ difference }) => difference && (difference.low > 0 || difference.high < 0))
  let compared = lifts.filter(({ difference }) => difference).length
  const decided = new Set<Lift>()
  for (;;) {
    const confidence = 1 - ERROR_RATE / compared
    const found = compared === 1 ? open : open.filter((lift) => isDecisive(lift, confidence))
    if (!found.length) break
    for (const lift of found) decided.add(lift)
    open = open.filter((lift) => !decided.has(lift))
    compared -= found.length
  }
  return lifts.map((lift) => {
    if (!lift.difference) return undefined
    if (!decided.has(lift)) return 'unclear'
    return lift.difference.low > 0 ? 'helps' : 'hinders'
  })
}
