/** The receiver's `ask`: what it takes to serve the pages that `askLink` leads to. */
import type { ThemeMode } from '../../api'
import { parsePlaybook } from '../../check/parse'
import { compilePlaybook } from '../../playbook/compile'
import type { CompiledPlaybook } from '../../playbook/compiled'
import type { PlaybookInput } from '../../playbook/schema'
import { checkSecret } from '../sign-token'
import { isWebAddress } from './ask-link'

export interface AskOptions {
  /** The playbook whose asks the pages show, as in the product: the parsed JSON. Several, if the receiver serves several products. */
  playbook: PlaybookInput | readonly PlaybookInput[]
  /**
   * Where browsers reach the receiver, such as `https://app.example.com/api/gainloop`. `receiver.askLink` needs it.
   * @default none: use the function `askLink`
   */
  url?: string | URL | undefined
  /** The colours of the pages. `auto` follows the user's system. @default 'auto' */
  theme?: ThemeMode | undefined
  /** What links are signed with, at least 32 bytes. @default the receiver's `secret` */
  secret?: string | undefined
  /**
   * The folder of the package's `dist/embed`, should a bundler have moved the receiver away from it. The page's script is read from
   * there. @default beside the receiver, in the package
   */
  files?: string | URL | undefined
}

/** The same, checked. */
export interface AskSettings {
  /** By id. */
  playbooks: ReadonlyMap<string, CompiledPlaybook>
  /** The first: for links that name none. */
  playbook: CompiledPlaybook
  url: string | URL | undefined
  theme: ThemeMode
  secret: string
  files: string | URL | undefined
}

const THEMES: readonly unknown[] = ['auto', 'light', 'dark']

const fail = (problem: string): never => {
  throw new TypeError(`createReceiver: "ask": ${problem}`)
}

/** @throws TypeError that says what is wrong and what to write instead. */
export function askSettings(options: AskOptions, receiverSecret: string | undefined): AskSettings {
  const { url, theme = 'auto', secret = receiverSecret, files } = options
  if (secret === undefined) fail('links are signed, and there is no "secret"; set secret: process.env.GAINLOOP_SECRET')
  checkSecret(secret, fail)
  if (url !== undefined && !isWebAddress(url)) {
    fail(`expected "url" to be an address like "https://app.example.com/api/gainloop", got ${JSON.stringify(url)}`)
  }
  if (!THEMES.includes(theme)) fail(`expected "theme" to be "auto", "light" or "dark", got ${JSON.stringify(theme)}`)
  const given: unknown[] = Array.isArray(options.playbook) ? options.playbook : [options.playbook]
  const playbooks = new Map(given.map(readPlaybook).map((playbook) => [playbook.id, playbook]))
  const [playbook] = playbooks.values()
  if (!playbook || playbooks.size < given.length) return fail('expected playbooks with an id of their own each')
  return { playbooks, playbook, url, theme, secret: secret as string, files }
}

function readPlaybook(json: unknown): CompiledPlaybook {
  if (json === undefined) return fail('expected "playbook" to be the parsed playbook, got nothing')
  const parsing = parsePlaybook(json)
  if (!parsing.ok) return fail(`the playbook has a problem. ${parsing.problems[0]?.message}`)
  const compiled = compilePlaybook(parsing.playbook)
  return compiled.problems.length ? fail('the playbook has problems: run npx gainloop check') : compiled
}
