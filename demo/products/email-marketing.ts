/** Postcard: email marketing for small shops. */
import type { Field, Item, Product } from './product'

const AUDIENCES = ['All subscribers · 1,842', 'Regular customers · 614', 'New this month · 97']

const letter = (subject: string, preview: string, body: string): Field[] => [
  { name: 'subject', label: 'Subject', value: subject, hint: 'Most phones show the first 40 characters.' },
  { name: 'preview', label: 'Preview text', value: preview },
  { name: 'audience', label: 'To', value: AUDIENCES[0] ?? '', kind: 'choice', options: AUDIENCES },
  { name: 'body', label: 'Message', value: body, kind: 'long' },
]

const draft = (id: string, label: string, recipients: number, edited: string, fields: Field[]): Item => ({
  id,
  label,
  cells: [recipients.toLocaleString('en'), '–', '–', edited],
  fields,
  properties: { recipients, list: 'All subscribers' },
})

const sent = (id: string, label: string, recipients: string, opens: string, clicks: string, when: string): Item => ({
  id,
  label,
  cells: [recipients, opens, clicks, when],
  past: true,
})

export const emailMarketing: Product = {
  id: 'email-marketing',
  name: 'Postcard',
  kind: 'Email marketing',
  icon: 'envelope',
  languages: ['en', 'de', 'ar', 'ja'],
  users: [
    {
      id: 'u_mia',
      name: 'Mia Castellanos',
      note: 'new here',
      company: 'Olive & Oat, ceramics',
      traits: { experience: 'new', campaignsSent: 2, plan: 'starter', accountType: 'shop' },
    },
    {
      id: 'u_jonas',
      name: 'Jonas Brandt',
      note: 'expert',
      company: 'Brandt Bikes',
      traits: { experience: 'seasoned', campaignsSent: 120, plan: 'pro', accountType: 'shop' },
    },
    {
      id: 'u_priya',
      name: 'Priya Raman',
      note: 'agency, wants it done for her',
      company: 'Raman & Co.',
      traits: {
        experience: 'seasoned',
        campaignsSent: 31,
        plan: 'scale',
        accountType: 'agency',
        prefers: 'done-for-me',
      },
    },
  ],
  overview: {
    greeting: 'Good to see you',
    stats: [
      { label: 'Subscribers', value: '1,842', change: '+64 this month', trend: 'up' },
      { label: 'Open rate', value: '31.4%', change: '+2.1 points', trend: 'up' },
      { label: 'Click rate', value: '2.6%', change: '−0.3 points', trend: 'down' },
      { label: 'Revenue from email', value: '€3,180', change: '+€410', trend: 'up' },
    ],
    chart: {
      title: 'Subscribers',
      note: 'Last eight months',
      points: [1180, 1236, 1290, 1402, 1478, 1610, 1778, 1842],
      labels: ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov'],
    },
  },
  collections: [
    {
      slug: 'campaigns',
      title: 'Campaigns',
      about: 'One email to many people, at the moment you choose.',
      singular: 'campaign',
      columns: ['Recipients', 'Opened', 'Clicked', 'Last change'],
      icon: 'plane',
      layout: 'editor',
      action: 'campaign.sent',
      verb: 'Send campaign',
      open: 'Draft',
      done: 'Sent',
      confirm: 'This can’t be taken back. Everyone on the list gets it within a few minutes.',
      notice: '“{label}” is on its way.',
      create: 'New campaign',
      items: [
        draft(
          'c_42',
          'Spring sale',
          1842,
          'Today',
          letter(
            'Spring sale: 20% off every bowl until Sunday',
            'The new glazes are in, and the old prices are out.',
            'Hello {first name},\n\nthe kiln has been busy. Forty new bowls, six new glazes, and until Sunday all of them are 20% off.\n\nCome and pick yours before somebody else does.\n\nMia',
          ),
        ),
        draft(
          'c_43',
          'Workshop dates',
          614,
          'Yesterday',
          letter(
            'Three evenings, one wheel: our spring workshops',
            'Eight places each. Beginners welcome.',
            'Hello {first name},\n\nour throwing workshops are back: three Thursdays in a row, eight places each.\n\nSee you at the wheel,\nMia',
          ),
        ),
        draft(
          'c_44',
          'Studio news',
          1842,
          '3 days ago',
          letter(
            'A new kiln, and what came out of it',
            'First pictures from the studio.',
            'Hello {first name},\n\nthe new kiln is here. It fires hotter, and the blues have never been deeper.\n\nMia',
          ),
        ),
        sent('c_41', 'Winter clear-out', '1,778', '29.8%', '2.2%', '6 weeks ago'),
        sent('c_40', 'Gift guide', '1,610', '34.1%', '3.4%', '9 weeks ago'),
        sent('c_39', 'We moved!', '1,478', '41.0%', '1.1%', '4 months ago'),
      ],
      figures: {
        labels: { openRate: 'Open rate', clickRate: 'Click rate', revenue: 'Revenue' },
        outcomes: {
          good: { openRate: 0.41, clickRate: 0.052, revenue: 1240 },
          mixed: { openRate: 0.27, clickRate: 0.018, revenue: 310 },
          poor: { openRate: 0.11, clickRate: 0.004, revenue: 35 },
        },
      },
    },
    {
      slug: 'audience',
      title: 'Audience',
      about: 'The people you write to, in the lists you know them by.',
      singular: 'list',
      columns: ['Contacts', 'Growth', 'Bounced', 'Last change'],
      icon: 'people',
      layout: 'form',
      action: 'list.imported',
      verb: 'Import contacts',
      open: 'Ready to import',
      done: 'Imported',
      notice: '“{label}” has been imported.',
      create: 'New import',
      items: [
        {
          id: 'l_7',
          label: 'Christmas market sign-ups',
          cells: ['238', '–', '–', 'Today'],
          fields: [
            {
              name: 'addresses',
              label: 'Email addresses',
              kind: 'long',
              value:
                'anna.keller@mail.example\nb.okafor@mail.example\nchloe@petit.example\nd.novak@mail.example\n… and 234 more',
              hint: 'One address a line, or drop a CSV file.',
            },
            {
              name: 'source',
              label: 'Where do they come from?',
              value: 'Signed up at an event',
              kind: 'choice',
              options: ['Signed up at an event', 'Bought something', 'Signed up on our site'],
            },
          ],
          properties: { contacts: 238, source: 'event' },
        },
        { id: 'l_1', label: 'All subscribers', cells: ['1,842', '+64', '0.8%', 'Today'], past: true },
        { id: 'l_2', label: 'Regular customers', cells: ['614', '+12', '0.3%', 'Yesterday'], past: true },
        { id: 'l_3', label: 'New this month', cells: ['97', '+97', '1.9%', 'Today'], past: true },
      ],
      figures: {
        labels: { bounceRate: 'Bounce rate' },
        outcomes: { good: { bounceRate: 0.011 }, mixed: { bounceRate: 0.034 }, poor: { bounceRate: 0.092 } },
      },
    },
    {
      slug: 'automations',
      title: 'Automations',
      about: 'Emails that send themselves when something happens.',
      singular: 'automation',
      columns: ['Trigger', 'Emails', 'Entered'],
      icon: 'switch',
      layout: 'switch',
      action: 'automation.enabled',
      verb: 'Turn on',
      open: 'Off',
      done: 'On',
      notice: '“{label}” is running.',
      items: [
        {
          id: 'a_1',
          label: 'Welcome series',
          cells: ['Somebody subscribes', '4 emails over a week', '0'],
          properties: { emails: 4 },
        },
        {
          id: 'a_2',
          label: 'Abandoned basket',
          cells: ['A basket is left for an hour', '2 emails', '0'],
          properties: { emails: 2 },
        },
        {
          id: 'a_3',
          label: 'Win them back',
          cells: ['No purchase for 90 days', '1 email', '0'],
          properties: { emails: 1 },
        },
      ],
      figures: {
        labels: { conversionRate: 'Conversion rate' },
        outcomes: {
          good: { conversionRate: 0.061 },
          mixed: { conversionRate: 0.022 },
          poor: { conversionRate: 0.004 },
        },
      },
    },
  ],
}
