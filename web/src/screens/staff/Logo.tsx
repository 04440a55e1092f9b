import { http, ok, type Schemas } from '../../api/client';
import { staffKeys } from '../../api/staff';
import { useStaffWords } from '../../i18n/areas';
import { base64 } from '../../lib/upload.ts';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Card, Section } from '../../ui/List';
import { Notice } from '../../ui/Notice';
import { useAction } from '../../ui/useAction';

type Profile = Schemas['ConfigurationView']['profile'];

// The logo is on every page, this one as well: it is easiest to begin anew.
const AFTERWARDS = { refresh: [staffKeys.configuration], after: () => location.reload() };

/** The logo on pages, mails and invoices: see it, choose another, or go without. */
export function Logo({ profile }: { profile: Profile }) {
  const t = useStaffWords();
  const set = useAction(
    async (values: FormData) =>
      ok(http.PUT('/staff/organisation/logo', { body: { picture: await base64(values.get('picture') as File) } })),
    { ...AFTERWARDS, done: t.saved },
  );
  const remove = useAction(() => ok(http.DELETE('/staff/organisation/logo')), { ...AFTERWARDS, done: t.saved });
  return (
    <Section title={t.organisation.logo}>
      <Card>
        {profile.logo ? (
          <div className="stack">
            <img className="logo" src={profile.logo} alt={t.organisation.logo} height={56} />
            <Button look="quiet" busy={remove.busy} onClick={() => remove.run(undefined)}>
              {t.organisation.logoRemove}
            </Button>
            {remove.problem && <Notice kind="bad">{remove.problem}</Notice>}
          </div>
        ) : (
          <p className="muted">{t.organisation.logoNone}</p>
        )}
        <Form send={set.send} label={t.organisation.logoSet}>
          <Field
            id="picture"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            label={t.organisation.logoChoose}
            hint={t.organisation.logoHint}
          />
        </Form>
      </Card>
    </Section>
  );
}
