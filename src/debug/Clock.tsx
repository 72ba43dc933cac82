/** The clock the panel shows, and the ways to move it. */
import type { Acts } from './acts'
import { submitted } from './form'
import type { Picture } from './picture'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const JUMPS: [name: string, by: number][] = [
  ['+1 hour', HOUR],
  ['+1 day', DAY],
  ['+3 days', 3 * DAY],
  ['+2 weeks', 14 * DAY],
]

export const Clock = ({ picture: { dry, now, lesson }, acts }: { picture: Picture; acts: Acts }) => (
  <section aria-labelledby="clock" class="clock">
    <h3 id="clock">{dry === undefined ? 'Clock' : `Dry run, ${dry}`}</h3>
    <p>{now}</p>
    {lesson && <p dir="auto">{lesson}</p>}
    <div class="acts" role="group" aria-label="Jump in time">
      {JUMPS.map(([name, by]) => (
        <button key={name} type="button" onClick={() => acts.jump(by)}>
          {name}
        </button>
      ))}
    </div>
    <form class="acts" onSubmit={submitted((value) => value && acts.jumpTo(new Date(value).getTime()))}>
      <label>
        Date and time
        <input name="field" type="datetime-local" required />
      </label>
      <button type="submit">Jump there</button>
    </form>
    {dry !== undefined && <p class="muted">The page’s own asks wait until you are back.</p>}
    {dry !== undefined && (
      <button type="button" class="back" onClick={acts.backToNow}>
        Back to now
      </button>
    )}
  </section>
)
