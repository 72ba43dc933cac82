import { type Choosing, chooseLesson } from '../../lesson/choose'
import { situationOf } from '../../lesson/situation'
import { languagesOf } from '../../playbook/language'
import { parsePlaybook } from '../../check/parse'
import type { Lesson } from '../../playbook/schema'
import { plainText } from '../../playbook/text'
import type { Command } from '../command'
import { failed, messages } from '../messages'
import { displayName, readFile } from '../read-file'
import { type Simulated, simulateInput } from '../simulate-input'

export const command: Command = {
  help: `gainloop simulate <file> --action <action> --band <band> [options]

Shows the lesson a user would get, and why no other. "-" reads the playbook from standard input.

  --action <action>   what the user completed, like campaign.sent
  --band <band>       how the result turned out: missed, partly or reached
  --obstacle <id>     the reason given after missed or partly; repeatable
  --strength <id>     the reason given after reached; repeatable
  --goal <id>         the goal the user stated, or "other"
  --traits <JSON>     what you pass to identify(): '{ "plan": "pro" }'
  --facts <JSON>      what else conditions may use: '{ "properties": { … }, "metrics": { … }, "device": { … }, "page": { … } }'
  --language <tag>    the user's language; the nearest one of the playbook is used
  --history <JSON>    the user's history, this answer included: '{ "missedInARow": 2,
                      "lessons": { "next-time": { "shown": "2027-03-01T10:00:00Z", "completed": "2027-03-01T10:05:00Z" } } }'
  --now <date>        the time of the answer, like 2027-03-09T15:00:00Z (now)
  --json              prints { lesson: { id, kind, title } | null, segments, language, others: [{ lesson, reason }] }

Exits 0 when there is a lesson, 1 when there is none or the playbook can't be used, 2 when it was called wrongly.`,
  options: {
    action: { type: 'string' },
    band: { type: 'string' },
    obstacle: { type: 'string', multiple: true },
    strength: { type: 'string', multiple: true },
    goal: { type: 'string' },
    traits: { type: 'string' },
    facts: { type: 'string' },
    language: { type: 'string' },
    history: { type: 'string' },
    now: { type: 'string' },
    json: { type: 'boolean' },
  },
  arguments: 1,
  async run(values, [file], io) {
    const parsed = parsePlaybook(await readFile(io, file, 'simulate'))
    if (!parsed.ok) throw failed(messages.unusablePlaybook(displayName(`${file}`), parsed.problems.length))
    const input = simulateInput(parsed.playbook, values, io.now())
    const choosing = chooseLesson(input)
    if (values.json) io.out(JSON.stringify(asJson(input, choosing), null, 2))
    else for (const line of report(input, choosing)) io.out(line)
    return choosing.lesson ? 0 : 1
  },
}

const titleOf = ({ title }: Lesson, { playbook, language, facts = {}, goal }: Simulated): string =>
  plainText(title, {
    language,
    fallback: languagesOf(playbook)[0] ?? 'en',
    values: { user: { traits: facts.traits }, moment: { properties: facts.properties }, metrics: facts.metrics, goal },
  })

const asJson = (input: Simulated, { lesson, others }: Choosing) => ({
  lesson: lesson ? { id: lesson.id, kind: lesson.kind, title: titleOf(lesson, input) } : null,
  segments: situationOf(input).segments,
  language: input.language,
  others,
})

function report(input: Simulated, { lesson, others }: Choosing): string[] {
  const { action, band, obstacles, strengths, goal, language, playbook } = input
  const { segments } = situationOf(input)
  const reasons = [
    obstacles && ` because of ${obstacles.join(', ')}`,
    strengths && ` thanks to ${strengths.join(', ')}`,
  ]
  const who = [
    segments.length ? `in the segment${segments.length > 1 ? 's' : ''} ${segments.join(', ')}` : 'in no segment',
    goal && `with the goal ${goal}`,
    languagesOf(playbook).length > 1 && `reading ${language}`,
  ]
  const holdout = playbook.experiments?.holdout
  const width = Math.max(...others.map((other) => other.lesson.length))
  return [
    `After ${action} was ${band}${reasons.filter(Boolean).join('')}, a user ${who.filter(Boolean).join(', ')}, gets`,
    '',
    lesson ? `  ${lesson.id}  “${titleOf(lesson, input)}” (${lesson.kind})` : '  no lesson: none fits',
    ...(holdout ? ['', `But ${Math.round(holdout * 1000) / 10}% of users are in the holdout, and get none.`] : []),
    ...(others.length ? ['', 'and not'] : []),
    ...others.map((other) => `  ${other.lesson.padEnd(width)}  ${other.reason}`),
  ]
}
