/** The page's table of lessons: what users did with each, and whether it helps. */
import { pointsText } from '../figures'
import type { LessonReport, Lift } from '../shape'
import { MINIMUM_USERS_PER_ARM } from '../tally'
import { countText, html, isolated, type Markup, type Part } from './html'
import { intervalBar } from './interval-bar'
import { table } from './table'

/** The difference in words. A difference that chance alone could explain is not called one. */
function verdict({ difference }: Lift): string {
  if (!difference || (difference.low <= 0 && difference.high >= 0)) return 'Can’t tell yet'
  return difference.low > 0 ? 'Helps' : 'Fewer reach it with this lesson'
}

function lift({ lift }: LessonReport): Part {
  const { shown, withheld, difference } = lift
  if (!difference) {
    return html`<b>${verdict(lift)}</b><small>Next results known: ${countText(shown.users)} users with it, ${countText(withheld.users)} without. ${MINIMUM_USERS_PER_ARM} each are needed.</small>`
  }
  const points = pointsText(difference).replaceAll('-', '−')
  return html`<b>${verdict(lift)}</b>: ${points} points${intervalBar(difference, [-1, 1])}<small>Next result reached by ${countText(shown.reached)} of ${countText(shown.users)} users with it, ${countText(withheld.reached)} of ${countText(withheld.users)} without.</small>`
}

const COLUMNS = [
  ...[{ name: 'Shown' }, { name: 'Opened' }, { name: 'Completed' }, { name: 'Useful' }, { name: 'Not useful' }],
  ...[{ name: 'Commitments made' }, { name: 'Commitments kept' }],
  { name: 'Lift (95% interval)', wide: true },
]

export function lessonsOf(lessons: readonly LessonReport[]): Markup {
  const rows = lessons.map((each) => {
    const { lesson, kind, shown, opened, completed, useful, notUseful, committed, did } = each
    const counts = [shown, opened, completed, useful, notUseful, committed, did].map(countText)
    return { head: html`${isolated(lesson)}${kind && html`<small>${kind}</small>`}`, cells: [...counts, lift(each)] }
  })
  return html`<section aria-labelledby="lessons-title">
<h2 id="lessons-title">Lessons</h2>
${
  lessons.length
    ? html`${table('stacked', 'What users did with each lesson, and whether it helps', [{ name: 'Lesson' }, ...COLUMNS], rows)}
<p class="soft notes">Lift: how many more of 100 users reach their next result with the lesson than without it. “Without” is the holdout, the users it was withheld from (<code>experiments</code> in the playbook). “Can’t tell yet” means that there are too few users, or that chance alone could explain the difference.</p>`
    : html`<p>No lesson was shown.</p>`
}
</section>`
}
