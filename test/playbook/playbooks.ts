/** Playbooks to read in tests. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Playbook } from '../../src/playbook/schema'

const folder = new URL('../fixtures/playbooks/', import.meta.url)

/** The names of the shared playbooks and of CONTRACT's smallest. */
export const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
export const textOf = (name: string): string => readFileSync(new URL(`${name}.json`, folder), 'utf8')

/** A fresh copy, to be broken. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what is broken has no type any more
export const fresh = (name = 'smallest'): any => JSON.parse(textOf(name))
export const playbookOf = (name: string): Playbook => fresh(name)
