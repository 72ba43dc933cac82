/** Every warning about the contents of a playbook, as opposed to who gets which lesson. */
import { withoutCue } from './cue'
import { paleAccents } from './low-contrast'
import { hardToRead } from './readability'
import { contentsOf } from './contents'
import { withoutEffect } from './ineffective'
import { type Problem, withLessonId } from './problem'
import { reviewsForTheHappy } from './review-links'
import type { Playbook } from '../playbook/schema'
import { htmlIn, unknownTexts } from './text-warnings'
import { untranslated, withoutWords } from './untranslated'

export const warningsIn = (playbook: Playbook): Problem[] => {
  const contents = contentsOf(playbook)
  const problems = [
    ...withoutEffect(playbook, contents),
    ...reviewsForTheHappy(playbook, contents),
    ...untranslated(playbook, contents.texts),
    ...withoutWords(playbook),
    ...htmlIn(contents.texts),
    ...unknownTexts(playbook),
    ...hardToRead(contents.texts),
    ...withoutCue(contents.texts),
    ...paleAccents(playbook),
  ]
  return problems.map((problem) => withLessonId(problem, playbook))
}
