/** What the doors give to paste. */
export const IMPORT = `npm run -s pegel -- import tickets.csv \\
  --source helpdesk \\
  --mapping sample-data/mappings/generic-tickets.yml`

export const SAMPLE = 'npm run demo'

/** A connection for \`pegel.yml\`; the secret is the app's own, from its dashboard. */
export function whatsAppConfig(verifyToken: string): string {
  return `sources:
  - name: whatsapp
    kind: whatsapp
    settings:
      app_secret: <app secret>
      verify_token: ${verifyToken}`
}

/** The same for whatever sends CloudEvents, signed with this secret. */
export function helpdeskConfig(secret: string): string {
  return `sources:
  - name: helpdesk
    kind: cloudevents
    settings:
      signing_secret: ${secret}`
}

/** A secret of Standard Webhooks that nobody can guess. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}

/** A token that nobody can guess. */
export function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
