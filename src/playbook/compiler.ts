/** Compiles single values. What can't be compiled is noted as a problem, and replaced by a value that does no harm. */
import { compileCondition, compileValueCondition, type Report } from './condition'
import type { Predicate } from './condition-operators'
import { milliseconds } from './duration'
import type { Mistake, Path } from './mistake'
import type { Condition } from './schema'

export interface Compiler {
  problems: Mistake[]
  report(path: Path, code: string, expected: string, found: unknown): void
  /** In milliseconds. */
  duration(value: string, path: Path): number
  /** In milliseconds since 1970. */
  date(value: string, path: Path): number
  condition(value: Condition, path: Path): Predicate
  /** Operators on one value, such as `{ "$gte": 0.25 }`. */
  valueCondition(value: Record<string, unknown>, path: Path): Predicate
}

export const createCompiler = (): Compiler => {
  const problems: Mistake[] = []
  const report: Compiler['report'] = (path, code, expected, found) => {
    problems.push({ path, code, expected, found })
  }
  const reportIn =
    (path: Path): Report =>
    (mistake) =>
      problems.push({ ...mistake, path: [...path, ...mistake.path] })
  return {
    problems,
    report,
    duration(value, path) {
      const span = milliseconds(value)
      if (Number.isNaN(span)) report(path, 'wrong-format', 'a duration like "3d"', value)
      return span
    },
    date(value, path) {
      const time = Date.parse(value)
      if (Number.isNaN(time)) report(path, 'wrong-format', 'a date that exists', value)
      return time
    },
    condition: (value, path) => compileCondition(value, reportIn(path)),
    valueCondition: (value, path) => compileValueCondition(value, reportIn(path)),
  }
}
