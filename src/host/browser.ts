/** The browser as a `Host`: the real clock, storage, locks and network. */
import type { StorageAdapter } from '../api'
import { type Cell, memoryCell } from './cell'
import { databaseCell } from './database'
import { keyedCell, webStorage } from './fallback'
import type { Fetch, Host, Requests } from './host'
import { listen } from './listen'
import { exclusively } from './lock'
import { after } from './timer'
import { uuid } from './uuid'
import { type MergeBooks, openVault } from './vault'

export interface BrowserOptions {
  /** As `storageName` gives it: two Gainloops in one page keep apart. @default 'gainloop' */
  name?: string
  /** `local`: IndexedDB, else localStorage; `session`: sessionStorage; `memory`; or the vendor's own. All end in memory when they fail. @default 'local' */
  storage?: 'local' | 'session' | 'memory' | StorageAdapter
  /** @default the page's */
  fetch?: Fetch
  /** Loads `request.ts`, so that pages that send nothing fetch no ky. */
  requestPart: () => Promise<typeof import('./request')>
  /** Joins the book with one that had to be kept elsewhere while the storage failed. @default the first wins */
  merge?: MergeBooks
}

/** Touches nothing of the page until its methods are called, beyond reading the storage once. Never throws. */
export const browserHost = ({
  name = 'gainloop',
  storage = 'local',
  fetch: request = (url, init) => fetch(url, init),
  requestPart,
  merge,
}: BrowserOptions): Host => ({
  now: () => Date.now(),
  after,
  id: uuid,
  vault: openVault([...cellsOf(storage, name), memoryCell()], merge),
  requests: once(async () => (await requestPart()).createRequests(request)),
  exclusively,
  onHide: whenSeen(true, 'pagehide'),
  onReturn: whenSeen(false, 'online'),
})

function cellsOf(storage: NonNullable<BrowserOptions['storage']>, name: string): Cell[] {
  if (storage === 'memory') return []
  if (typeof storage === 'object') return [keyedCell(storage, name)]
  if (storage === 'session') return [keyedCell(webStorage('sessionStorage'), name, true)]
  return [databaseCell(name), keyedCell(webStorage('localStorage'), name)]
}

/** Where answers are kept in the turn they are given. Undefined: nowhere. */
export const journalStorage = (storage: BrowserOptions['storage'] = 'local'): StorageAdapter | undefined => {
  if (storage === 'memory') return undefined
  if (typeof storage === 'object') return storage
  return webStorage(storage === 'session' ? 'sessionStorage' : 'localStorage')
}

/** Remembers what `load` gave; after a failure it is called again. */
function once(load: () => Promise<Requests>): () => Promise<Requests> {
  let loaded: Promise<Requests> | undefined
  return () => {
    loaded ??= load().catch((cause: unknown) => {
      loaded = undefined
      throw cause
    })
    return loaded
  }
}

/** The page was hidden, or shown again; or another event of the window says as much. */
const whenSeen = (hidden: boolean, other: string) => (run: () => void) =>
  listen(window, `visibilitychange ${other}`, ({ type }) => {
    if (type === other || document.hidden === hidden) run()
  })
