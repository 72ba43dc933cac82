/** What the question is about, as far as its own words don't already say: the moment, and the goal the user stated. */
import type { View } from '../view'

/** The goal in the user's words, or its option's label. */
const goalOf = ({ flow: { action, moment }, playbook, plain }: View): string | undefined => {
  if (moment.goalText) return moment.goalText
  const option = playbook.actions[action]?.goal?.options.find(({ id }) => id === moment.goal)
  return option && plain(option.label)
}

export const About = ({ view, question }: { view: View; question: string }) => {
  const { tell, flow } = view
  const missing = (words: string | undefined): words is string => Boolean(words) && !question.includes(words as string)
  const goal = goalOf(view)
  const { label } = flow.moment
  return (
    <>
      {missing(label) && <p class="top">{tell('about', { about: label })}</p>}
      {missing(goal) && <p class="top goal">{tell('goal', { goal })}</p>}
    </>
  )
}
