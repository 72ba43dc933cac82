/** Beacon Ads: running ads for local businesses. Its asks wait for measured results. */
import type { Product } from './product'

export const adsManager: Product = {
  id: 'ads-manager',
  name: 'Beacon Ads',
  kind: 'Ads',
  languages: ['en'],
  users: [
    {
      id: 'u_lena',
      name: 'Lena Fischer',
      note: 'new here',
      company: 'Fischer Optics',
      traits: { monthsActive: 1, role: 'owner', monthlyBudget: 300, hoursPerWeek: 3 },
    },
    {
      id: 'u_tom',
      name: 'Tom Adeyemi',
      note: 'media buyer',
      company: 'Northside Gyms',
      traits: { monthsActive: 26, role: 'media-buyer', monthlyBudget: 8000, hoursPerWeek: 20 },
    },
    {
      id: 'u_carla',
      name: 'Carla Reyes',
      note: 'budget, but no time',
      company: 'Reyes Dental',
      traits: { monthsActive: 9, role: 'owner', monthlyBudget: 2500, hoursPerWeek: 1 },
    },
  ],
  overview: {
    greeting: 'Your ads this week',
    stats: [
      { label: 'Spend', value: '$1,240', change: '+$90', trend: 'flat' },
      { label: 'Return on spend', value: '2.7×', change: '+0.2', trend: 'up' },
      { label: 'Leads', value: '38', change: '−4', trend: 'down' },
      { label: 'Click rate', value: '1.6%', change: '+0.1 points', trend: 'up' },
    ],
    chart: {
      title: 'Leads a week',
      note: 'Last eight weeks',
      points: [22, 27, 31, 29, 40, 44, 42, 38],
      labels: ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8'],
    },
  },
  collections: [
    {
      slug: 'ads',
      title: 'Ads',
      about: 'What people see. Figures come in a day after an ad is published.',
      singular: 'ad',
      columns: ['Placement', 'Budget', 'Last change'],
      layout: 'form',
      action: 'ad.published',
      verb: 'Publish ad',
      open: 'Draft',
      done: 'Live',
      notice: '“{label}” is live.',
      create: 'New ad',
      items: [
        {
          id: 'ad_12',
          label: 'Free eye test',
          cells: ['Feed', '$20 a day', 'Today'],
          fields: [
            { name: 'headline', label: 'Headline', value: 'Free eye test this week' },
            {
              name: 'text',
              label: 'Text',
              kind: 'long',
              value: 'See clearly again. Ten minutes, no appointment needed.',
            },
            {
              name: 'placement',
              label: 'Placement',
              kind: 'choice',
              value: 'Feed',
              options: ['Feed', 'Stories', 'Search'],
            },
          ],
          properties: { placement: 'feed', dailyBudget: 20 },
        },
        { id: 'ad_11', label: 'Second pair half price', cells: ['Search', '$15 a day', 'Last month'], past: true },
      ],
      figures: {
        labels: { clickRate: 'Click rate', timeToFirstResult: 'Time to the first result (s)' },
        outcomes: {
          good: { clickRate: 0.034, timeToFirstResult: 7200 },
          mixed: { clickRate: 0.011, timeToFirstResult: 32400 },
          poor: { clickRate: 0.003, timeToFirstResult: 151200 },
        },
      },
    },
    {
      slug: 'flights',
      title: 'Flights',
      about: 'A budget spent over a span of time. Judged by what it returned.',
      singular: 'flight',
      columns: ['Runs', 'Budget', 'Last change'],
      layout: 'form',
      action: 'flight.ended',
      verb: 'End flight',
      open: 'Running',
      done: 'Ended',
      notice: '“{label}” has ended.',
      items: [
        {
          id: 'f_3',
          label: 'Autumn frames',
          cells: ['1–30 November', '$600', 'Today'],
          properties: { days: 30, budget: 600 },
        },
        { id: 'f_2', label: 'Back to school', cells: ['15 August – 10 September', '$450', '2 months ago'], past: true },
      ],
      figures: {
        labels: { returnOnSpend: 'Return on ad spend', spend: 'Spend ($)' },
        outcomes: {
          good: { returnOnSpend: 4.2, spend: 588 },
          mixed: { returnOnSpend: 2.1, spend: 594 },
          poor: { returnOnSpend: 0.7, spend: 600 },
        },
      },
    },
    {
      slug: 'leads',
      title: 'Lead forms',
      about: 'Names and numbers that your ads brought in.',
      singular: 'lead form',
      columns: ['Leads', 'Source', 'Last change'],
      layout: 'form',
      action: 'leads.delivered',
      verb: 'Deliver leads',
      open: 'Collecting',
      done: 'Delivered',
      notice: 'The leads from “{label}” have been delivered.',
      items: [
        { id: 'lf_5', label: 'Book a fitting', cells: ['23', 'Free eye test', 'Today'], properties: { leads: 23 } },
        {
          id: 'lf_4',
          label: 'Ask for a catalogue',
          cells: ['41', 'Autumn frames', 'Yesterday'],
          properties: { leads: 41 },
        },
      ],
      figures: {
        labels: { costPerLead: 'Cost per useful lead ($)' },
        outcomes: { good: { costPerLead: 28 }, mixed: { costPerLead: 61 }, poor: { costPerLead: 130 } },
      },
    },
  ],
}
