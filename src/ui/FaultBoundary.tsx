/** Catches what the components below it throw, in a render or an effect: Preact would throw it into the page. */
import type { ComponentChildren } from 'preact'
import { useErrorBoundary } from 'preact/hooks'

export const FaultBoundary = ({
  onFault,
  children,
}: {
  onFault(cause: unknown): void
  children: ComponentChildren
}) => {
  const [fault] = useErrorBoundary(onFault)
  return fault === undefined ? children : null
}
