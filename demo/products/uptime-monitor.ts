/** Nightwatch: uptime monitoring. A passive product: the ask about the watch comes by itself, without any action. */
import type { Product } from './product'

export const uptimeMonitor: Product = {
  id: 'uptime-monitor',
  name: 'Nightwatch',
  kind: 'Uptime monitoring',
  icon: 'moon',
  languages: ['en'],
  users: [
    {
      id: 'u_sam',
      name: 'Sam Whitlock',
      note: 'no operations team',
      company: 'Whitlock Books',
      traits: { hasOpsTeam: false, teamSize: 3, plan: 'team' },
    },
    {
      id: 'u_yuki',
      name: 'Yuki Arai',
      note: 'small team',
      company: 'Arai Maps',
      traits: { hasOpsTeam: true, teamSize: 14, plan: 'team' },
    },
    {
      id: 'u_grace',
      name: 'Grace Mbeki',
      note: 'enterprise',
      company: 'Unity Bank',
      traits: { hasOpsTeam: true, teamSize: 140, plan: 'enterprise' },
    },
  ],
  overview: {
    greeting: 'All quiet',
    stats: [
      { label: 'Uptime', value: '99.94%', change: '+0.02 points', trend: 'up' },
      { label: 'Checks', value: '12', change: 'every 60 s', trend: 'flat' },
      { label: 'Incidents', value: '2', change: 'last 30 days', trend: 'down' },
      { label: 'Median response', value: '182 ms', change: '−11 ms', trend: 'up' },
    ],
    chart: {
      title: 'Response time (ms)',
      note: 'Last eight hours',
      points: [198, 190, 186, 240, 205, 188, 180, 182],
      labels: ['1h', '2h', '3h', '4h', '5h', '6h', '7h', '8h'],
    },
  },
  collections: [
    {
      slug: 'incidents',
      title: 'Incidents',
      about: 'What went wrong, when, and who picked it up.',
      singular: 'incident',
      columns: ['Severity', 'Check', 'Began'],
      icon: 'alert',
      layout: 'form',
      action: 'incident.closed',
      verb: 'Close incident',
      open: 'Open',
      done: 'Closed',
      notice: '“{label}” is closed.',
      items: [
        {
          id: 'in_88',
          label: 'Checkout answers 502',
          cells: ['Major', 'shop /checkout', '50 minutes ago'],
          fields: [
            {
              name: 'cause',
              label: 'What was it?',
              kind: 'long',
              value: 'The payment service ran out of connections after the deploy.',
            },
          ],
          properties: { severity: 'major', check: '/checkout' },
        },
        {
          id: 'in_89',
          label: 'Search is slow',
          cells: ['Minor', 'shop /search', '2 hours ago'],
          properties: { severity: 'minor', check: '/search' },
        },
        { id: 'in_87', label: 'Certificate expired', cells: ['Critical', 'api', '3 weeks ago'], past: true },
      ],
      figures: {
        labels: { minutesDown: 'Downtime', minutesToNotice: 'Time until someone reacted' },
        outcomes: {
          good: { minutesDown: 540, minutesToNotice: 60 },
          mixed: { minutesDown: 2400, minutesToNotice: 600 },
          poor: { minutesDown: 9000, minutesToNotice: 4200 },
        },
      },
    },
  ],
}
