/**
 * What a field means where a playbook leaves it out, written as a playbook would write it. This is the only place that
 * says so: `schema.ts` documents these values and `compile.ts` fills them in.
 */
export const defaults = {
  languages: ['en'],
  prefer: ['reasons', 'segments', 'goals', 'bands'],
  experiments: { holdout: 0, reminders: 0 },
  theme: {
    light: { background: '#fff', text: '#16191d', accent: '#0b7258' },
    dark: { background: '#1a1c20', text: '#eceef1', accent: '#5fd3a8' },
    /** In CSS px. */
    radius: 16,
    font: 'system-ui',
    density: 'cozy',
    position: 'bottom-end',
  },
  goal: { other: false },
  metric: { fold: 'last' },
  ask: {
    when: { after: '3d' },
    expires: '14d',
    tooEarly: ['1w', '4w'],
    scale: 'outcome',
    comment: true,
    judge: 'user',
  },
  limits: {
    cooldown: '14d',
    /** For `every` and `digest`, `answered` defaults to the period instead. */
    sameAction: { answered: '30d', dismissed: '60d' },
    perSession: 1,
    per30Days: 2,
    perYear: 6,
    quiet: '0s',
    snooze: '3d',
    snoozes: 2,
    displays: 2,
    giveUp: { dismissals: 2, for: '180d' },
    /** For `every` and `digest`, the goal is asked once a period. */
    goal: { every: '14d', skips: 2, for: '180d' },
    sample: 1,
  },
  lesson: { weight: 0 },
} as const
