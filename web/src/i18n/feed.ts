// What parents read about the address under which the calendar of their phone finds the days.

const nl = {
  title: 'In je eigen agenda',
  intro:
    'Zet de opvangdagen van je kinderen in de agenda van je telefoon of computer. Verandert er hier iets, dan verandert het daar vanzelf mee, meestal binnen een paar uur.',
  make: 'Maak een adres voor mijn agenda',
  made: 'Je adres is klaar',
  once: 'Zet het nu in je agenda, of kopieer het: we laten het maar één keer zien. Kwijt? Dan maak je gewoon een nieuw adres.',
  address: 'Adres van je agenda',
  copy: 'Kopiëren',
  copied: 'Het adres is gekopieerd',
  selected: 'Het adres is geselecteerd: kopieer het met je toetsenbord of door erop te blijven drukken.',
  open: 'Open in mijn agenda',
  openHow: 'Werkt meteen op een iPhone, iPad en Mac, en waar een agenda-app staat.',
  how: 'Zo zet je het erin',
  ways: [
    {
      name: 'iPhone, iPad of Mac',
      steps: [
        'Tik op "Open in mijn agenda".',
        'Kies "Abonneer", en daarna "Voeg toe".',
        'Gebeurt er niets? Ga naar Instellingen, Agenda, Accounts, Nieuwe account, Overige, Nieuw agenda-abonnement, en plak het adres.',
      ],
    },
    {
      name: 'Google Agenda (Android)',
      steps: [
        'Kopieer het adres en open calendar.google.com op een computer; in de app kan het niet.',
        'Klik links bij "Andere agenda\'s" op het plusje, en kies "Via URL".',
        'Plak het adres en kies "Agenda toevoegen". Daarna staat hij ook op je telefoon.',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Kopieer het adres en open je agenda in Outlook.',
        'Kies "Agenda toevoegen", en dan "Abonneren via het web".',
        'Plak het adres, geef de agenda een naam en kies "Importeren".',
      ],
    },
  ],
  exists: (day: string) => `Je hebt een adres sinds ${day}`,
  existsHow:
    'Je agenda haalt er zelf de dagen op. Het adres laten we niet nog een keer zien: wil je het ook op een ander apparaat, maak dan een nieuw adres.',
  none: 'Je hebt nog geen adres',
  replace: 'Maak een nieuw adres',
  replaceWhat:
    "Het adres dat je nu hebt werkt dan meteen niet meer. Agenda's waar het in staat krijgen geen dagen meer, tot je er het nieuwe in zet.",
  end: 'Haal het adres weg',
  endWhat:
    'Het adres werkt dan meteen niet meer. De dagen verdwijnen uit je agenda, of blijven er staan zoals ze nu zijn. Haal het abonnement daar zelf weg.',
  ended: 'Het adres werkt niet meer',
  keep: 'Houd het adres',
  who: 'Wie kan dit zien?',
  sees: [
    'Iedereen die het adres heeft, kan de dagen lezen zonder in te loggen. Geef het dus alleen aan wie dat mag.',
    'Te zien zijn de voornamen van je kinderen, hun groep en vestiging, de tijden, en of een dag is aangevraagd, afgemeld of gesloten.',
    "Niet te zien zijn achternamen, foto's, verslagen, tegoeden, facturen en berichten. En er kan niets mee worden veranderd.",
    'Iemand anders aan het adres gekomen? Maak een nieuw adres: het oude is dan niets meer waard.',
  ],
};

const en: typeof nl = {
  title: 'In your own calendar',
  intro:
    "Put your children's days in the calendar of your phone or computer. What changes here changes there by itself, usually within a few hours.",
  make: 'Make an address for my calendar',
  made: 'Your address is ready',
  once: 'Put it in your calendar now, or copy it: we show it only once. Lost it? Then simply make a new address.',
  address: 'Address of your calendar',
  copy: 'Copy',
  copied: 'The address was copied',
  selected: 'The address is selected: copy it with your keyboard or by holding it.',
  open: 'Open in my calendar',
  openHow: 'Works at once on an iPhone, iPad and Mac, and wherever there is a calendar app.',
  how: 'How to put it in',
  ways: [
    {
      name: 'iPhone, iPad or Mac',
      steps: [
        'Tap "Open in my calendar".',
        'Choose "Subscribe", and then "Add".',
        'Nothing happens? Go to Settings, Calendar, Accounts, Add Account, Other, Add Subscribed Calendar, and paste the address.',
      ],
    },
    {
      name: 'Google Calendar (Android)',
      steps: [
        'Copy the address and open calendar.google.com on a computer; the app cannot do this.',
        'On the left, next to "Other calendars", click the plus and choose "From URL".',
        'Paste the address and choose "Add calendar". After that it is on your phone as well.',
      ],
    },
    {
      name: 'Outlook',
      steps: [
        'Copy the address and open your calendar in Outlook.',
        'Choose "Add calendar", and then "Subscribe from web".',
        'Paste the address, name the calendar and choose "Import".',
      ],
    },
  ],
  exists: (day) => `You have had an address since ${day}`,
  existsHow:
    'Your calendar fetches the days from it by itself. We do not show the address again: if you want it on another device too, make a new address.',
  none: 'You have no address yet',
  replace: 'Make a new address',
  replaceWhat:
    'The address that you have now stops working at once. Calendars that have it get no more days, until you put the new one in.',
  end: 'Take the address away',
  endWhat:
    'The address stops working at once. The days disappear from your calendar, or stay as they are now. Please take the subscription away there yourself.',
  ended: 'The address does not work any more',
  keep: 'Keep the address',
  who: 'Who can see this?',
  sees: [
    'Everybody who has the address can read the days without logging in. So give it only to people who may.',
    'They see the first names of your children, their group and location, the times, and whether a day was asked for, cancelled or closed.',
    'They do not see last names, photos, reports, credits, invoices or messages. And nothing can be changed with it.',
    'Did somebody else get hold of it? Make a new address: the old one is worth nothing then.',
  ],
};

export const feedWords = { nl, en };
