/** Steps to tick off, with how far one has come. Ticks are kept. */
import { Choices } from '../choices'
import type { Content } from './content'

const checklist: Content<'checklist'> = ({ flow, say, tell, rich, send, way }, { steps }) => {
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
      choices={steps.map(({ id, text, url }) => ({ id, label: rich(text), after: way(url, say('open')) }))}
      chosen={done}
      aria-describedby="progress"
      onChange={tick}
    />,
  ]
}

export default checklist
