/** Things to do, ticked off one by one; the ticks are kept. The units of a course are such a list, too. */
import type { LessonOf } from '../../playbook/schema'
import { useCard } from '../context'
import { LessonLink } from '../ExternalLink'
import { CHECK, Icon } from '../Icon'
import type { LessonComponent } from '../parts'
import { Message, RichText } from '../RichText'

type ChecklistItem = LessonOf<'checklist'>['steps'][number] & { minutes?: number | undefined }

/** The box is the tick. With somewhere to go, the words are the link to it; without, all of the tile ticks. */
const Item = ({ item: { id, text, url, minutes }, isDone }: { item: ChecklistItem; isDone: boolean }) => {
  const { plain, safeUrl } = useCard()
  const name = `step-${id}`
  const isLink = safeUrl(url) !== undefined
  const Tile = isLink ? 'div' : 'label'
  return (
    <Tile class="point" part="answer">
      <input type="checkbox" name="step" value={id} defaultChecked={isDone} aria-labelledby={name} />
      <Icon path={CHECK} class="box" />
      <span id={name}>
        {isLink ? <LessonLink url={url}>{plain(text)}</LessonLink> : <RichText text={text} />}
        {minutes && (
          <>
            {' '}
            <span class="muted">
              <Message id="lesson.minutes" values={{ value: minutes }} />
            </span>
          </>
        )}
      </span>
    </Tile>
  )
}

export const ItemList = ({ items }: { items: ChecklistItem[] }) => {
  const { flow, send } = useCard()
  const ids = items.map(({ id }) => id)
  const done = ids.filter((id) => flow.done.includes(id))
  // Read from the page: two quick ticks may come before the first one is shown.
  const reportTicks = (list: HTMLElement): void => {
    const ticked = Array.from(list.querySelectorAll<HTMLInputElement>(':checked'), ({ value }) => value)
    send({ type: 'progress', done: ticked, share: ticked.length / ids.length })
  }
  return (
    <>
      <p class="muted" id="progress">
        <Message id="steps-done" values={{ value: done.length, of: ids.length }} />
      </p>
      <div class="bar" style={{ '--done': `${(done.length / ids.length) * 100}%` }} />
      <fieldset
        class="points steps"
        aria-labelledby="title"
        aria-describedby="progress"
        onChange={({ currentTarget }) => reportTicks(currentTarget)}
      >
        {items.map((item) => (
          <Item key={item.id} item={item} isDone={done.includes(item.id)} />
        ))}
      </fieldset>
    </>
  )
}

export const Checklist: LessonComponent<'checklist'> = ({ lesson }) => <ItemList items={lesson.steps} />
