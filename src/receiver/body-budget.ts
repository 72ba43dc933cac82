/** One memory budget for all request bodies in flight, so that no number of connections can fill the memory. */

/** A body that is still arriving after so long may have to make room for another one, in ms. Its sender is told to send it again. */
const MAY_BE_CUT_OFF_AFTER = 2_000
/** One address gets a quarter of the budget at most. */
const SENDERS = 4

/** The memory of one body, from its first byte until its request is answered. */
export interface BodyShare {
  /** Takes more memory; false if there is none. */
  grow(bytes: number): boolean
  /** To be called if the body has to make room for another one while it is still arriving. */
  onCutOff: () => void
  /** The body is complete: from now on it can't be cut off. */
  arrived(): void
  /** Gives all memory back. */
  end(): void
}

export interface BodyBudget {
  /** @param sender the address it comes from, if known */
  begin(sender: string | undefined): BodyShare
}

interface Holder extends BodyShare {
  sender: string | undefined
  begun: number
  held: number
}

/**
 * @param bytes the budget
 * @param largest the largest body, in bytes, which always fits for a sender that sends nothing else
 */
export function bodyBudget(bytes: number, largest: number, now: () => number): BodyBudget {
  const ofSender = new Map<string, number>()
  const mostOfSender = Math.max(bytes / SENDERS, largest)
  /** Bodies that are still arriving, the one that began first at the front. */
  const arriving = new Set<Holder>()
  let total = 0

  function add(holder: Holder, change: number): void {
    holder.held += change
    total += change
    if (holder.sender === undefined) return
    const sum = (ofSender.get(holder.sender) ?? 0) + change
    if (sum) ofSender.set(holder.sender, sum)
    else ofSender.delete(holder.sender)
  }

  const isSenderFull = ({ sender }: Holder, more: number) =>
    sender !== undefined && (ofSender.get(sender) ?? 0) + more > mostOfSender

  /** Cuts off the slowest body that stands in the way; false if there is none. */
  function makeRoom(holder: Holder, ofSameSender: boolean): boolean {
    for (const other of arriving) {
      if (now() - other.begun < MAY_BE_CUT_OFF_AFTER) return false
      if (other === holder || !other.held || (ofSameSender && other.sender !== holder.sender)) continue
      other.end()
      other.onCutOff()
      return true
    }
    return false
  }

  return {
    begin(sender) {
      const holder: Holder = {
        ...{ sender, begun: now(), held: 0 },
        onCutOff() {},
        grow(more) {
          while (isSenderFull(holder, more)) if (!makeRoom(holder, true)) return false
          while (total + more > bytes) if (!makeRoom(holder, false)) return false
          add(holder, more)
          return true
        },
        arrived: () => void arriving.delete(holder),
        end() {
          arriving.delete(holder)
          add(holder, -holder.held)
        },
      }
      arriving.add(holder)
      return holder
    },
  }
}
