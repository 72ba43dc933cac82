const UNITS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 }

/** The milliseconds in a duration such as `"30s" "10m" "4h" "3d" "2w"`; NaN for anything else, which no playbook that was read holds. */
export const milliseconds = (duration: string): number =>
  Number(duration.slice(0, -1)) * (UNITS[duration.slice(-1)] ?? Number.NaN) * 1000
