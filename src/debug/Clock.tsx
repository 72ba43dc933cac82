/** The clock the panel shows, and the ways to move it. */
import { FieldForm } from './FieldForm'
import type { PanelActions } from './panel-actions'
import type { Picture } from './picture'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const JUMPS: readonly [name: string, by: number][] = [
  ['+1 hour', HOUR],
  ['+1 day', DAY],
  ['+3 days', 3 * DAY],
  ['+2 weeks', 14 * DAY],
]

interface ClockProps {
  picture: Pick<Picture, 'dry' | 'now' | 'lesson'>
  actions: PanelActions
}

export const Clock = ({ picture: { dry, now, lesson }, actions }: ClockProps) => (
  <section aria-labelledby="clock" class="clock">
    <h3 id="clock">{dry === undefined ? 'Clock' : `Dry run, ${dry}`}</h3>
    <p>{now}</p>
    {lesson && <p dir="auto">{lesson}</p>}
    <div class="acts" role="group" aria-label="Jump in time">
      {JUMPS.map(([name, by]) => (
        <button key={name} type="button" onClick={() => actions.jump(by)}>
          {name}
        </button>
      ))}
    </div>
    <FieldForm
      label="Date and time"
      submit="Jump there"
      onSubmit={(value) => value && actions.jumpTo(new Date(value).getTime())}
    >
      <input name="field" type="datetime-local" required />
    </FieldForm>
    {dry !== undefined && (
      <>
        <p class="muted">The page’s own asks wait until you are back.</p>
        <button type="button" class="back" onClick={actions.backToNow}>
          Back to now
        </button>
      </>
    )}
  </section>
)
