// Logging in with a code: small pages that parents and colleagues share, with their words in both languages.

const nl = {
  code: 'Code',
  ask: 'Je code',
  askHow: 'Vul de code van zes cijfers in die je app nu laat zien.',
  recovery: 'Herstelcode',
  recoveryHow: 'Vul een van je herstelcodes in. Elke herstelcode werkt één keer.',
  toRecovery: 'Ik heb mijn app niet bij de hand',
  toCode: 'Toch een code uit de app',
  next: 'Verder',
  again: 'Opnieuw inloggen',
  title: 'Inloggen met een code',
  off: 'Naast je wachtwoord vraagt het portaal dan een code uit een app op je telefoon. Wie je wachtwoord kent, komt er zonder je telefoon niet in.',
  on: (since: string) => `Staat aan sinds ${since}.`,
  isOn: 'aan',
  left: (count: number) => (count === 1 ? 'Nog 1 herstelcode over.' : `Nog ${count} herstelcodes over.`),
  none: 'Je hebt geen herstelcodes meer. Raak je je telefoon nu kwijt, dan kan alleen een beheerder van de opvang je nog helpen.',
  few: (count: number) =>
    `Je hebt nog maar ${count === 1 ? '1 herstelcode' : `${count} herstelcodes`}. Daarna kan alleen een beheerder van de opvang je helpen als je telefoon weg is.`,
  fewTitle: 'Maak nieuwe herstelcodes',
  fewHow: 'Dat doe je bij Mijn account, onder Inloggen met een code.',
  turnOn: 'Zet aan',
  replace: 'Andere app instellen',
  renew: 'Nieuwe herstelcodes',
  turnOff: 'Zet uit',
  turnOffWhy: 'Daarna is alleen je wachtwoord genoeg om in te loggen.',
  turnedOff: 'Inloggen met een code staat uit',
  drawing: 'QR-code voor je app',
  scan: 'Scan dit met een app voor codes, zoals Google Authenticator, Microsoft Authenticator of 2FAS.',
  open: 'Open de app op dit apparaat',
  type: 'Of typ deze sleutel in de app:',
  show: 'Vul daarna de code in die de app laat zien.',
  finish: 'Aanzetten',
  codes: 'Je herstelcodes',
  codesHow:
    'Hiermee kun je inloggen als je telefoon weg is. Elke code werkt één keer. Je ziet ze nu voor het laatst: schrijf ze op, of bewaar ze waar je wachtwoorden staan.',
  copy: 'Kopieer',
  copied: 'Gekopieerd',
  kept: 'Ik heb ze bewaard',
  must: 'Zet eerst inloggen met een code aan',
  mustWhy:
    'Als collega kun je gegevens van kinderen en gezinnen zien. Daarom log je in met je wachtwoord en een code uit een app.',
  logOut: 'Uitloggen',
  start: 'Beginnen',
};

const en: typeof nl = {
  code: 'Code',
  ask: 'Your code',
  askHow: 'Enter the code of six digits that your app shows now.',
  recovery: 'Recovery code',
  recoveryHow: 'Enter one of your recovery codes. Each of them works once.',
  toRecovery: 'I do not have my app at hand',
  toCode: 'A code from the app after all',
  next: 'Continue',
  again: 'Log in again',
  title: 'Logging in with a code',
  off: 'Besides your password the portal then asks for a code from an app on your phone. Whoever knows your password cannot get in without your phone.',
  on: (since) => `Has been on since ${since}.`,
  isOn: 'on',
  left: (count) => (count === 1 ? '1 recovery code left.' : `${count} recovery codes left.`),
  none: 'You have no recovery codes left. If you lose your phone now, only an administrator of the childcare can help you.',
  few: (count) =>
    `You have only ${count === 1 ? '1 recovery code' : `${count} recovery codes`} left. After that only an administrator of the childcare can help you when your phone is gone.`,
  fewTitle: 'Make new recovery codes',
  fewHow: 'You do so at My account, under Logging in with a code.',
  turnOn: 'Switch on',
  replace: 'Set up another app',
  renew: 'New recovery codes',
  turnOff: 'Switch off',
  turnOffWhy: 'After that your password alone is enough to log in.',
  turnedOff: 'Logging in with a code is off',
  drawing: 'QR code for your app',
  scan: 'Scan this with an app for codes, such as Google Authenticator, Microsoft Authenticator or 2FAS.',
  open: 'Open the app on this device',
  type: 'Or type this key into the app:',
  show: 'Then enter the code that the app shows.',
  finish: 'Switch on',
  codes: 'Your recovery codes',
  codesHow:
    'With these you can log in when your phone is gone. Each code works once. You see them now for the last time: write them down, or keep them where your passwords are.',
  copy: 'Copy',
  copied: 'Copied',
  kept: 'I have kept them',
  must: 'First switch on logging in with a code',
  mustWhy:
    'As a colleague you can see data of children and families. That is why you log in with your password and a code from an app.',
  logOut: 'Log out',
  start: 'Begin',
};

/** With so few recovery codes somebody is warned. */
const FEW = 2;

/** Return the warning for those who have few recovery codes left, or nothing. */
export const warningOf = (left: number, t: typeof nl) => (left > FEW ? undefined : left === 0 ? t.none : t.few(left));

export const secondFactorWords = { nl, en };
