/** What the question is about, as far as its own words don't already say: the moment, and the goal the user stated. */
import type { View } from '../view'

export const about = ({ flow, plain, tell }: View, question = '') =>
  Object.entries({ about: flow.moment.label, goal: plain('{{goal}}') }).map(
    ([key, words]) => words && !question.includes(words) && <p class="muted">{tell(key, { [key]: words })}</p>,
  )
