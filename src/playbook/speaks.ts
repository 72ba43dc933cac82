import { isPlain } from './plain'
import type { Lesson } from './schema'
import { shape } from './shape'
import { checker } from './walk'

/** Finds the languages in which every text of a lesson is there. Addresses may fall back on the playbook's first. */
export const speakersOf = (languages: readonly string[]): ((lesson: Lesson) => string[]) => {
  let spoken: string[] = []
  const Text = (text: unknown): void => {
    if (isPlain(text)) spoken = spoken.filter((language) => Object.hasOwn(text, language))
  }
  const skip = (): void => {}
  const look = checker(shape, { Text, Url: skip, Condition: skip })('Lesson')
  return (lesson) => {
    spoken = [...languages]
    look(lesson, [], skip)
    return spoken
  }
}
