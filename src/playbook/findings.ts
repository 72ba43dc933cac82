/** Everything `check` warns of that is in the playbook's contents rather than in who gets which lesson. */
import { hardToRead } from './readability'
import { idleParts } from './idle'
import { named } from './named'
import type { Problem } from './problem'
import { reviewsForTheHappy } from './review-links'
import type { Playbook } from './schema'
import { htmlIn, unknownTexts } from './text-findings'
import { contentsOf } from './texts'
import { untranslated } from './untranslated'

export const findingsIn = (playbook: Playbook): Problem[] => {
  const contents = contentsOf(playbook)
  const problems = [
    ...idleParts(playbook, contents),
    ...reviewsForTheHappy(playbook, contents),
    ...untranslated(playbook, contents.texts),
    ...htmlIn(contents.texts),
    ...unknownTexts(playbook),
    ...hardToRead(contents.texts),
  ]
  return problems.map((problem) => ({
    ...problem,
    message: named(problem.message, problem.path.split('/').slice(1), playbook),
  }))
}
