/** The card's frame: whose it is, the way out, the step, and what is announced. */
import type { ComponentType } from 'preact'
import { ticked } from './form'
import { Icon } from './icon'
import { part } from './parts'
import { Status } from './status'
import { LessonStep } from './steps/lesson'
import { Question } from './steps/question'
import { Reasons } from './steps/reasons'
import type { View } from './view'

const steps: Partial<Record<string, ComponentType<View>>> = {
  question: Question,
  reasons: Reasons,
  lesson: LessonStep,
}

/** The view of a step; undefined while it is being fetched. */
export const stepOf = (step: string): ComponentType<View> | undefined => steps[step] ?? part(step)

export const Card = (view: View) => {
  const { flow, playbook, say, send } = view
  const Step = stepOf(flow.step)
  const name = view.plain(playbook.name ?? playbook.id)
  const close = (event: Event): void => {
    const form = (event.currentTarget as HTMLElement).closest('section')?.querySelector('form')
    send(flow.step === 'reasons' && form ? { type: 'close', ...ticked(form) } : { type: 'close' })
  }
  return (
    <section
      class="card"
      aria-label={name}
      data-theme={view.theme}
      data-density={playbook.theme?.density}
      data-step={flow.step}
      data-band={flow.rating?.band}
      onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && close(event)}
    >
      <div class="head">
        <span>{name}</span>
        <button type="button" class="icon" aria-label={say('close')} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {Step && <Step key={flow.step + flow.lesson?.id} {...view} />}
      <Status text={announcement(view)} />
      <span id="new-tab" hidden>
        {say('new-tab')}
      </span>
    </section>
  )
}

/** What a screen reader is told without being asked; the step's own words are there to be read. */
const announcement = ({ flow: { step, committed, useful, requested }, say }: View): string => {
  if (step === 'reasons' || step === 'thanks') return say('status.noted')
  if (step !== 'lesson') return say('status.ask')
  return say(
    requested ? 'requested' : committed ? 'committed' : useful !== undefined ? 'status.useful' : 'status.lesson',
  )
}
