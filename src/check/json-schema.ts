/** The published JSON Schema of the playbook: for editors, for the reference, and for checks in other languages. */
import * as z from 'zod/mini'
import { actionDocs } from '../playbook/schema/action'
import { askDocs, digestDocs, scaleDocs, whenDocs } from '../playbook/schema/ask'
import { choiceDocs, goalDocs } from '../playbook/schema/goal'
import { blockDocs, lessonDocs, lessonForDocs, stepDocs, teacherDocs, unitDocs } from '../playbook/schema/lesson'
import { giveUpDocs, accountLimitsDocs, goalLimitsDocs, limitsDocs, sameActionDocs } from '../playbook/schema/limits'
import { metricDocs } from '../playbook/schema/metric'
import { type FieldDoc, parts } from '../playbook/schema/part'
import { experimentsDocs, playbookDocs, playbookSchema } from '../playbook/schema/playbook'
import { pluralDocs } from '../playbook/schema/text'
import { colorsDocs, themeDocs } from '../playbook/schema/theme'
import { type InterfaceText, interfaceTexts } from './interface-keys'

export interface JsonSchema {
  [keyword: string]: unknown
  $ref?: string
  title?: string
  description?: string
  properties?: Record<string, JsonSchema>
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
}

type Docs = Record<string, FieldDoc>

/** What the fields of each part mean, by the name of the part. */
const docsByPart = (): Record<string, Docs> => ({
  Action: actionDocs(),
  Ask: askDocs(),
  Block: blockDocs(),
  Choice: choiceDocs(),
  Colors: colorsDocs(),
  Digest: digestDocs(),
  Experiments: experimentsDocs(),
  GiveUp: giveUpDocs(),
  GoalLimits: goalLimitsDocs(),
  AccountLimits: accountLimitsDocs(),
  Goal: goalDocs(),
  LessonFor: lessonForDocs(),
  Limits: limitsDocs(),
  Metric: metricDocs(),
  PluralText: pluralDocs(),
  SameAction: sameActionDocs(),
  Scale: scaleDocs(),
  Step: stepDocs(),
  Theme: themeDocs(),
  Teacher: teacherDocs(),
  Unit: unitDocs(),
  When: whenDocs(),
  ...Object.fromEntries(Object.entries(lessonDocs()).map(([kind, docs]) => [lessonPart(kind), docs])),
})

const lessonPart = (kind: string): string => `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Lesson`

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/**
 * Writes the docs beside each field of a schema, and of the options of a union. An editor shows the description of what a
 * `$ref` leads to rather than the one beside it, but it does show `markdownDescription`.
 */
const document = (schema: JsonSchema, docs: Docs): void => {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const doc = docs[name]
    if (doc) Object.assign(property, doc, property.$ref && { markdownDescription: doc.description })
  }
  for (const option of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) document(option, docs)
}

/** A string of the interface that a playbook can override: what it is for, what it may name, and the English one. */
const textSchema = ({ meaning, english, placeholders }: InterfaceText): JsonSchema => {
  const names = placeholders.map((name) => `{{${name}}}`).join(', ')
  const description = names ? `${meaning} May hold ${names}.` : meaning
  return { $ref: '#/$defs/Text', description, markdownDescription: description, default: english }
}

/** JSON Schema 2020-12, made from the zod schemas. What it can't say (names that must exist, languages) `gainloop check` does. */
export const playbookJsonSchema = (): JsonSchema & { $defs: Record<string, JsonSchema> } => {
  const made = z.toJSONSchema(playbookSchema(), { io: 'input', metadata: parts })
  const { $schema, $defs, ...root } = made as JsonSchema & { $defs: Record<string, JsonSchema> }
  const docs = docsByPart()
  for (const [name, definition] of Object.entries($defs)) {
    delete definition.id
    definition.title = name
    definition.description = sentence(definition.description ?? '')
    document(definition, docs[name] ?? {})
  }
  document(root, playbookDocs())
  const texts = root.properties?.texts
  if (texts) texts.properties = Object.fromEntries(interfaceTexts().map((text) => [text.key, textSchema(text)]))
  return {
    $schema,
    title: 'Gainloop playbook',
    description: 'What is asked after which action, and which lesson follows which answer. Version 1.',
    ...root,
    $defs,
  }
}
