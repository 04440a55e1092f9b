import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { http, ok, type Schemas } from '../../api/client';
import { useMe } from '../../api/session';
import { type StaffFamily, staffKeys } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { dayOf, plainDay } from '../../lib/dates.ts';
import { Button, LinkButton } from '../../ui/Button';
import { Badge, Card, Face, Facts, Line, List, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';
import { AccountBadge } from './AccountBadge';
import { AddChild, AddParent, ChangeDetails, ChangeParent } from './familyForms';
import { SendLink } from './SendLink';
import { TurnOffCode } from './TurnOffCode';

export default function Family({ params }: { params: Record<string, string> }) {
  const familyId = params.family ?? '';
  const family = useQuery({
    queryKey: staffKeys.family(familyId),
    queryFn: () => ok(http.GET('/staff/families/{family_id}', { params: { path: { family_id: familyId } } })),
  });
  return (
    <Loaded of={family} lines={6}>
      {(it) => <Shown family={it} />}
    </Loaded>
  );
}

function Shown({ family }: { family: StaffFamily }) {
  const t = useStaffWords();
  const { language } = useWords();
  const [open, setOpen] = useState<'parent' | 'child' | 'details'>();
  const [changing, setChanging] = useState<string>();
  const changed = family.parents.find((it) => it.parent_id === changing);
  const close = () => setOpen(undefined);
  const { payment } = family;
  return (
    <Page title={family.name} back={{ to: '/staff/families', label: t.families.back }}>
      <div className="columns">
        <div className="stack wide">
          <Section title={t.families.parents}>
            <List label={t.families.parents}>
              {family.parents.map((it) => (
                <Person key={it.parent_id} person={it} onChange={() => setChanging(it.parent_id)} />
              ))}
            </List>
            <Button look="line" icon="plus" onClick={() => setOpen('parent')}>
              {t.families.addParent}
            </Button>
          </Section>
          <Section title={t.families.children}>
            <List label={t.families.children}>
              {family.children.map((it) => (
                <Line
                  key={it.child_id}
                  to={`/staff/children/${it.child_id}`}
                  start={<Face name={it.first_name} />}
                  title={`${it.first_name} ${it.last_name}`}
                  detail={`${it.number} · ${plainDay(it.birth_date, language)}`}
                >
                  <div className="row">
                    <LinkButton look="line" icon="contract" to={`/staff/children/${it.child_id}/contracts`}>
                      {t.child.contracts}
                      <span className="unseen">{it.first_name}</span>
                    </LinkButton>
                    <LinkButton look="line" icon="credits" to={`/staff/children/${it.child_id}/credits`}>
                      {t.child.credits}
                      <span className="unseen">{it.first_name}</span>
                    </LinkButton>
                  </div>
                </Line>
              ))}
            </List>
            <Button look="line" icon="plus" onClick={() => setOpen('child')}>
              {t.families.addChild}
            </Button>
          </Section>
        </div>
        <Section title={t.families.details}>
          <Card>
            <Facts
              of={[
                [t.families.debtor, family.debtor_number],
                [t.families.street, family.street],
                [t.families.city, `${family.postcode} ${family.city}`],
                [t.families.payment, t.families.methods[payment.method]],
                ...(payment.iban_ending ? [[t.families.iban, `•••• ${payment.iban_ending}`] as [string, string]] : []),
                ...(payment.mandate_reference
                  ? [[t.families.mandate, payment.mandate_reference] as [string, string]]
                  : []),
              ]}
            />
          </Card>
          <Button look="line" onClick={() => setOpen('details')}>
            {t.edit}
          </Button>
          <PackPhotos familyId={family.family_id} />
        </Section>
      </div>
      {open === 'parent' && <AddParent family={family} onClose={close} />}
      {changed && <ChangeParent family={family} person={changed} onClose={() => setChanging(undefined)} />}
      {open === 'child' && <AddChild family={family} onClose={close} />}
      {open === 'details' && <ChangeDetails family={family} onClose={close} />}
    </Page>
  );
}

function Person({ person, onChange }: { person: Schemas['FamilyPersonView']; onChange: () => void }) {
  const t = useStaffWords();
  const { language } = useWords();
  const { isAdministrator, account_id } = useMe();
  const { account } = person;
  const name = `${person.first_name} ${person.last_name}`.trim();
  return (
    <Line
      start={<Face name={name} />}
      title={name}
      detail={
        <>
          {[t.roles[person.role], person.phone].filter(Boolean).join(' · ')}
          <br />
          {person.email ?? t.families.noEmail}
        </>
      }
      end={
        <>
          {person.care_until && <Badge>{t.families.until(plainDay(person.care_until, language))}</Badge>}
          {account && <AccountBadge state={account.state} />}
          {account && <span className="muted small">{t.families.since(plainDay(dayOf(account.since), language))}</span>}
        </>
      }
    >
      <div className="row">
        {account && account.state !== 'disabled' && (
          <SendLink accountId={account.account_id} isFirst={account.state === 'not_invited'} />
        )}
        {isAdministrator && account?.state === 'activated' && account.account_id !== account_id && (
          <TurnOffCode accountId={account.account_id} name={name} />
        )}
        <Button look="line" onClick={onChange} aria-label={t.families.changeOf(name)}>
          {t.edit}
        </Button>
      </div>
    </Line>
  );
}

function PackPhotos({ familyId }: { familyId: string }) {
  const t = useStaffWords();
  const pack = useAction(
    () => ok(http.POST('/staff/families/{family_id}/exports', { params: { path: { family_id: familyId } }, body: {} })),
    { done: t.families.downloading },
  );
  return (
    <>
      {pack.problem && (
        <Notice kind="bad" alert>
          {pack.problem}
        </Notice>
      )}
      <Button look="line" icon="download" busy={pack.busy} onClick={() => pack.run(undefined)}>
        {t.families.download}
      </Button>
    </>
  );
}
