/** The report as plain text for a terminal. */
import { pointsText, shareText } from '../report/figures'
import type { ActionReport, LessonReport, LiftVerdict, SuccessGap } from '../report/shape'
import { MINIMUM_USERS_PER_ARM } from '../report/tally'

/** Names come from anyone who may post events, so control characters are replaced: they could move the cursor or change colours. */
const plain = (name: string): string => name.replace(/\p{C}/gu, '\uFFFD')

/** Aligns columns: the first one to the left, numbers to the right. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const cells = [head, ...rows.map((row) => row.map(String))]
  const width = head.map((_, column) => Math.max(...cells.map((row) => [...(row[column] ?? '')].length)))
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat((width[column] ?? 0) - [...cell].length)
        return column === 0 ? cell + padding : padding + cell
      })
      .join('  ')
      .trimEnd(),
  )
}

const actionRow = ({ action, completed, asked, answered, reached, partly, missed, ...rest }: ActionReport) => [
  ...[plain(action), completed, asked, answered, reached, partly, missed],
  ...[shareText(rest.reachedShare), rest.unknown],
]

const lessonRow = ({
  lesson,
  kind,
  shown,
  opened,
  completed,
  useful,
  notUseful,
  committed,
  did,
  lift,
}: LessonReport) => [
  ...[plain(lesson), kind ?? '–', shown, opened, completed, useful, notUseful, committed, did],
  ...[`${lift.shown.reached} of ${lift.shown.users}`, `${lift.withheld.reached} of ${lift.withheld.users}`],
  lift.difference ? pointsText(lift.difference) : '–',
]

const obstaclesOf = ({ action, obstacles }: ActionReport): string[] =>
  obstacles.length
    ? [`  ${plain(action)}: ${obstacles.map(({ id, count }) => `${plain(id)} ${count}`).join(', ')}`]
    : []

/** Which lessons help. Nothing for a single lesson, whose interval says it; several are corrected for their number. */
function verdictLines(lessons: readonly LessonReport[]): string[] {
  if (lessons.filter(({ lift }) => lift.verdict).length < 2) return []
  const named = (verdict: LiftVerdict) =>
    lessons.flatMap(({ lesson, lift }) => (lift.verdict === verdict ? [plain(lesson)] : [])).join(', ')
  const [helps, hinders, unclear] = [named('helps'), named('hinders'), named('unclear')]
  return [
    ...(helps ? [`Helps: ${helps}.`] : []),
    ...(hinders ? [`Fewer reach it with: ${hinders}.`] : []),
    ...(unclear ? [`Can't tell yet, given how many lessons are compared: ${unclear}.`] : []),
  ]
}

const periodText = ({ from, to }: SuccessGap): string =>
  from || to ? `${from ? ` from ${from}` : ''}${to ? ` to ${to}` : ''}` : ', all time'

export function reportLines(report: SuccessGap): string[] {
  const { actions, lessons } = report
  const title = `Success gap${periodText(report)}`
  if (!actions.length && !lessons.length) return [title, '', 'There are no events for this report yet.']
  const obstacles = actions.flatMap(obstaclesOf)
  return [
    title,
    '',
    ...table(
      ['action', 'completed', 'asked', 'answered', 'reached', 'partly', 'missed', '% reached (95%)', 'unknown'],
      actions.map(actionRow),
    ),
    ...(obstacles.length ? ['', 'Obstacles, where the result was not reached', ...obstacles] : []),
    ...(lessons.length
      ? [
          '',
          ...table(
            [
              ...['lesson', 'kind', 'shown', 'opened', 'completed', 'useful', 'not', 'committed', 'did'],
              ...['reached next', 'without it', 'lift, points (95%)'],
            ],
            lessons.map(lessonRow),
          ),
          '',
          'reached next: users whose next result after the lesson was reached; without it: the same for the holdout, who saw no lesson.',
          `The lift is shown from ${MINIMUM_USERS_PER_ARM} users on either side.`,
          ...verdictLines(lessons),
        ]
      : []),
  ]
}
