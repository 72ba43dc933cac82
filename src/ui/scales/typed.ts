/** What the user types for a metric, in the unit people use, and what it is in the metric's own unit. */
import type { Metric } from '../../playbook/schema'

/** How many of the metric's own units one typed unit divides into: percent is typed as 3.4 for 0.034, durations in minutes. */
export const perTyped = (metric: Metric | undefined): number =>
  metric?.unit === 'percent' ? 100 : metric?.unit === 'duration' ? 1 / 60 : 1

/** The figure in the metric's own unit; undefined when nothing usable was typed. */
export const typedFigure = (typed: string | null, metric: Metric | undefined): number | undefined => {
  const value = Number(typed)
  return typed?.trim() && Number.isFinite(value) ? value / perTyped(metric) : undefined
}
