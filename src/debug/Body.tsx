/** What the open panel shows: the clock, every verdict, the lessons, the outbox, the user. */
import type { Acts } from './acts'
import { Clock } from './Clock'
import { submitted } from './form'
import { Folded, Moments } from './Moments'
import type { Picture } from './picture'

const pairs = (list: [string, string][]) => (
  <dl>
    {list.map(([what, value]) => (
      <div>
        <dt>{what}</dt>
        <dd dir="auto">{value}</dd>
      </div>
    ))}
  </dl>
)

const Events = ({ id, title, events }: { id: string; title: string; events: string[] }) => (
  <section key={id} aria-labelledby={id}>
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

export const Body = ({ picture, acts, said }: { picture: Picture; acts: Acts; said: string }) => {
  const { pending, blank, over, outbox, posted, lessons, user } = picture
  return (
    <div class="body" id="body">
      <p class="promise">Nothing here is stored or posted: what you try happens on a copy.</p>
      <Clock picture={picture} acts={acts} />
      <p role="status">{said}</p>
      <section aria-labelledby="pending">
        <h3 id="pending">What is asked, and why not</h3>
        {pending.length ? <Moments rows={pending} acts={acts} /> : <p>No moment waits to be asked about.</p>}
        <Folded title="Actions without a moment" rows={blank} acts={acts} />
        <Folded title="Over for good" rows={over} acts={acts} />
      </section>
      <section aria-labelledby="lessons">
        <h3 id="lessons">Lessons</h3>
        <form class="acts" onSubmit={submitted(acts.openLesson)}>
          <label>
            Lesson
            <select name="field">
              {lessons.map(([id, title]) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">Open lesson</button>
        </form>
      </section>
      {posted && <Events id="posted" title="Would be posted" events={posted} />}
      <Events id="outbox" title="Outbox" events={outbox} />
      <section aria-labelledby="user">
        <h3 id="user">User and storage</h3>
        {pairs(user)}
      </section>
    </div>
  )
}
