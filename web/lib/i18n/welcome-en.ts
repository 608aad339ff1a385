/** Texts of the first minute; they come with that page. */
export const welcomeEn = {
  lead: 'Pegel is empty. There are three ways in; the light turns green with the first event.',
  leadFull: 'Pegel holds {{formatted}} events. More can come in any of three ways.',
  waiting: 'Waiting for the first event',
  arrived: 'Events have come in',
  toLive: 'See them live',
  copy: 'Copy',
  copied: 'Copied',
  whatsapp: {
    title: 'Connect WhatsApp',
    intro: 'Webhooks of the WhatsApp Cloud API, verified and stored before they are answered.',
    one: 'Add the connection to pegel.yml in the data folder, with the app secret from the dashboard, and start Pegel again.',
    two: 'Make the address reachable over HTTPS, for example through a tunnel, and enter it in the app dashboard under WhatsApp › Configuration.',
    url: 'Callback URL',
    token: 'Verify token',
    three: 'Subscribe to the field messages, then write to the number.',
  },
  file: {
    title: 'Import a file',
    intro: 'CSV, JSONL or Parquet of any size, gzipped or not. A mapping file says which column is what.',
    run: 'Run in the folder of Pegel',
    check: 'With --dry-run nothing is stored and every rejected row is listed with its reason.',
  },
  sample: {
    title: 'Load the sample company',
    intro:
      'A year of three brands, eight teams and sixty agents, with campaigns, an outage and a bot to find.',
    run: 'Run in the folder of Pegel',
    check: 'It uses a data folder of its own, and goes on emitting so that Live moves.',
  },
} as const
