import { join } from 'node:path'
import { eventsJsonSchema } from '../../delivery/json-schema'
import { playbookJsonSchema } from '../../check/json-schema'
import type { Command } from '../command'

const pretty = (json: unknown): string => JSON.stringify(json, null, 2)

/** JSON Schema 2020-12, made from the zod schemas that the code validates with. */
export const command: Command = {
  help: `gainloop schema [--events] [--out <folder>]

Prints the JSON Schema of the playbook, for your editor and your own checks.

  --events        prints the schema of the events that your endpoint receives instead
  --out <folder>  writes both to files: playbook.schema.json and events.schema.json`,
  options: { events: { type: 'boolean' }, out: { type: 'string' } },
  arguments: 0,
  async run({ events, out }, _, io) {
    if (typeof out === 'string') {
      await io.write(join(out, 'playbook.schema.json'), `${pretty(playbookJsonSchema())}\n`)
      await io.write(join(out, 'events.schema.json'), `${pretty(eventsJsonSchema())}\n`)
    } else {
      io.out(pretty(events ? eventsJsonSchema() : playbookJsonSchema()))
    }
    return 0
  },
}
