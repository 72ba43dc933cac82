/** Reports for the tests of the page: each test says only what matters to it. */
import type { ActionReport, LessonReport, SuccessGap } from '../../../src/report'

export const action = (change: Partial<ActionReport> = {}): ActionReport => ({
  ...{ action: 'campaign.sent', completed: 1_200, asked: 90, answered: 60, reached: 33, partly: 11, missed: 16 },
  reachedShare: { estimate: 0.55, low: 0.42, high: 0.67 },
  unknown: 1_140,
  obstacles: [],
  ...change,
})

export const lesson = (change: Partial<LessonReport> = {}): LessonReport => ({
  ...{ lesson: 'subject-lines', kind: 'tips', shown: 70, opened: 62, completed: 53, useful: 44, notUseful: 35 },
  ...{ committed: 26, did: 17 },
  lift: { shown: { users: 12, reached: 8 }, withheld: { users: 3, reached: 1 }, difference: null },
  ...change,
})

export const report = (change: Partial<SuccessGap> = {}): SuccessGap => ({
  ...{ from: null, to: null, actions: [], lessons: [] },
  ...change,
})
