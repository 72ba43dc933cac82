/** Everything that can be wrong with a playbook: its shape, its texts and conditions, then what holds between its parts. */
import { checkCondition, checkOperators } from './condition-problems'
import { isPlain } from './plain'
import type { Report } from './problem'
import { checkRules } from './rules'
import type { Playbook } from './schema'
import { shape } from './shape'
import { textChecks } from './text-problems'
import { checker } from './walk'

/** One megabyte (CONTRACT 3), measured as JSON. */
export const LARGEST = 1_000_000

/** Reports everything that makes a playbook unusable; nothing for one that is fine. Never throws. */
export const checkPlaybook = (playbook: unknown, report: Report): void => {
  let size: number
  try {
    size = JSON.stringify(playbook)?.length ?? 0
  } catch {
    return void report([], 'not-json', 'JSON that is not nested too deep', playbook)
  }
  if (size > LARGEST) return void report([], 'too-large', 'at most 1 MB', `${(size / 1e6).toFixed(1)} MB`)
  const { languages } = isPlain(playbook) ? playbook : {}
  const spoken = Array.isArray(languages) ? languages.filter((one) => typeof one === 'string') : ['en']
  let sound = true
  const note: Report = (...problem) => {
    sound = false
    report(...problem)
  }
  const byHand = {
    ...textChecks(spoken),
    Condition: checkCondition,
    Operators: checkOperators,
  }
  checker(shape, byHand)('Playbook')(playbook, [], note)
  if (sound) checkRules(playbook as Playbook, report)
}
