/** `npm run shape`: writes what is made from other sources, so that a test need only find it stale. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { shapeSource } from '../../src/playbook/make-shape'
import { en } from '../../src/ui/languages/en'

const file = (name: string): string => fileURLToPath(new URL(`../../src/playbook/${name}`, import.meta.url))

export const textKeysSource = (): string =>
  `/** The interface's texts that a playbook can override. Made from \`ui/languages/en.ts\` by \`npm run shape\`; don't edit it. */
// prettier-ignore: made, not written
export const TEXT_KEYS: readonly string[] = ${JSON.stringify(Object.keys(en), null, 1)}
`

export const made = { 'shape.ts': shapeSource(), 'text-keys.ts': textKeysSource() }

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [name, source] of Object.entries(made)) writeFileSync(file(name), source)
