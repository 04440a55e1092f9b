import { http, ok, type Schemas } from '../../api/client';
import type { StaffFamily } from '../../api/staff';
import { staffKeys } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { LANGUAGES } from '../../i18n/language';
import { today } from '../../lib/dates.ts';
import { Choice, Field } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Sheet } from '../../ui/Sheet';
import { useAction } from '../../ui/useAction';
import { RoleChoice } from './Families';

type Person = Schemas['FamilyPersonView'];
type Props = { family: StaffFamily; onClose: () => void };

const reader = (values: FormData) => (name: string) => String(values.get(name) ?? '').trim();

function personIn(values: FormData): Schemas['NewParent'] {
  const text = reader(values);
  return {
    first_name: text('first_name'),
    last_name: text('last_name'),
    email: text('email') || null,
    phone: text('phone') || null,
    language: text('language') === 'en' ? 'en' : 'nl',
    role: text('role') === 'payer' ? 'payer' : 'parent',
  };
}

export function AddParent({ family, onClose }: Props) {
  const t = useStaffWords();
  const add = useAction(
    (values: FormData) =>
      ok(
        http.POST('/staff/families/{family_id}/parents', {
          params: { path: { family_id: family.family_id } },
          body: personIn(values),
        }),
      ),
    { done: t.saved, refresh: [staffKeys.families], after: onClose },
  );
  return (
    <Sheet title={t.families.addParent} onClose={onClose}>
      <Form send={add.send} label={t.save}>
        <PersonFields />
      </Form>
    </Sheet>
  );
}

/** Also until when somebody belongs to the family. Who has been in changes the e-mail address oneself. */
export function ChangeParent({ family, person, onClose }: Props & { person: Person }) {
  const t = useStaffWords();
  const change = useAction(
    (values: FormData) =>
      ok(
        http.PUT('/staff/families/{family_id}/parents/{parent_id}', {
          params: { path: { family_id: family.family_id, parent_id: person.parent_id } },
          body: { ...personIn(values), care_until: reader(values)('care_until') || null, version: person.version },
        }),
      ),
    { done: t.saved, refresh: [staffKeys.families], after: onClose },
  );
  return (
    <Sheet title={t.families.changeParent} onClose={onClose}>
      <Form send={change.send} label={t.save}>
        <PersonFields of={person} />
        <Field
          id="care_until"
          type="date"
          label={t.families.careUntil}
          hint={t.families.careUntilHint}
          defaultValue={person.care_until ?? ''}
          required={false}
        />
      </Form>
    </Sheet>
  );
}

function PersonFields({ of: person }: { of?: Person }) {
  const t = useStaffWords();
  const { t: base } = useWords();
  return (
    <>
      <Field id="first_name" label={t.families.firstName} defaultValue={person?.first_name ?? ''} autoComplete="off" />
      <Field
        id="last_name"
        label={t.families.lastName}
        defaultValue={person?.last_name ?? ''}
        autoComplete="off"
        required={false}
      />
      {person?.account?.state !== 'activated' && (
        <Field
          id="email"
          type="email"
          label={t.families.email}
          hint={t.families.emailHint}
          defaultValue={person?.email ?? ''}
          autoComplete="off"
          required={false}
        />
      )}
      <Field
        id="phone"
        type="tel"
        label={t.families.phone}
        defaultValue={person?.phone ?? ''}
        autoComplete="off"
        required={false}
      />
      <RoleChoice value={person?.role} />
      <Choice
        id="language"
        label={t.families.language}
        value={person?.language}
        options={LANGUAGES.map((it) => ({ value: it, label: base.languages[it] }))}
      />
    </>
  );
}

export function AddChild({ family, onClose }: Props) {
  const t = useStaffWords();
  const add = useAction(
    (values: FormData) => {
      const text = reader(values);
      return ok(
        http.POST('/staff/families/{family_id}/children', {
          params: { path: { family_id: family.family_id } },
          body: {
            number: text('number'),
            first_name: text('first_name'),
            last_name: text('last_name'),
            birth_date: text('birth_date'),
          },
        }),
      );
    },
    { done: t.saved, refresh: [staffKeys.families], after: onClose },
  );
  return (
    <Sheet title={t.families.addChild} onClose={onClose}>
      <Form send={add.send} label={t.save}>
        <Field id="number" label={t.families.childNumber} autoComplete="off" />
        <Field id="first_name" label={t.families.firstName} autoComplete="off" />
        <Field id="last_name" label={t.families.lastName} autoComplete="off" required={false} />
        <Field id="birth_date" type="date" label={t.families.birthDate} max={today()} />
      </Form>
    </Sheet>
  );
}

export function ChangeDetails({ family, onClose }: Props) {
  const t = useStaffWords();
  const { payment } = family;
  const change = useAction(
    (values: FormData) => {
      const text = reader(values);
      const method: Schemas['PaymentMethod'] = text('method') === 'direct_debit' ? 'direct_debit' : 'payment_link';
      return ok(
        http.PUT('/staff/families/{family_id}', {
          params: { path: { family_id: family.family_id } },
          body: {
            name: text('name'),
            street: text('street'),
            postcode: text('postcode'),
            city: text('city'),
            version: family.details_version,
            payment: {
              method,
              iban: text('iban') || null,
              mandate_reference: text('mandate_reference') || null,
              mandate_signed_on: text('mandate_signed_on') || null,
            },
          },
        }),
      );
    },
    { done: t.saved, refresh: [staffKeys.families], after: onClose },
  );
  return (
    <Sheet title={t.families.details} onClose={onClose}>
      <Form send={change.send} label={t.save}>
        <Field id="name" label={t.families.name} defaultValue={family.name} autoComplete="off" />
        <Field id="street" label={t.families.street} defaultValue={family.street} autoComplete="off" />
        <Field id="postcode" label={t.families.postcode} defaultValue={family.postcode} autoComplete="off" />
        <Field id="city" label={t.families.city} defaultValue={family.city} autoComplete="off" />
        <Choice
          id="method"
          label={t.families.payment}
          value={payment.method}
          options={(['direct_debit', 'payment_link'] as const).map((it) => ({
            value: it,
            label: t.families.methods[it],
          }))}
        />
        <Field
          id="iban"
          label={t.families.iban}
          hint={payment.iban_ending ? t.families.ibanHint(payment.iban_ending) : undefined}
          autoComplete="off"
          required={false}
        />
        <Field
          id="mandate_reference"
          label={t.families.mandate}
          defaultValue={payment.mandate_reference ?? ''}
          autoComplete="off"
          required={false}
        />
        <Field
          id="mandate_signed_on"
          type="date"
          label={t.families.mandateDate}
          defaultValue={payment.mandate_signed_on ?? ''}
          required={false}
        />
      </Form>
    </Sheet>
  );
}
