// What every page needs, and all that is seen before logging in.

const plural = new Intl.PluralRules('nl');
const counted = (count: number, one: string, other: string) =>
  `${count} ${plural.select(count) === 'one' ? one : other}`;

export const base = {
  portal: 'Ouderportaal',
  languages: { nl: 'Nederlands', en: 'English' },
  dark: 'Donkere kleuren',
  skip: 'Naar de inhoud',
  close: 'Sluiten',
  back: 'Terug',
  cancel: 'Annuleren',
  retry: 'Probeer opnieuw',
  loading: 'Laden…',
  optional: 'mag leeg blijven',
  showPassword: 'Wachtwoord tonen',
  unreachable: 'We kunnen het portaal niet bereiken. Kijk of je internet hebt en probeer het opnieuw.',
  failed: 'Er ging bij ons iets mis. Er is niets gewijzigd. Probeer het zo nog eens.',
  form: {
    summary: 'Dit is nog niet goed',
    error: 'Fout',
    missing: (label: string) => `${label}: vul dit in`,
    email: (label: string) => `${label}: vul een heel adres in, zoals naam@voorbeeld.nl`,
    wrong: (label: string) => `${label}: controleer wat je hebt ingevuld`,
  },
  logIn: {
    title: 'Inloggen',
    name: 'E-mailadres of gebruikersnaam',
    nameHint: 'Je gebruikersnaam staat in de mail waarmee je je account activeerde.',
    password: 'Wachtwoord',
    remember: 'Ingelogd blijven op dit apparaat',
    forgotten: 'Wachtwoord vergeten?',
    firstTime: 'Voor het eerst hier?',
    firstTimeHow: 'Je krijgt van ons een mail met een knop om je account te activeren. Geen mail?',
    firstTimeLink: 'Vraag een nieuwe link',
  },
  forgotten: {
    title: 'Nieuw wachtwoord vragen',
    intro: 'Vul het e-mailadres of de gebruikersnaam van je account in. We mailen je een link die 6 uur werkt.',
    send: 'Mail me een link',
  },
  sent: {
    title: 'Kijk in je mail',
    intro:
      'Als dit bij een account hoort, is de mail met de link nu onderweg. Meestal is hij er binnen een paar minuten.',
    spam: 'Niets gekregen? Kijk ook in de map met ongewenste mail (spam).',
    still: (name: string) => `Nog steeds niets? ${name} helpt je verder.`,
    call: (phone: string) => `Bel ${phone}`,
    mail: 'Mail een collega',
    again: 'Stuur de mail opnieuw',
    toLogIn: 'Naar inloggen',
  },
  choose: {
    title: 'Kies je wachtwoord',
    reset: 'Kies een nieuw wachtwoord',
    for: (name: string) => `Dit wordt het wachtwoord van ${name}.`,
    password: 'Nieuw wachtwoord',
    again: 'Nog een keer',
    hint: 'Minstens 12 tekens. Een paar woorden achter elkaar zijn makkelijk te onthouden.',
    different: 'Nog een keer: de twee wachtwoorden zijn niet hetzelfde',
    tooShort: 'Nieuw wachtwoord: kies minstens 12 tekens',
    activate: 'Activeren en inloggen',
    save: 'Wachtwoord opslaan',
    strength: {
      empty: '',
      short: (missing: number) => `Nog ${counted(missing, 'teken', 'tekens')} te gaan`,
      plain: 'Lang genoeg, maar makkelijk te raden',
      good: 'Goed wachtwoord',
      strong: 'Sterk wachtwoord',
    },
    done: 'Je wachtwoord is gewijzigd',
    doneIntro: 'Log nu in met je nieuwe wachtwoord. Op andere apparaten ben je uitgelogd.',
  },
  link: {
    checking: 'We kijken of je link nog werkt…',
    expired: 'Deze link werkt niet meer',
    expiredIntro:
      'De tijd is voorbij, of je hebt daarna een nieuwere link gekregen. Met één tik sturen we je een nieuwe.',
    used: 'Deze link is al gebruikt',
    usedIntro: 'Je account is klaar: je kunt inloggen. Weet je je wachtwoord niet meer, vraag dan een nieuw.',
    unknown: 'Deze link klopt niet',
    unknownIntro:
      'Misschien is het adres niet helemaal meegekomen uit de mail. Vraag een nieuwe link, dan gaat het vanzelf goed.',
    fresh: 'Stuur mij een nieuwe link',
    ask: 'Vraag een nieuwe link',
  },
  email: {
    title: 'E-mailadres bevestigen',
    intro: 'Bevestig dat dit nieuwe e-mailadres van jou is.',
    confirm: 'Ja, dit is mijn adres',
    done: 'Je e-mailadres is gewijzigd',
    doneIntro: 'Vanaf nu log je in met dit adres. Je oude adres krijgt er bericht van.',
    expiredIntro: 'De link werkt 6 uur. Log in en wijzig je e-mailadres bij je account opnieuw.',
  },
  confirm: {
    title: 'Bevestig met je wachtwoord',
    why: 'Dit is een belangrijke stap. Vul daarom je wachtwoord nog een keer in.',
    send: 'Bevestigen',
  },
  help: {
    title: 'Hulp nodig?',
  },
  notFound: {
    title: 'Deze pagina is er niet',
    intro: 'Misschien is hij verplaatst, of klopt het adres niet helemaal.',
    home: 'Naar het begin',
  },
};

export type Base = typeof base;
