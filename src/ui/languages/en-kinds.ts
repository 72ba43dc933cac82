/** The interface in English, what the rarer kinds of lesson say: comes with each of them. */
export const kinds: Record<string, string> = {
  'kind.video': 'Video',
  'kind.webinar': 'Live session',
  'kind.course': 'Course',
  'kind.service': 'Done for you',
  watch: 'Watch the video',
  transcript: 'Transcript',
  host: 'Host: {{value}}',
  join: 'Join the session',
  calendar: 'Add to calendar',
  over: 'This session is over.',
  request: 'Yes, please get in touch',
  requested: 'Requested. You’ll hear from us.',
}
