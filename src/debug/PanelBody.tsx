/** What the open panel shows: the clock, every verdict, the lessons, the outbox, the user. */
import { Clock } from './Clock'
import { FieldForm } from './FieldForm'
import type { PanelActions } from './panel-actions'
import type { Picture } from './picture'
import { FoldedVerdicts, VerdictList } from './VerdictList'

const Events = ({ id, title, events }: { id: string; title: string; events: string[] }) => (
  <section aria-labelledby={id}>
    <h3 id={id}>{`${title} (${events.length})`}</h3>
    {events.length ? (
      <ul>
        {events.map((event) => (
          <li>{event}</li>
        ))}
      </ul>
    ) : (
      <p>None.</p>
    )}
  </section>
)

const Facts = ({ facts }: { facts: Picture['user'] }) => (
  <dl>
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd dir="auto">{value}</dd>
      </div>
    ))}
  </dl>
)

interface PanelBodyProps {
  picture: Picture
  actions: PanelActions
  /** The outcome of the last action. */
  status: string
}

export const PanelBody = ({ picture, actions, status }: PanelBodyProps) => {
  const { pending, blank, over, outbox, posted, lessons, user } = picture
  return (
    <div class="body" id="body">
      <p class="promise">Nothing here is stored or posted: what you try happens on a copy.</p>
      <Clock picture={picture} actions={actions} />
      <p role="status">{status}</p>
      <section aria-labelledby="pending">
        <h3 id="pending">What is asked, and why not</h3>
        {pending.length ? <VerdictList rows={pending} actions={actions} /> : <p>No moment waits to be asked about.</p>}
        <FoldedVerdicts title="Actions without a moment" rows={blank} actions={actions} />
        <FoldedVerdicts title="Over for good" rows={over} actions={actions} />
      </section>
      <section aria-labelledby="lessons">
        <h3 id="lessons">Lessons</h3>
        <FieldForm label="Lesson" submit="Open lesson" onSubmit={actions.openLesson}>
          <select name="field">
            {lessons.map(([id, title]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </FieldForm>
      </section>
      {posted && <Events id="posted" title="Would be posted" events={posted} />}
      <Events id="outbox" title="Outbox" events={outbox} />
      <section aria-labelledby="user">
        <h3 id="user">User and storage</h3>
        <Facts facts={user} />
      </section>
    </div>
  )
}
