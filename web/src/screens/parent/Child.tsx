import { type ChildOfMine, familyKey, useChildren } from '../../api/children';
import { http, ok, type Schemas } from '../../api/client';
import { useWords } from '../../i18n';
import { useParentWords } from '../../i18n/areas';
import { dayOf, plainDay } from '../../lib/dates.ts';
import { Button, LinkButton } from '../../ui/Button';
import { Card, Facts, Section } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { useAction } from '../../ui/useAction';
import { NotFound } from '../NotFound';
import { Allergies } from './Allergies';
import { Contacts } from './Contacts';
import { useAge } from './useAge';

export default function Child({ params }: { params: Record<string, string> }) {
  const children = useChildren();
  return (
    <Loaded of={children} lines={5}>
      {(list) => {
        const child = list.find((it) => it.child_id === params.child);
        return child ? <OfChild child={child} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function OfChild({ child }: { child: ChildOfMine }) {
  const t = useParentWords();
  const { language } = useWords();
  const age = useAge();
  const of = `?child=${child.child_id}`;
  return (
    <Page title={`${child.first_name} ${child.last_name}`} back={{ to: '/', label: t.places.home }}>
      <div className="trio">
        <LinkButton look="line" icon="calendar" to={`/calendar${of}`}>
          {t.children.toCalendar}
        </LinkButton>
        <LinkButton look="line" icon="reports" to={`/reports${of}`}>
          {t.children.toReports}
        </LinkButton>
        <LinkButton look="line" icon="photos" to={`/photos${of}`}>
          {t.children.toPhotos}
        </LinkButton>
      </div>
      <div className="columns">
        <div className="stack wide">
          <Card>
            <Facts
              of={[
                [t.children.born, `${plainDay(child.birth_date, language)} (${age(child.birth_date)})`],
                [t.children.number, child.number],
              ]}
            />
          </Card>
          <Contacts child={child} />
          <Allergies child={child} />
        </div>
        <Section title={t.children.permissions}>
          {child.permissions.map((it) => (
            <Permission key={it.kind} child={child} permission={it} />
          ))}
        </Section>
      </div>
    </Page>
  );
}

/** A plain question with who answered it and when; another answer is one tap. */
function Permission({ child, permission }: { child: ChildOfMine; permission: Schemas['PermissionView'] }) {
  const t = useParentWords();
  const { language } = useWords();
  const { kind, text, text_version, answer } = permission;
  const say = useAction(
    (is_given: boolean) =>
      ok(
        http.PUT('/children/{child_id}/permissions/{kind}', {
          params: { path: { child_id: child.child_id, kind } },
          body: { is_given, text_version },
        }),
      ),
    { done: t.children.changed, refresh: [familyKey(child.family_id)] },
  );
  const given = answer?.is_given;
  const when = answer && t.children.answered(plainDay(dayOf(answer.answered_at), language));
  return (
    <div className="card stack">
      <p>{text}</p>
      {say.problem && (
        <Notice kind="bad" alert>
          {say.problem}
        </Notice>
      )}
      <div className="row between">
        <span className="muted small grow">
          {answer
            ? answer.is_imported
              ? t.children.imported
              : [answer.answered_by, when].filter(Boolean).join(', ')
            : t.children.unanswered}
        </span>
        <span className="row whole">
          {[true, false].map((it) => (
            <Button
              key={String(it)}
              look={given === it ? 'brand' : 'line'}
              icon={given === it ? 'check' : undefined}
              aria-pressed={given === it}
              busy={say.busy && say.input === it}
              onClick={() => given !== it && say.run(it)}
            >
              {it ? t.children.yes : t.children.no}
            </Button>
          ))}
        </span>
      </div>
    </div>
  );
}
