/** Small words for cases about lessons: `lesson('a', { bands: ['missed'] })`, `seen({ a: 'completed' })`. */
import type { LessonRecord } from '../../src/moment/book'
import type { Lesson, LessonFor, LessonKind, Playbook } from '../../src/playbook/schema'

export const NOW = Date.parse('2027-03-03T12:00:00Z')
export const DAY = 86_400_000

const content: { [K in LessonKind]: object } = {
  tips: { points: ['Write the subject line last.'] },
  checklist: { steps: [{ id: 'one', text: 'One' }] },
  article: { body: [{ p: 'Once.' }] },
  video: { provider: 'file', ref: '/a.mp4', transcript: 'Once.' },
  webinar: { starts: '2027-03-10T12:00:00Z', ends: '2027-03-10T13:00:00Z', url: '/w' },
  course: { units: [{ id: 'one', title: 'One', url: '/u' }] },
  tool: { url: '/t', label: 'Open' },
  service: { offer: 'We do it.' },
  example: { before: 'Long.', after: 'Short.', changed: 'Fewer words.' },
}

type More = Partial<Pick<Lesson, 'after' | 'from' | 'until' | 'repeat' | 'weight' | 'level' | 'commit'>> & {
  kind?: LessonKind
  starts?: string
  ends?: string
}

/** A lesson of which only its id, what it is for, and what is said in `more` matters. */
export const lesson = (id: string, meant: LessonFor = {}, { kind = 'tips', ...more }: More = {}): Lesson =>
  ({ id, title: id, for: meant, kind, ...content[kind], ...more }) as Lesson

export const playbookOf = (lessons: Lesson[], rest: Partial<Playbook> = {}): Playbook => ({
  version: 1,
  id: 'shop',
  segments: { novice: { 'traits.level': 'new' }, agency: { 'traits.type': 'agency' } },
  actions: { send: { ask: { question: 'Did it work?' } }, import: { ask: { question: 'Did it work?' } } },
  ...rest,
  lessons,
})

/** Records of lessons by days ago: `{ a: { shown: 3, completed: 2 } }`. */
export const seen = (
  lessons: Record<string, { shown?: number; completed?: number; declined?: number }>,
): Record<string, LessonRecord> =>
  Object.fromEntries(
    Object.entries(lessons).map(([id, { shown, completed, declined }]) => [
      id,
      {
        lesson: id,
        shown: shown === undefined ? [] : [NOW - shown * DAY],
        ...(completed !== undefined && { completed: NOW - completed * DAY }),
        ...(declined !== undefined && { declined: NOW - declined * DAY }),
        updated: NOW,
      },
    ]),
  )
