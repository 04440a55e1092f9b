import { useWords } from '../i18n';
import { secondFactorWords } from '../i18n/secondFactor';
import { Field } from './Field';

/** For a code of an app; a telephone then shows digits, and offers a code that it knows. */
export default function CodeField({ id = 'code' }: { id?: string }) {
  const { language } = useWords();
  const t = secondFactorWords[language];
  return (
    <Field id={id} label={t.code} hint={t.askHow} autoComplete="one-time-code" inputMode="numeric" spellCheck={false} />
  );
}

/** For a recovery code, which has letters. */
export function RecoveryField({ id = 'code' }: { id?: string }) {
  const { language } = useWords();
  const t = secondFactorWords[language];
  return (
    <Field
      id={id}
      label={t.recovery}
      hint={t.recoveryHow}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      placeholder="abcd-efgh-ijkl-mnop"
    />
  );
}
