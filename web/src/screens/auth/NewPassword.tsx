import { useState } from 'react';
import { useWords } from '../../i18n';
import type { Base } from '../../i18n/nl/base';
import { SHORTEST, strengthOf } from '../../lib/passwords.ts';
import type { Problems } from '../../ui/ErrorSummary';
import { Field } from '../../ui/Field';

/** A new password, twice, with its strength in words while it is typed. */
export function NewPassword() {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const strength = strengthOf(password);
  const words = t.choose.strength[strength.kind];
  return (
    <>
      <div className="stack tight">
        <Field
          id="password"
          type="password"
          label={t.choose.password}
          hint={t.choose.hint}
          autoComplete="new-password"
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
        <p className={`strength small ${strength.kind}`} role="status">
          {strength.kind === 'short' ? t.choose.strength.short(strength.missing) : (words as string)}
        </p>
      </div>
      <Field id="again" type="password" label={t.choose.again} autoComplete="new-password" />
    </>
  );
}

export function checkNewPassword(values: FormData, t: Base): Problems {
  const password = String(values.get('password'));
  if ([...password].length < SHORTEST) return { password: t.choose.tooShort };
  return password === values.get('again') ? {} : { again: t.choose.different };
}
