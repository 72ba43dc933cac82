/** What the server put into this page as JSON, and the one global of Gainloop, present even while (or if ever) its script does not load. */
interface PageData {
  fresh: boolean
  user?: { id: string; traits: Record<string, unknown>; token: string }
}

export const page: PageData = JSON.parse(document.getElementById('page')?.textContent ?? '{}')

type Call = (method: string, ...args: unknown[]) => unknown

/** Calls Gainloop as the README tells a vendor to: by its global, whether or not it has loaded yet. */
export const gainloop: Call = (...args) => (globalThis as unknown as { gainloop?: Call }).gainloop?.(...args)

/** Posts to the demo's server and reads its JSON answer. */
export async function post<T>(path: string, body: unknown = {}): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return (await response.json()) as T
}

/** Runs `act` for events of that type that happen on, or inside, an element matching the selector. */
export function whenever<E extends HTMLElement>(
  type: string,
  selector: string,
  act: (element: E, event: Event) => unknown,
): void {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest<E>(selector) : null
    if (element) act(element, event)
  })
}
