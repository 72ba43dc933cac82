/** How to mend what went wrong, by the fault's code. */
import { nearest } from '../playbook/nearest'
import type { Fault } from './fault'

const HINTS: Record<string, string> = {
  load: 'Is the file still on the server? Keep the files of earlier versions for a month: a page that is open asks for them ("Hosting the files" in the README)',
  'playbook-missing':
    'Check data-playbook: a URL like "/playbook.json", or "#id" of a <script type="application/json"> above it',
  'playbook-unreachable': "Check its URL, and connect-src of the page's policy",
  'playbook-too-large': 'The limit is 1 MB: split it by product',
  'playbook-not-json': 'Find the place with: npx gainloop check playbook.json',
  'playbook-invalid': 'See everything at once with: npx gainloop check playbook.json',
  'endpoint-invalid': 'Write the whole address, with https://, or a path of your own site that begins with /',
  card: 'Look at the cause: often a script of the page has replaced a function of the browser',
  'endpoint-missing': 'Add data-endpoint="/api/gainloop" to the script tag',
  'unknown-action': 'Add it to "actions" in the playbook, or track one that is there',
  'unknown-moment': 'Track the moment first, with this id',
  refused: 'Look at what your endpoint answers, and run the receiver of this package to compare',
  rejected: 'Your endpoint took the batch but not these events: see what it says of each',
  token: 'What was given to identify must be a JSON Web Token, or a function that fetches one: look at what it answers',
  unreachable:
    "Ratings wait in this browser and are sent later. If it stays: is the endpoint running, and in connect-src of the page's policy?",
  unauthorized:
    'Check the token given to identify: its "sub" must be the user\'s id, its "account", where it has one, the account\'s id, and it must not have expired',
}

/** One sentence; empty where there is nothing to add. */
export const hintOf = ({ code = 'call', near: [given, known] = ['', []] }: Partial<Fault>): string => {
  const meant = nearest(given, known)
  if (meant) return `Did you mean "${meant}"?`
  const hint = HINTS[code] ?? ''
  const some = known.slice(0, 5).map((name) => `"${name}"`)
  return code.startsWith('unknown-') && some[0]
    ? `There is ${some.join(', ')}${known[5] ? ' …' : ''}. ${hint}`.trim()
    : hint
}
