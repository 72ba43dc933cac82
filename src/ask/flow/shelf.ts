/** The list of lessons: one is opened from it, and a lesson leads back to it. */
import { browseLesson } from './start'
import { afterRating, type Transitions } from './transition'

export const atShelf: Transitions = {
  ...afterRating,
  pick({ shelf = [] }, _, { lesson: id }) {
    const found = shelf.find(({ lesson }) => lesson.id === id)
    if (!found) return undefined
    const { lesson, about, done, requested } = found
    return { ...browseLesson({ lesson, done, requested }, about), shelf }
  },
}

/** Back from a lesson, with what was done in it. */
export const backToShelf: Transitions = {
  lessons(state) {
    const { shelf, done, completed = false, lesson } = state
    if (!shelf) return undefined
    return {
      ...state,
      step: 'lessons',
      shelf: shelf.map((one) =>
        one.lesson === lesson ? { ...one, done, completed: one.completed || completed } : one,
      ),
    }
  },
}
