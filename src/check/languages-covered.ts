import { isPlain } from '../playbook/plain'
import type { Lesson } from '../playbook/schema'
import { lessonSchemaFor } from '../playbook/schema/lesson'
import { visit } from './visit'

/** The languages in which every text of a lesson is there. An address may fall back on that of the first language. */
export const languagesCovered = (lesson: Lesson, languages: readonly string[]): string[] => {
  let covered = [...languages]
  visit(lessonSchemaFor(lesson), lesson, [], {
    text: (text) => {
      if (isPlain(text)) covered = covered.filter((language) => Object.hasOwn(text, language))
    },
  })
  return covered
}
