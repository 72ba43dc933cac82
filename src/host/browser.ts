/** The browser as a `Host`: the real clock, storage, locks and network. */

import { keyedVault, type StorageAdapter } from './fallback'
import type { Host, Vault } from './host'
import { ladder, type MergeBooks } from './ladder'
import { listen } from './listen'
import { exclusively } from './lock'
import { storageName } from './name'
import { memoryStorage, webStorage } from './storages'
import { after } from './timer'
import { uuid } from './uuid'
import { databaseVault } from './vault'

export interface BrowserOptions {
  /** The global's name: two Gainloops in one page keep apart. @default 'gainloop' */
  name?: string
  /** `local`: IndexedDB, else localStorage; `session`: sessionStorage; `memory`; or the vendor's own. All end in memory when they fail. @default 'local' */
  storage?: 'local' | 'session' | 'memory' | StorageAdapter
  /** @default the page's */
  fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** Joins the book with one that had to be kept elsewhere while the storage failed. @default the first wins */
  merge?: MergeBooks
}

/** Touches nothing of the page until its methods are called, beyond reading the storage once. Never throws. */
export function browserHost(options: BrowserOptions = {}): Host {
  const request = options.fetch ?? ((url, init) => fetch(url, init))
  return {
    now: () => Date.now(),
    after,
    id: uuid,
    vault: vaultOf(options.storage ?? 'local', storageName(options.name), options.merge),
    fetch: request,
    exclusively,
    onHide(run) {
      const offVisibility = listen(document, 'visibilitychange', () => document.hidden && run())
      const offPage = listen(window, 'pagehide', run)
      return () => {
        offVisibility()
        offPage()
      }
    },
    onReturn(run) {
      const offVisibility = listen(document, 'visibilitychange', () => document.hidden || run())
      const offPage = listen(window, 'online', run)
      return () => {
        offVisibility()
        offPage()
      }
    },
  }
}

function vaultOf(storage: NonNullable<BrowserOptions['storage']>, name: string, merge?: MergeBooks): Vault {
  const memory = keyedVault(memoryStorage(), name)
  if (storage === 'memory') return memory
  if (storage === 'session') return ladder([keyedVault(webStorage('sessionStorage'), name), memory], merge)
  if (storage === 'local')
    return ladder([databaseVault(name), keyedVault(webStorage('localStorage'), name), memory], merge)
  const inTurn = async <T>(work: () => Promise<T>) => (await exclusively(name, work, true)) as T
  return ladder([keyedVault(storage, name, inTurn), memory], merge)
}
