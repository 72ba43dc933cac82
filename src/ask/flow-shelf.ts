/** The card at the list of lessons: one is opened, and the list is a tap away. */
import type { Shelved } from '../lesson/shelf'
import { browseLesson, type FlowState, type Moves } from './flow'
import { afterwards } from './flow-moves'

/** Opened by `lessons()`: no ask stands behind it. */
export const browseShelf = (shelf: Shelved[]): FlowState => ({
  ...browseLesson(shelf[0] as Shelved),
  step: 'lessons',
  lesson: undefined,
  shelf,
})

export const atShelf: Moves = {
  ...afterwards,
  pick({ shelf = [] }, _, { lesson }) {
    const found = shelf.find((one) => one.lesson.id === lesson)
    return found && { ...browseLesson({ lesson: found.lesson, done: found.done, requested: found.requested }), shelf }
  },
}

/** Back from a lesson, with what was done in it meanwhile. */
export const backToShelf: Moves = {
  lessons: ({ shelf, ...state }) =>
    shelf && {
      ...state,
      step: 'lessons',
      shelf: shelf.map((one) =>
        one.lesson === state.lesson ? { ...one, done: state.done, completed: one.completed || state.completed } : one,
      ),
    },
}
