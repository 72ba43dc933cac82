/** Prepares a playbook once, so that no stage parses a duration, compiles a condition or reads a default later. */
import { compileAction } from './compile-action'
import { compileLesson, indexLessons } from './compile-lessons'
import { compileLimits, DEFAULT_LIMITS } from './compile-limits'
import type { CompiledPlaybook } from './compiled'
import { type Compiler, createCompiler } from './compiler'
import { defaults } from './defaults'
import { isLanguage, languagesOf } from './language'
import { recordOf } from './plain'
import type { Playbook } from './schema'

const compileLanguages = (playbook: Playbook, { report }: Compiler): string[] => {
  const languages = languagesOf(playbook).filter((language, index) => {
    const known = isLanguage(language)
    if (!known) report(['languages', index], 'wrong-format', 'a language tag like "en" or "pt-BR"', language)
    return known
  })
  return languages.length > 0 ? languages : [...defaults.languages]
}

const compile = (playbook: Playbook): CompiledPlaybook => {
  const compiler = createCompiler()
  const { id, name = id, segments = {}, texts = {}, experiments, actions } = playbook
  const languages = compileLanguages(playbook, compiler)
  const limits = playbook.limits ? compileLimits(playbook.limits, DEFAULT_LIMITS, ['limits'], compiler) : DEFAULT_LIMITS
  const lessons = playbook.lessons.map((lesson, index) => compileLesson(lesson, ['lessons', index], compiler))
  return {
    source: playbook,
    id,
    name,
    languages,
    segments: Object.entries(segments).map(([segment, condition]) => ({
      name: segment,
      includes: compiler.condition(condition, ['segments', segment]),
    })),
    limits,
    texts,
    prefer: playbook.prefer ?? defaults.prefer,
    holdout: experiments?.holdout ?? defaults.experiments.holdout,
    unreminded: experiments?.reminders ?? defaults.experiments.reminders,
    actions: recordOf(
      Object.entries(actions).map(([action, declared]) => [action, compileAction(action, declared, limits, compiler)]),
    ),
    lessons,
    lessonsFor: indexLessons(lessons),
    problems: compiler.problems,
  }
}

const known = new WeakMap<Playbook, CompiledPlaybook>()

/**
 * Compiles a playbook that was read, once for each playbook object. Never throws for one.
 * @returns the compiled playbook. Its `problems` name what could not be compiled, such as a bad pattern or a language tag
 * that browsers don't know. A playbook with problems is not to be used.
 */
export const compilePlaybook = (playbook: Playbook): CompiledPlaybook => {
  const compiled = known.get(playbook) ?? compile(playbook)
  known.set(playbook, compiled)
  return compiled
}
