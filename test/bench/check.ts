/** How long `gainloop check` takes on 1,000 lessons, from the text to the findings. */
import { examine } from '../../src/cli/examine'
import type { Figure } from './support/figure'

/** Where it would say that it is still at work. */
const LIMIT = 1_000

const REASONS = ['price', 'time', 'reach', 'words']

/** `narrow`: each lesson is for one action, two of three for failure, some for an obstacle or a segment. */
const playbook = (actions: number, segments: number, languages: string[], narrow: boolean): string => {
  const said = (text: string) => Object.fromEntries(languages.map((language) => [language, text]))
  const whom = (n: number) => ({
    actions: [`action.${n % actions}`],
    bands: n % 3 ? ['missed', 'partly'] : ['reached'],
    ...(n % 3 === 1 && { obstacles: [REASONS[n % 4]] }),
    ...(n % 7 === 0 && segments && { segments: [`segment-${n % segments}`] }),
  })
  const lessons = Array.from({ length: 999 }, (_, n) => ({
    id: `lesson-${n}`,
    kind: 'tips',
    title: said(`Lesson ${n}`),
    points: [said('Say the one useful thing first, and leave one link in.')],
    weight: n % 5,
    for: narrow ? whom(n) : {},
  }))
  const ask = { question: said('Did it work?'), obstacles: REASONS.map((id) => ({ id, label: said(id) })) }
  return JSON.stringify({
    version: 1,
    id: 'bench',
    languages,
    segments: Object.fromEntries(Array.from({ length: segments }, (_, n) => [`segment-${n}`, { 'traits.plan': n }])),
    actions: Object.fromEntries(Array.from({ length: actions }, (_, n) => [`action.${n}`, { ask }])),
    lessons: [...lessons, { id: 'any', kind: 'tips', title: said('Any'), points: [said('Ask.')], for: {} }],
  })
}

const cases: [string, string][] = [
  ['20 actions, 2 languages', playbook(20, 4, ['en', 'de'], true)],
  ['200 actions', playbook(200, 4, ['en'], true)],
  ['200 actions, all for all', playbook(200, 10, ['en'], false)],
]

/** CPU time of the first of five, as who runs the command has it. */
export const figures = (): Figure[] =>
  cases.map(([title, text]) => {
    const rounds = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage()
      const { coverage, problems } = examine(text, Date.UTC(2027, 0), () => {})
      if (!coverage || problems.length) throw new Error(problems[0]?.message)
      return process.cpuUsage(start).user / 1000
    })
    return { what: `check: 1,000 lessons, ${title}`, value: rounds[0] as number, unit: 'ms', limit: LIMIT }
  })
