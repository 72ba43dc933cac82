/** What became of each lesson, and whether it helps. */
import { pointsText } from '../figures'
import type { LessonReport, Lift } from '../shape'
import { ENOUGH } from '../tally'
import { bar } from './bar'
import { html, type Markup, type Part } from './html'
import { table } from './table'
import { figure, named } from './text'

/** What the difference comes to, in words: nothing is said of a lesson that chance alone could explain. */
function verdict({ difference }: Lift): string {
  if (!difference || (difference.low <= 0 && difference.high >= 0)) return 'Can’t tell yet'
  return difference.low > 0 ? 'Helps' : 'Fewer reach it with this lesson'
}

function lift({ lift }: LessonReport): Part {
  const { shown, withheld, difference } = lift
  if (!difference) {
    return html`<b>${verdict(lift)}</b><small>Next results known: ${figure(shown.users)} users with it, ${figure(withheld.users)} without. ${ENOUGH} each are needed.</small>`
  }
  const points = pointsText(difference).replaceAll('-', '−')
  return html`<b>${verdict(lift)}</b>: ${points} points${bar(difference, [-1, 1])}<small>Next result reached by ${figure(shown.reached)} of ${figure(shown.users)} users with it, ${figure(withheld.reached)} of ${figure(withheld.users)} without.</small>`
}

const COLUMNS = [
  ...[{ name: 'Shown' }, { name: 'Opened' }, { name: 'Completed' }, { name: 'Useful' }, { name: 'Not useful' }],
  ...[{ name: 'Commitments made' }, { name: 'Commitments kept' }],
  { name: 'Lift (95% interval)', wide: true },
]

export function lessonsOf(lessons: readonly LessonReport[]): Markup {
  const rows = lessons.map((each) => {
    const { lesson, kind, shown, opened, completed, useful, notUseful, committed, did } = each
    const counts = [shown, opened, completed, useful, notUseful, committed, did].map(figure)
    return { head: html`${named(lesson)}${kind && html`<small>${kind}</small>`}`, cells: [...counts, lift(each)] }
  })
  return html`<section aria-labelledby="lessons-title">
<h2 id="lessons-title">Lessons</h2>
${
  lessons.length
    ? html`${table('stacked', 'What users did with each lesson, and whether it helps', [{ name: 'Lesson' }, ...COLUMNS], rows)}
<p class="soft notes">Lift: how many in 100 more users reach their next result with the lesson than without it. “Without” is the holdout, users it was withheld from (<code>experiments</code> in the playbook). “Can’t tell yet”: there are too few users, or chance alone could explain the difference.</p>`
    : html`<p>No lesson was shown.</p>`
}
</section>`
}
