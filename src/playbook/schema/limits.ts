import * as z from 'zod/mini'
import { defaults } from '../defaults'
import { type Docs, field, once, part } from './part'
import { duration, share, wholeNumber } from './scalars'

const otherwise = defaults.limits

export const sameAction = once(() =>
  part(
    'SameAction',
    'the least time between two asks about the same action',
    z.strictObject({ answered: z.optional(duration), dismissed: z.optional(duration) }),
  ),
)

export const sameActionDocs: () => Docs<ReturnType<typeof sameAction>> = () => ({
  answered: field(
    'The least time after an answer. For "every" and "digest" the default is the period.',
    '90d',
    otherwise.sameAction.answered,
  ),
  dismissed: field('The least time after the user dismissed the ask.', '90d', otherwise.sameAction.dismissed),
})

export const giveUp = once(() =>
  part(
    'GiveUp',
    'when to stop asking a user who never answers',
    z.strictObject({ dismissals: wholeNumber(1), for: duration }),
  ),
)

export const giveUpDocs: () => Docs<ReturnType<typeof giveUp>> = () => ({
  dismissals: field(
    'How many dismissals in a row, each within `for` of the next, make Gainloop stop asking.',
    3,
    otherwise.giveUp.dismissals,
  ),
  for: field('How long it then does not ask.', '365d', otherwise.giveUp.for),
})

export const goalLimits = once(() =>
  part(
    'GoalLimits',
    'how often a user may be asked for the goal of an action',
    z.strictObject({ every: z.optional(duration), skips: z.optional(wholeNumber(1)), for: z.optional(duration) }),
  ),
)

export const goalLimitsDocs: () => Docs<ReturnType<typeof goalLimits>> = () => ({
  every: field(
    'The least time between two times the goal of the same action is asked for.',
    '30d',
    otherwise.goal.every,
  ),
  skips: field('How many times in a row, skipped or closed, make Gainloop stop asking.', 3, otherwise.goal.skips),
  for: field('How long it then does not ask for the goal of this action.', '365d', otherwise.goal.for),
})

export const accountLimits = once(() =>
  part(
    'AccountLimits',
    'how often the users of one account may be asked, all together',
    z.strictObject({ asks: wholeNumber(1), per: duration }),
  ),
)

export const accountLimitsDocs: () => Docs<ReturnType<typeof accountLimits>> = () => ({
  asks: field('The most asks of all users of the account, within that time.', 2),
  per: field('The time.', '30d'),
})

export const limits = once(() =>
  part(
    'Limits',
    'how often a user may be asked',
    z.strictObject({
      cooldown: z.optional(duration),
      sameAction: z.optional(sameAction()),
      perSession: z.optional(wholeNumber(0)),
      per30Days: z.optional(wholeNumber(0)),
      perYear: z.optional(wholeNumber(0)),
      quiet: z.optional(duration),
      snooze: z.optional(duration),
      snoozes: z.optional(wholeNumber(0)),
      displays: z.optional(wholeNumber(1)),
      giveUp: z.optional(giveUp()),
      goal: z.optional(goalLimits()),
      perAccount: z.optional(accountLimits()),
      sample: z.optional(share()),
    }),
  ),
)

export const limitsDocs: () => Docs<ReturnType<typeof limits>> = () => ({
  cooldown: field('The least time between any two asks.', '7d', otherwise.cooldown),
  sameAction: field(
    'The least time between two asks about the same action.',
    { answered: '90d', dismissed: '180d' },
    otherwise.sameAction,
  ),
  perSession: field(
    'The most asks in one session. A session belongs to a tab and ends after 30 minutes without activity.',
    2,
    otherwise.perSession,
  ),
  per30Days: field('The most asks in 30 days.', 4, otherwise.per30Days),
  perYear: field('The most asks in a year.', 12, otherwise.perYear),
  quiet: field('How long a new user is not asked, counted from the first visit.', '7d', otherwise.quiet),
  snooze: field('How long "Ask me later" postpones an ask.', '1d', otherwise.snooze),
  snoozes: field('How often one ask can be postponed.', 1, otherwise.snoozes),
  displays: field('How many displays without an answer count as a dismissal.', 3, otherwise.displays),
  giveUp: field('When to stop asking a user who never answers.', { dismissals: 3, for: '365d' }, otherwise.giveUp),
  goal: field(
    'How often a user is asked for the goal of an action. Where it is not asked for, the last goal counts again.',
    { every: '30d', skips: 3 },
    otherwise.goal,
  ),
  perAccount: field(
    'How often the users of one account may be asked, all together. What colleagues were asked comes with the endpoint’s state (`data-sync`).',
    { asks: 2, per: '30d' },
  ),
  sample: field('The share of users, 0 to 1, who are asked. They are always the same users.', 0.25, otherwise.sample),
})
