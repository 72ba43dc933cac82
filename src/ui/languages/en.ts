/**
 * Every string of the interface, in English: the source for translators and the fallback everywhere.
 * Keys are public, a playbook's `texts` overrides them. A lesson speaks of the task, never of the person.
 * The browser imports its two halves, one of them only when needed.
 */
import { everyday } from './en/everyday'
import { rarer } from './en/rarer'

export const en = { ...everyday, ...rarer }

export type TextKey = keyof typeof en
