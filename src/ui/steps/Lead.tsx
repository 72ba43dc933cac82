/** What leads from the answer to the lesson. Good news has a moment of its own, with what the user has gained. */
import type { Lesson } from '../../playbook/schema'
import { useCard } from '../context'
import { CHECK } from '../Icon'
import { repeats } from '../repeats'
import { GainLine } from './GainLine'

const Seal = () => (
  <svg viewBox="0 0 20 20" class="seal" aria-hidden="true">
    <circle cx="10" cy="10" r="9" />
    <path pathLength="1" d={CHECK} />
  </svg>
)

export const Lead = ({ lesson }: { lesson: Lesson }) => {
  const { flow, language, message, plainMessage, plain } = useCard()
  if (!flow.rating) return null
  const { band } = flow.rating
  const sentence = plainMessage(`lesson.${band}`)
  const isEcho = repeats(plain(lesson.title), sentence, language)
  if (band === 'reached')
    return (
      <div class="success" part="success">
        <Seal />
        <p>{message(isEcho ? 'helped-thanks' : `lesson.${band}`)}</p>
        <GainLine />
      </div>
    )
  return (
    <>
      <GainLine />
      {!isEcho && <p class="lead">{message(`lesson.${band}`)}</p>}
    </>
  )
}
