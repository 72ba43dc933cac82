/** Petal: popups and forms that collect contacts. Constant use: many sign-ups, one ask a week. */
import type { Product } from './product'

export const leadCapture: Product = {
  id: 'lead-capture',
  name: 'Petal',
  kind: 'Lead capture',
  languages: ['en', 'es'],
  users: [
    {
      id: 'u_ines',
      name: 'Inés Ferrer',
      note: 'just starting',
      company: 'Ferrer Patisserie',
      traits: { contacts: 80 },
    },
    { id: 'u_omar', name: 'Omar Haddad', note: 'growing', company: 'Haddad Outdoor', traits: { contacts: 4200 } },
    {
      id: 'u_ruth',
      name: 'Ruth Lindqvist',
      note: 'wants it done for her',
      company: 'Lindqvist Interiors',
      traits: { contacts: 640, prefers: 'done-for-me' },
    },
  ],
  overview: {
    greeting: 'New contacts, at a glance',
    stats: [
      { label: 'Contacts', value: '640', change: '+31 this week', trend: 'up' },
      { label: 'Popup conversion', value: '2.9%', change: '+0.4 points', trend: 'up' },
      { label: 'Form completions', value: '112', change: '−8', trend: 'down' },
      { label: 'Visitors', value: '8,904', change: 'about the same', trend: 'flat' },
    ],
    chart: {
      title: 'New contacts a week',
      note: 'Last eight weeks',
      points: [14, 18, 12, 21, 25, 19, 28, 31],
      labels: ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8'],
    },
  },
  collections: [
    {
      slug: 'contacts',
      title: 'Contacts',
      about: 'Each sign-up counts towards one question a week.',
      singular: 'source',
      columns: ['Where', 'Sign-ups so far'],
      layout: 'repeat',
      action: 'contact.captured',
      verb: 'Three visitors sign up',
      open: 'Collecting',
      done: 'Collecting',
      notice: 'Three new contacts from “{label}”.',
      items: [
        { id: 's_1', label: 'Home page popup', cells: ['/', '214'], properties: { contacts: 3, source: 'popup' } },
        { id: 's_2', label: 'Recipe download', cells: ['/recipes', '96'], properties: { contacts: 3, source: 'form' } },
      ],
    },
    {
      slug: 'popups',
      title: 'Popups',
      about: 'An offer at the right moment.',
      singular: 'popup',
      columns: ['Shown', 'Last change'],
      layout: 'form',
      action: 'popup.published',
      verb: 'Publish popup',
      open: 'Draft',
      done: 'Live',
      notice: '“{label}” is live.',
      create: 'New popup',
      items: [
        {
          id: 'p_9',
          label: '10% off the first order',
          cells: ['After 20 seconds', 'Today'],
          fields: [
            { name: 'headline', label: 'Headline', value: 'Stay for dessert: 10% off your first order' },
            {
              name: 'when',
              label: 'Show it',
              kind: 'choice',
              value: 'After 20 seconds',
              options: ['At once', 'After 20 seconds', 'When leaving'],
            },
          ],
          properties: { trigger: 'delay' },
        },
      ],
      figures: {
        labels: { conversionRate: 'Conversion rate' },
        outcomes: {
          good: { conversionRate: 0.056 },
          mixed: { conversionRate: 0.021 },
          poor: { conversionRate: 0.006 },
        },
      },
    },
    {
      slug: 'forms',
      title: 'Forms',
      about: 'Questions worth answering.',
      singular: 'form',
      columns: ['Questions', 'Last change'],
      layout: 'form',
      action: 'form.published',
      verb: 'Publish form',
      open: 'Draft',
      done: 'Live',
      notice: '“{label}” is live.',
      create: 'New form',
      items: [
        {
          id: 'fm_4',
          label: 'Cake order',
          cells: ['5', 'Today'],
          fields: [
            {
              name: 'intro',
              label: 'Introduction',
              kind: 'long',
              value: 'Tell us the day, the guests and the flavour. We answer within a day.',
            },
          ],
          properties: { questions: 5 },
        },
      ],
    },
  ],
}
