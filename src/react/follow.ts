/** Brings a running instance in step with a provider's changed props. */
import type { Gainloop } from '../api'
import type { ProviderOptions } from './provider-options'

/** Compares by content, because props given inline are new objects at every render. */
export function follow(
  live: Pick<Gainloop, 'setLanguage' | 'setTheme' | 'consent' | 'identify' | 'reset'>,
  before: ProviderOptions,
  next: ProviderOptions,
  token: () => Promise<string>,
): void {
  const { language = '', theme = 'auto', consent, user } = next
  // An empty tag is the page's own language again.
  if (language !== (before.language ?? '')) live.setLanguage(language)
  if (theme !== (before.theme ?? 'auto')) live.setTheme(theme)
  if (consent !== before.consent) live.consent(consent !== 'wait')
  if (!user) before.user && live.reset()
  else if (!sameUser(before, next)) live.identify({ ...user, token })
}

/** A token function never counts as changed: the latest is called anyway. */
function sameUser(before: ProviderOptions, next: ProviderOptions): boolean {
  const tokens = [before, next].map(({ user, token }) => user?.token ?? token)
  const unchanged = tokens.every((token) => typeof token === 'function') || tokens[0] === tokens[1]
  return (
    unchanged &&
    before.user?.id === next.user?.id &&
    isAlike(before.user?.traits, next.user?.traits) &&
    isAlike(before.user?.account, next.user?.account)
  )
}

function isAlike(before: unknown, next: unknown): boolean {
  try {
    return before === next || JSON.stringify(before) === JSON.stringify(next)
  } catch {
    // Not JSON: `identify` reports it.
    return false
  }
}
