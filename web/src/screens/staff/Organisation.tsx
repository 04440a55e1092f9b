import { useQuery } from '@tanstack/react-query';
import { http, ok, type Schemas } from '../../api/client';
import { useMe } from '../../api/session';
import { configurationQuery, staffKeys } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { LANGUAGES } from '../../i18n/language';
import { Choice, Field, TextField } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Card, Facts, Line, List, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';
import { Logo } from './Logo';

type Profile = Schemas['ConfigurationView']['profile'];

export default function Organisation() {
  const t = useStaffWords();
  const { isAdministrator } = useMe();
  const configuration = useQuery(configurationQuery);
  return (
    <Page title={t.organisation.title}>
      <Loaded of={configuration} lines={6}>
        {(it) => (
          <div className="columns">
            <Locations of={it} />
            {isAdministrator ? (
              <div className="stack wide">
                <Logo profile={it.profile} />
                <ProfileForm profile={it.profile} />
              </div>
            ) : (
              <ProfileFacts profile={it.profile} />
            )}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

/** The same for those who may not change it. */
function ProfileFacts({ profile: { name, contact, billing } }: { profile: Profile }) {
  const t = useStaffWords();
  return (
    <Section title={t.organisation.profile}>
      <Card>
        <Facts
          of={[
            [t.organisation.name, name],
            [t.organisation.email, contact.email],
            [t.organisation.phone, contact.phone],
            [t.organisation.street, contact.street],
            [t.organisation.city, `${contact.postcode} ${contact.city}`],
            [t.organisation.iban, billing.iban],
            [t.organisation.creditor, billing.creditor_id],
          ]}
        />
      </Card>
      <p className="muted small">{t.organisation.onlyAdministrators}</p>
    </Section>
  );
}

function ProfileForm({ profile }: { profile: Profile }) {
  const t = useStaffWords();
  const { t: base } = useWords();
  const save = useAction(
    (values: FormData) => ok(http.PUT('/staff/organisation', { body: changed(profile, values) })),
    {
      done: t.saved,
      refresh: [staffKeys.configuration],
      // The colour and the name are everywhere on this page: it is easiest to begin anew.
      after: () => location.reload(),
    },
  );
  const { contact, billing } = profile;
  return (
    <Section title={t.organisation.profile}>
      <Card>
        <Form send={save.send} label={t.save}>
          <Field id="name" label={t.organisation.name} defaultValue={profile.name} />
          <Field
            id="colour"
            type="color"
            label={t.organisation.colour}
            hint={t.organisation.colourHint}
            defaultValue={profile.colour}
          />
          <Choice
            id="language"
            label={t.organisation.language}
            value={profile.language}
            options={LANGUAGES.map((it) => ({ value: it, label: base.languages[it] }))}
          />
          <Field id="email" type="email" label={t.organisation.email} defaultValue={contact.email} />
          <Field id="phone" type="tel" label={t.organisation.phone} defaultValue={contact.phone} />
          <Field id="street" label={t.organisation.street} defaultValue={contact.street} />
          <Field id="postcode" label={t.organisation.postcode} defaultValue={contact.postcode} />
          <Field id="city" label={t.organisation.city} defaultValue={contact.city} />
          <Field id="iban" label={t.organisation.iban} defaultValue={billing.iban} />
          <Field id="creditor_id" label={t.organisation.creditor} defaultValue={billing.creditor_id} />
          <Field
            id="first_care_period"
            type="month"
            label={t.organisation.firstMonth}
            defaultValue={profile.first_care_period}
          />
          <Field
            id="old_portal_until"
            type="date"
            label={t.organisation.oldPortal}
            hint={t.organisation.oldPortalHint}
            defaultValue={profile.old_portal_until ?? ''}
            required={false}
          />
          <TextField
            id="announcement_nl"
            label={t.organisation.announcement}
            defaultValue={profile.announcement_nl ?? ''}
            required={false}
          />
          <TextField
            id="announcement_en"
            label={t.organisation.announcementEn}
            defaultValue={profile.announcement_en ?? ''}
            required={false}
          />
        </Form>
      </Card>
    </Section>
  );
}

/** The whole profile as the form has it; what the form does not show stays. */
function changed(profile: Profile, values: FormData): Schemas['OrganisationChange'] {
  const text = (name: string) => String(values.get(name) ?? '').trim();
  const { organisation_id: _, logo: __, ...rest } = profile;
  return {
    ...rest,
    name: text('name'),
    colour: text('colour'),
    language: text('language') === 'en' ? 'en' : 'nl',
    contact: {
      email: text('email'),
      phone: text('phone'),
      street: text('street'),
      postcode: text('postcode'),
      city: text('city'),
    },
    billing: { ...profile.billing, iban: text('iban'), creditor_id: text('creditor_id') },
    first_care_period: text('first_care_period'),
    old_portal_until: text('old_portal_until') || null,
    announcement_nl: text('announcement_nl') || null,
    announcement_en: text('announcement_en') || null,
  };
}

function Locations({ of: { locations, groups } }: { of: Schemas['ConfigurationView'] }) {
  const t = useStaffWords();
  return (
    <Section title={t.organisation.locations}>
      {locations.map((it) => (
        <List key={it.location_id} label={it.name}>
          <Line title={it.name} detail={`${it.street}, ${it.city} · LRK ${Object.values(it.lrk).join(', ')}`} />
          {groups
            .filter((group) => group.location_id === it.location_id)
            .map((group) => (
              <Line
                key={group.group_id}
                to={`/staff?group=${group.group_id}`}
                title={group.name}
                detail={`${group.opens.slice(0, 5)}–${group.closes.slice(0, 5)}`}
                end={<span className="muted small">{t.organisation.places(group.places)}</span>}
              />
            ))}
        </List>
      ))}
    </Section>
  );
}
