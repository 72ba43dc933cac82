/** Random numbers that are the same in every run: mulberry32. */
export interface Random {
  /** From 0 to 1, without 1. */
  share(): number
  chance(probability: number): boolean
}

export function randomOf(seed: number): Random {
  // Seeds that follow each other would begin alike.
  let state = Math.imul(seed, 0x9e3779b1)
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { share, chance: (probability) => share() < probability }
}
