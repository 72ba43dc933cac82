/** What the ask is about, as far as its question doesn't say so already: the moment, and the goal the user stated. */
import { abridge } from '../../playbook/shorten'
import { useCard } from '../context'
import { Message, QUOTED } from '../RichText'

export const About = ({ question = '' }: { question?: string }) => {
  const { plain } = useCard()
  const label = plain('{{moment.label}}')
  const goal = plain('{{goal}}')
  const unsaid = (words: string | undefined): words is string => !!words && !question.includes(words)
  return (
    <>
      {unsaid(label) && (
        <p class="muted">
          <Message id="about" values={{ about: abridge(label, QUOTED) }} />
        </p>
      )}
      {unsaid(goal) && (
        <p class="muted">
          <Message id="goal" values={{ goal: abridge(goal, QUOTED) }} />
        </p>
      )}
    </>
  )
}
