/** The card at the list of lessons: one is opened, and the list is a tap away. */
import type { Shelved } from '../lesson/shelf'
import { browseLesson, type FlowState, type Moves } from './flow'
import { afterwards, to } from './flow-moves'

/** Opened by `lessons()`: no ask stands behind it. */
export const browseShelf = (shelf: Shelved[]): FlowState => ({
  ...browseLesson(shelf[0]?.lesson as Shelved['lesson']),
  step: 'lessons',
  lesson: undefined,
  shelf,
})

export const atShelf: Moves = {
  ...afterwards,
  pick({ shelf = [] }, _, { lesson }) {
    const found = shelf.find((one) => one.lesson.id === lesson)
    return found && { ...browseLesson(found.lesson, found.done), shelf }
  },
}

/** Back from a lesson, with what was done in it meanwhile. */
export const backToShelf: Moves = {
  lessons: (state) =>
    state.shelf &&
    to(
      {
        ...state,
        shelf: state.shelf.map((one) => {
          if (one.lesson !== state.lesson) return one
          return { ...one, done: state.done, completed: one.completed || !!state.completed }
        }),
      },
      'lessons',
    ),
}
