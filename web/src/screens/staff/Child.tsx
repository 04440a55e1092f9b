import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { Schemas } from '../../api/client';
import { useMe } from '../../api/session';
import { staffChildQuery } from '../../api/staff';
import { useWords } from '../../i18n';
import { useStaffWords } from '../../i18n/areas';
import { plainDay, today } from '../../lib/dates.ts';
import { LinkButton } from '../../ui/Button';
import { Badge, Face, Facts, Line, List, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';

/** What somebody needs who cares for the child today: whom to call comes first. */
export default function Child({ params }: { params: Record<string, string> }) {
  const childId = params.child ?? '';
  const child = useQuery(staffChildQuery(childId));
  return <Loaded of={child}>{(it) => <Shown of={it} />}</Loaded>;
}

function Shown({ of: { child, parents } }: { of: Schemas['StaffChildView'] }) {
  const t = useStaffWords();
  const { language } = useWords();
  const [search] = useSearchParams();
  const { isOffice } = useMe();
  const day = search.get('day') ?? today();
  return (
    <Page
      title={`${child.first_name} ${child.last_name}`}
      back={{ to: `/staff?day=${day}`, label: t.today.title }}
      aside={
        <LinkButton icon="reports" to={`/staff/children/${child.child_id}/reports/${day}`}>
          {t.child.write}
        </LinkButton>
      }
    >
      {isOffice && (
        <div className="row">
          <LinkButton look="line" icon="contract" to={`/staff/children/${child.child_id}/contracts`}>
            {t.child.contracts}
          </LinkButton>
          <LinkButton look="line" icon="credits" to={`/staff/children/${child.child_id}/credits`}>
            {t.child.credits}
          </LinkButton>
          <LinkButton look="line" icon="family" to={`/staff/families/${child.family_id}`}>
            {t.child.family}
          </LinkButton>
        </div>
      )}
      {child.allergies.text && (
        <Notice kind="warn">
          <p className="name">{t.child.allergies}</p>
          <p className="lines" dir="auto">
            {child.allergies.text}
          </p>
        </Notice>
      )}
      <div className="columns">
        <div className="stack wide">
          <People title={t.child.parents} people={parents.map((it) => ({ ...it, relation: '' }))} />
          <People title={t.child.emergency} people={child.contacts.emergency} />
          <People title={t.child.pickUp} people={child.contacts.pick_up} />
        </div>
        <Section title={t.child.permissions}>
          <div className="card stack">
            <Facts
              of={[
                ...child.permissions.map((it): [string, React.ReactNode] => [
                  t.child.kinds[it.kind],
                  <Badge key={it.kind} mood={it.answer ? (it.answer.is_given ? 'good' : 'bad') : 'warn'}>
                    {it.answer ? (it.answer.is_given ? t.child.yes : t.child.no) : t.child.unanswered}
                  </Badge>,
                ]),
                [t.child.born, plainDay(child.birth_date, language)],
              ]}
            />
          </div>
        </Section>
      </div>
    </Page>
  );
}

type Person = { name: string; phone: string | null; relation: string };

function People({ title, people }: { title: string; people: Person[] }) {
  const t = useStaffWords();
  return (
    <Section title={title}>
      <List label={title}>
        {people.length ? (
          people.map((it) => (
            <Line
              key={it.name}
              start={<Face name={it.name} />}
              title={it.name}
              detail={[it.relation, it.phone].filter(Boolean).join(' · ')}
              end={
                it.phone && (
                  <LinkButton look="line" icon="phone" to={`tel:${it.phone.replace(/[^0-9+]/g, '')}`}>
                    {t.child.call}
                  </LinkButton>
                )
              }
            />
          ))
        ) : (
          <Line title={<span className="muted">{t.child.nobody}</span>} />
        )}
      </List>
    </Section>
  );
}
