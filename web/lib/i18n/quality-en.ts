/** Texts of the Quality page. */
export const qualityEn = {
  headline: 'At a glance',
  leftOut: 'Not filtered by {{dimensions}}.',
  csat: {
    title: 'Satisfaction',
    note: 'Share of ratings that are positive, and what they were about',
    topics: 'Ratings by topic',
    channels: 'Ratings by channel',
    comments: 'Ratings with a comment: {{count}} of {{total}}.',
    noComments: 'No rating came with a comment.',
    privacy: 'What customers write is never stored, only that they wrote and how long it was.',
  },
  bot: {
    title: 'Bot and human',
    note: 'Who dealt with the conversation, and how it ended',
    outcomes: 'Outcomes by who dealt with it',
    ratings: 'Ratings by who dealt with it',
    over: 'Contained by the bot',
    check: 'Too much automation?',
  },
  escalations: {
    title: 'Escalations between tiers',
    note: 'Moves of a ticket to a higher tier of support',
    ways: 'From where to where',
    topics: 'Escalations by topic',
  },
  templates: {
    title: 'Templates',
    note: 'Messages that began with a template: sent, delivered, read, and answered within three days',
    nameless: 'A template whose name the channel does not tell counts under its category.',
    byName: 'By name and category',
  },
  reopened: {
    title: 'Reopened',
    note: 'Why solved tickets came back, and how soon',
    reasons: 'Why',
    topics: 'Reopenings by topic',
  },
} as const
