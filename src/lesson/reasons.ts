/** Why a lesson was not chosen, in sentences that a product team can act on. Not for the browser. */
import type { CompiledLesson } from '../playbook/compiled'
import { type Misfit, misfit, type Situation, usedUp } from './fit'
import { type Criterion, decisive } from './prefer'

const list = (ids: readonly string[] | undefined): string => ids?.join(', ') || 'none'

const MISFIT: Record<Misfit, (lesson: CompiledLesson, at: Situation) => string> = {
  actions: ({ for: { actions } }, at) => `is for ${list(actions)}, not for ${at.action}`,
  bands: ({ for: { bands } }, at) => `is for ${list(bands)}, and the result was ${at.band}`,
  obstacles: ({ for: { obstacles } }, at) => `is for the obstacles ${list(obstacles)}; given: ${list(at.obstacles)}`,
  strengths: ({ for: { strengths } }, at) => `is for the strengths ${list(strengths)}; given: ${list(at.strengths)}`,
  goals: ({ for: { goals } }, at) => `is for the goals ${list(goals)}; stated: ${at.goal ?? 'none'}`,
  segments: ({ for: { segments } }, at) =>
    `is for the segments ${list(segments)}; the user is in: ${list(at.segments)}`,
  after: ({ after }, { history }) =>
    `comes after ${list(after.filter((id) => history.lessons[id]?.completed === undefined))}, not completed yet`,
  from: ({ source }) => `starts on ${source.from}`,
  until: ({ source }) => `ended on ${source.until}`,
  ends: ({ source }) => `was over on ${source.kind === 'webinar' ? source.ends : ''}`,
  if: () => 'its condition (for.if) does not hold',
}

const LOST: Record<Criterion, (lesson: CompiledLesson, best: CompiledLesson, at: Situation) => string> = {
  escalation: (_, best, { history }) => `after ${history.missedInARow} missed in a row a ${best.kind} comes first`,
  weight: (lesson, best) => `its weight ${lesson.weight} is below ${best.weight}`,
  reasons: (_, best) => `${best.id} names the ${best.for.obstacles ? 'obstacle' : 'strength'}`,
  segments: (_, best) => `${best.id} names the segment`,
  goals: (_, best) => `${best.id} names the goal`,
  bands: (_, best) => `${best.id} names the band`,
  preference: (_, best) => `${best.id} is of the kind that the user prefers, ${best.kind}`,
}

/** Why `lesson` is not the one shown, where `best` is. */
export const reasonOf = (lesson: CompiledLesson, best: CompiledLesson | undefined, at: Situation): string => {
  const why = misfit(lesson, at)
  if (why) return MISFIT[why](lesson, at)
  const used = usedUp(lesson, at.history.lessons[lesson.id], at.now)
  if (best && used && usedUp(best, at.history.lessons[best.id], at.now)) {
    return `all that fit are used up, and ${best.id} was shown less recently`
  }
  if (used === 'declined') return 'the user said it is not for them'
  const { repeat } = lesson.source
  if (used) return repeat ? `completed, and not due again before ${repeat} have passed` : 'completed'
  const lost = best && decisive(best, lesson, at)
  return lost ? LOST[lost.criterion](lesson, best, at) : `equal to ${best?.id}, which comes earlier in the playbook`
}
