/** Steps to tick off, with how far one has come. Ticks are kept. A course's units are such steps, too. */
import type { ComponentChildren } from 'preact'
import type { LessonOf } from '../../playbook/schema'
import { Choices } from '../choices'
import type { View } from '../view'

type Step = LessonOf<'checklist'>['steps'][number] & { more?: ComponentChildren }

export const checklist = ({ flow, say, tell, rich, send, way }: View, { steps }: { steps: Step[] }) => {
  const ids = steps.map(({ id }) => id)
  const done = ids.filter((id) => flow.done.includes(id))
  // Read from the page: two quick ticks may come before the first is shown.
  const tick = ({ currentTarget }: Event): void => {
    const ticked = (currentTarget as Element).querySelectorAll<HTMLInputElement>(':checked')
    send({ type: 'progress', done: Array.from(ticked, ({ value }) => value), share: ticked.length / ids.length })
  }
  return [
    <p class="muted" id="progress">
      {tell('steps-done', { value: done.length, of: ids.length })}
    </p>,
    <div class="bar" style={{ '--done': `${(done.length / ids.length) * 100}%` }} />,
    <Choices
      type="checkbox"
      name="step"
      choices={steps.map(({ id, text, url, more }) => ({
        id,
        label: [rich(text), more],
        after: way(url, say('open')),
      }))}
      chosen={done}
      aria-describedby="progress"
      onChange={tick}
    />,
  ]
}
