import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compile, createConsumer, manifest } from './consumer'

/** As a vendor would use every export. */
const RIGHT = `
import { createGainloop, type Gainloop, type Verdict } from 'gainloop'
import { GainloopProvider, useGainloop } from 'gainloop/react'
import { chooseLesson, coverage, decide, matches, parsePlaybook, type Playbook } from 'gainloop/playbook'
import { createReceiver, type Receiver, signToken, type Store } from 'gainloop/receiver'
import { listen, type Listening } from 'gainloop/receiver/node'
import { sqliteStore } from 'gainloop/receiver/sqlite'
import { postgresStore } from 'gainloop/receiver/postgres'
import { newcombe, successGap, wilson } from 'gainloop/report'
import playbookSchema from 'gainloop/playbook.schema.json' with { type: 'json' }
import eventsSchema from 'gainloop/events.schema.json' with { type: 'json' }

const gainloop: Gainloop = createGainloop({ playbook: '/playbook.json', endpoint: '/api/gainloop' })
gainloop.track('campaign.sent', { id: 'c_42', label: 'Spring sale', properties: { recipients: 1800 } })
gainloop.on('gainloop.rating.given', ({ data }) => data.band === 'missed')
export const verdicts: Promise<Verdict[]> = gainloop.explain()
export const provider: typeof GainloopProvider = GainloopProvider
export const hook: () => Gainloop = useGainloop
const parsed = parsePlaybook('{}')
export const playbook: Playbook | string[] = parsed.ok ? parsed.playbook : parsed.problems.map(({ message }) => message)
export const tools = [chooseLesson, coverage, decide, matches]
const store: Store = sqliteStore('gainloop.db')
export const receiver: Receiver = createReceiver({ store, on: { 'gainloop.rating.given': ({ data }) => data.score } })
export const listening: Promise<Listening> = listen(receiver, { port: 0, host: '127.0.0.1' })
export const token: Promise<string> = signToken({ subject: 'u_81', secret: 'a secret of at least thirty-two bytes', expiresIn: '1h' })
export const stores: Store[] = [store, postgresStore('postgres://localhost/gainloop', { connections: 5 })]
export const low: number = wilson(1, 2).low + newcombe(1, 2, 1, 2).low
export const actions: Promise<string[]> = successGap(store).then((report) => report.actions.map(({ action }) => action))
export const schemas: string[] = [playbookSchema.$schema, eventsSchema.$schema]
`

/** Each line below a mark is refused; the compiler says so where one is not. */
const WRONG = `
import { createGainloop } from 'gainloop'
import { useGainloop } from 'gainloop/react'
import { parsePlaybook } from 'gainloop/playbook'
import { createReceiver, signToken } from 'gainloop/receiver'
import { listen } from 'gainloop/receiver/node'
import { sqliteStore } from 'gainloop/receiver/sqlite'
import { postgresStore } from 'gainloop/receiver/postgres'
import { wilson } from 'gainloop/report'

// @ts-expect-error a mistyped option
createGainloop({ playbok: '/playbook.json' })
const gainloop = createGainloop({ playbook: '/playbook.json' })
// @ts-expect-error no action
gainloop.track()
// @ts-expect-error a mistyped detail
gainloop.track('campaign.sent', { lable: 'Spring sale' })
// @ts-expect-error no such method
gainloop.nope()
// @ts-expect-error an event there is not
gainloop.on('rating.given', () => {})
// @ts-expect-error no such method
useGainloop().nope()
// @ts-expect-error the playbook is there only when it is fine
parsePlaybook('{}').playbook.id
// @ts-expect-error no store
createReceiver({})
// @ts-expect-error a mistyped option
createReceiver({ store: sqliteStore('gainloop.db'), secert: '' })
// @ts-expect-error no file
sqliteStore()
// @ts-expect-error no URL
postgresStore()
// @ts-expect-error no receiver
listen()
// @ts-expect-error no secret
signToken({ subject: 'u_81' })
// @ts-expect-error no n
wilson(1)
`

let folder: string
beforeAll(async () => {
  folder = await createConsumer()
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('the example imports everything the package exports, but the scripts for pages and itself', () => {
  const names = Object.keys(manifest.exports).map((path) => path.replace('.', 'gainloop'))
  const imported = names.filter((name) => RIGHT.includes(`from '${name}'`))
  expect(names.filter((name) => !imported.includes(name))).toEqual(['gainloop/embed/*', 'gainloop/package.json'])
})

const nodenext = { module: 'nodenext', moduleResolution: 'nodenext', resolveJsonModule: true }

it('every export is typed by Node’s own resolution, down to the last declaration, and wrong calls are refused', async () => {
  const sources = { 'right.ts': RIGHT, 'wrong.ts': WRONG }
  expect(await compile(folder, sources, { skipLibCheck: false, ...nodenext })).toBe('')
}, 180_000)

it.each([
  { resolution: 'Node’s own', options: nodenext },
  { resolution: 'a bundler’s', options: { module: 'esnext', moduleResolution: 'bundler' } },
])(
  'wrong calls are refused by $resolution resolution where libraries are not checked',
  async ({ options }) => {
    expect(await compile(folder, { 'wrong.ts': WRONG }, { skipLibCheck: true, ...options })).toBe('')
  },
  180_000,
)
