/**
 * The types of a playbook and of its named parts, inferred from its schemas. The package publishes them as plain declarations
 * in place of this file, see build/playbook-types.ts.
 */
import type * as z from 'zod/mini'
import type { action } from './action'
import type { ask, scale, scaleKind, when } from './ask'
import type { choice, goal } from './goal'
import type { band, block, lesson, lessonFor } from './lesson'
import type { limits } from './limits'
import type { metric } from './metric'
import type { playbookSchema } from './playbook'
import type { plural, text, url } from './text'
import type { theme } from './theme'

export type { Condition } from '../condition'

type Of<T extends () => z.ZodMiniType> = z.infer<ReturnType<T>>

export type Playbook = Of<typeof playbookSchema>
export type Text = z.infer<typeof text>
export type PluralText = z.infer<typeof plural>
export type Url = z.infer<typeof url>
export type Choice = Of<typeof choice>
export type Goal = Of<typeof goal>
export type Metric = Of<typeof metric>
export type When = Of<typeof when>
export type ScaleKind = Of<typeof scaleKind>
export type Scale = Of<typeof scale>
export type Limits = Of<typeof limits>
export type Ask = Of<typeof ask>
export type Action = Of<typeof action>
export type Block = Of<typeof block>
export type Band = Of<typeof band>
export type LessonFor = Of<typeof lessonFor>
export type Lesson = Of<typeof lesson>
export type Theme = Of<typeof theme>
