/** Things to do, ticked off one by one; the ticks are kept. The units of a course are such a list, too. */
import type { LessonOf } from '../../playbook/schema'
import { ChoiceList } from '../ChoiceList'
import { useCard } from '../context'
import { LessonLink } from '../ExternalLink'
import type { LessonComponent } from '../parts'
import { Message, RichText } from '../RichText'

type ChecklistItem = LessonOf<'checklist'>['steps'][number] & { minutes?: number | undefined }

const ItemLabel = ({ item: { text, minutes } }: { item: ChecklistItem }) => (
  <>
    <RichText text={text} />
    {minutes && (
      <>
        {' '}
        <span class="muted">
          <Message id="lesson.minutes" values={{ value: minutes }} />
        </span>
      </>
    )}
  </>
)

export const ItemList = ({ items }: { items: ChecklistItem[] }) => {
  const { flow, send, message } = useCard()
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
      <ChoiceList
        type="checkbox"
        name="step"
        choices={items.map((item) => ({
          id: item.id,
          label: <ItemLabel item={item} />,
          after: <LessonLink url={item.url}>{message('open')}</LessonLink>,
        }))}
        chosen={done}
        aria-describedby="progress"
        onChange={({ currentTarget }) => reportTicks(currentTarget)}
      />
    </>
  )
}

export const Checklist: LessonComponent<'checklist'> = ({ lesson }) => <ItemList items={lesson.steps} />
