import { type Path, type Problem, pointer } from './problem'

/** Something that is allowed, but hardly meant. `message` is a sentence about what stands at `path`. */
export const finding = (path: Path, code: string, message: string, hint?: string): Problem => ({
  path: pointer(path),
  code,
  severity: 'warning',
  message: `At ${path.join('.')}: ${message}`,
  ...(hint && { hint }),
})
