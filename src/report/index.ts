/** `gainloop/report`: the success-gap report and the confidence intervals it uses. */
export type { ReportFilter, Time } from './filter'
export { type Interval, newcombe, wilson } from './intervals'
export type { ActionReport, Arm, LessonKind, LessonReport, Lift, LiftVerdict, SuccessGap } from './shape'
export { type ReportOptions, type ReportProgress, successGap } from './success-gap'
