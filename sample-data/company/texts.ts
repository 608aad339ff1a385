/** What people write. Analytics keeps lengths and kinds only, so a handful of sentences a topic is enough. */
const OPENINGS: Record<string, readonly string[]> = {
  'order-status': [
    'Where is my order?',
    'Hi, has my parcel been sent yet?',
    'Wann kommt meine Bestellung an?',
  ],
  'delivery-delay': [
    'My parcel has been in transit for a week now.',
    'Das Paket sollte gestern da sein, wo ist es?',
  ],
  'address-change': ['Can you still change the delivery address?', 'Bitte an die neue Adresse liefern.'],
  returns: [
    'I would like to send something back.',
    'The label for my return does not print.',
    'Wie geht die Rücksendung?',
  ],
  refund: ['When do I get my money back?', 'Die Erstattung fehlt noch, bitte prüfen.'],
  invoice: ['Please send me the invoice again.', 'Ich brauche eine Rechnung mit Firmenadresse.'],
  'payment-failed': ['My payment was declined three times, what can I do?', 'Die Zahlung geht nicht durch.'],
  'product-advice': [
    'Which size should I take?',
    'Does this fit the older model as well?',
    'Was passt zu den Schuhen?',
  ],
  'opening-hours': ['Are you open on Saturday?', 'Wie lange ist der Laden heute offen?'],
  'app-login': ['I cannot log in to the app since this morning.', 'Die App nimmt mein Passwort nicht.'],
  'product-fault': ['The zip broke after two weeks.', 'Das Gerät geht nicht mehr an, obwohl es geladen ist.'],
  warranty: ['Is this still covered by the warranty?', 'Ich möchte einen Garantiefall melden.'],
  complaint: [
    'This is the third time I am writing about the same thing.',
    'So etwas habe ich noch nicht erlebt.',
  ],
}
const MORE = [
  'Order number is in the picture.',
  'It is rather urgent.',
  'Danke schon mal!',
  'Sorry, forgot to say: it is blue.',
]
const NUDGES = ['Hello?', 'Any news?', 'Ist noch jemand da?', 'I am still waiting for an answer.']
const FOLLOW_UPS = [
  'Ok, and how long will that take?',
  'I have tried that, it did not help.',
  'Here it is.',
  'Und was muss ich jetzt tun?',
]
const THANKS = ['Thank you!', 'Danke, das hat geholfen.', 'Perfect, thanks.']
const HUMAN = ['I want to talk to a human.', 'Bitte einen Mitarbeiter.', 'Agent please']
const RETURNING = ['It still does not work.', 'Das Problem ist wieder da.', 'One more question about this.']

export type Saying = 'opening' | 'more' | 'nudge' | 'follow-up' | 'thanks' | 'human' | 'returning'

/** A sentence for the occasion; `u` is uniform in [0, 1). */
export function say(what: Saying, topic: string, u: number): string {
  const choice = choices(what, topic)
  return choice[Math.floor(u * choice.length)] ?? ''
}

function choices(what: Saying, topic: string): readonly string[] {
  switch (what) {
    case 'opening':
      return OPENINGS[topic] ?? MORE
    case 'more':
      return MORE
    case 'nudge':
      return NUDGES
    case 'follow-up':
      return FOLLOW_UPS
    case 'thanks':
      return THANKS
    case 'human':
      return HUMAN
    case 'returning':
      return RETURNING
  }
}
