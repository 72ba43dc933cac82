/** Chance that comes out the same for the same seed. */
export interface Dice {
  /** 0 to 1, 1 excluded. */
  roll(): number
  /** 0 to `sides` - 1. */
  below(sides: number): number
  /** The same cards in another order. */
  shuffled<T>(cards: readonly T[]): T[]
}

/** mulberry32: small, and even enough for dealing faults. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (sides: number): number => Math.floor(roll() * sides)
  return {
    roll,
    below,
    shuffled(cards) {
      const left = [...cards]
      return cards.flatMap(() => left.splice(below(left.length), 1))
    },
  }
}
