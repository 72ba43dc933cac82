/** The elements of the page that show the card inline. */
import type { MountOptions } from '../api'
import { isHidden } from '../host/seen'

export interface Mounts {
  /** Returns the unmount. */
  add(element: Element, action?: string, options?: MountOptions): () => void
  /** The latest one for this action that is in the page; one that can be seen, if there is any. */
  elementFor(action: string, what?: 'card' | 'reminder'): Element | undefined
}

/** @param changed runs after an element was added or removed */
export function createMounts(container: Element | undefined, changed: () => void): Mounts {
  let mounts: { element: Element; action?: string | undefined; only?: 'reminder' | undefined }[] = container
    ? [{ element: container }]
    : []
  return {
    add(element, action, options) {
      const mount = { element, action, only: options?.only }
      mounts.push(mount)
      changed()
      return () => {
        if (!mounts.includes(mount)) return
        mounts = mounts.filter((one) => one !== mount)
        changed()
      }
    },
    elementFor(on, what = 'card') {
      const fitting = mounts.filter(
        ({ element, action, only = what }) => element.isConnected && (!action || action === on) && only === what,
      )
      return (fitting.findLast(({ element }) => !isHidden(element)) ?? fitting.at(-1))?.element
    },
  }
}
