/** The panel of stored events: each as the demo's server read it back from the receiver's store. */
import { tellNext } from './next'

interface StoredEvent {
  type: string
  subject: string
  time: string
  data: Record<string, unknown>
}

/** What to read first of an event's data, in this order. */
const TELLING = [
  'value',
  'band',
  'obstacles',
  'strengths',
  'comment',
  'goal',
  'lesson',
  'kind',
  'did',
  'label',
  'until',
  'anonymous',
  'metrics',
]

const list = document.getElementById('stored-events')
const count = document.getElementById('stored-count')

const element = (tag: string, text: string, kind = ''): HTMLElement => {
  const made = document.createElement(tag)
  made.textContent = text
  if (kind) made.className = kind
  return made
}

function entry(event: StoredEvent): HTMLElement {
  const summary = document.createElement('summary')
  const telling = TELLING.filter((name) => name in event.data).map(
    (name) => `${name}: ${JSON.stringify(event.data[name])}`,
  )
  summary.append(
    element('b', event.type.replace('gainloop.', '')),
    element(
      'time',
      new Date(event.time).toLocaleString('en-GB', {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }),
    ),
    element('span', telling.join(' · ') || String(event.data.moment ?? event.subject)),
  )
  const details = document.createElement('details')
  details.dataset.type = event.type
  details.append(summary, element('pre', JSON.stringify(event, null, 2)))
  const item = document.createElement('li')
  item.append(details)
  return item
}

if (list && count) {
  const source = new EventSource('/demo/stored')
  source.addEventListener('message', ({ data }) => {
    list.prepend(entry(JSON.parse(data)))
    count.textContent = String(list.children.length)
    tellNext()
  })
  // A connection left open keeps a page out of the back-forward cache, and a browser has only six to a host.
  addEventListener('pagehide', () => source.close())
}
