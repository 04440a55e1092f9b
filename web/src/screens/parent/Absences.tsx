import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Cancelled, Absences as Wanted } from '../../api/asking';
import { type FamilyOfMine, useFamilies } from '../../api/children';
import { absenceWords } from '../../i18n/absences';
import { useParentWords, useWordsOf } from '../../i18n/areas';
import { isDay, today } from '../../lib/dates.ts';
import { daysBetween } from '../../lib/days.ts';
import { Button, LinkButton } from '../../ui/Button';
import type { Problems } from '../../ui/ErrorSummary';
import { Choice, Field, Tick } from '../../ui/Field';
import { Form } from '../../ui/Form';
import { Card } from '../../ui/List';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { Segments } from '../../ui/Segments';
import { Cancelling } from './absences/Cancelling';
import { Given } from './absences/Given';
import { REASONS } from './absences/reasons';
import { NoChildren } from './NoChildren';

const MOST = 62; // days at once

/** Children of a family are cancelled for a day or more: who, when and why; what it gives; and what it gave. */
export default function Absences() {
  const words = useWordsOf(absenceWords);
  const families = useFamilies();
  return (
    <Loaded of={families} lines={6}>
      {(all) => {
        const list = all.filter((it) => it.children.length);
        return list.length ? <OfFamilies list={list} /> : <NoChildren title={words.title} />;
      }}
    </Loaded>
  );
}

function OfFamilies({ list }: { list: FamilyOfMine[] }) {
  const t = useParentWords();
  const words = useWordsOf(absenceWords);
  const [search] = useSearchParams();
  const child = search.get('child');
  const first = list.find((it) => it.children.some((one) => one.child_id === child)) ?? list[0];
  const [familyId, setFamily] = useState(first?.family_id ?? '');
  const family = list.find((it) => it.family_id === familyId);
  return (
    <Page title={words.title} back={{ to: '/calendar', label: t.absences.toCalendar }}>
      {list.length > 1 && (
        <Segments
          label={words.family}
          name="family"
          value={familyId}
          options={list.map((it) => ({
            value: it.family_id,
            label: it.children.map((one) => one.first_name).join(', '),
          }))}
          onChange={setFamily}
        />
      )}
      {family && <OfFamily key={familyId} family={family} />}
    </Page>
  );
}

function OfFamily({ family }: { family: FamilyOfMine }) {
  const t = useParentWords();
  const words = useWordsOf(absenceWords);
  const [wanted, setWanted] = useState<Wanted>();
  const [done, setDone] = useState<Cancelled>();
  const { children, family_id } = family;
  const again = () => {
    setDone(undefined);
    setWanted(undefined);
  };
  if (done) {
    return (
      <Card>
        <Notice kind="good" alert>
          {words.done(done.days.length)}
        </Notice>
        <Given of={done} title={words.gave} all={children} />
        <div className="row">
          <LinkButton icon="calendar" to="/calendar">
            {t.absences.toCalendar}
          </LinkButton>
          <Button look="line" onClick={again}>
            {words.again}
          </Button>
        </div>
      </Card>
    );
  }
  return (
    <Card>
      <p className="muted">{words.intro}</p>
      {wanted ? (
        <>
          <Cancelling familyId={family_id} absences={wanted} of={children} onDone={setDone} />
          <Button look="quiet" icon="previous" onClick={() => setWanted(undefined)}>
            {words.change}
          </Button>
        </>
      ) : (
        <Wish family={family} onWish={setWanted} />
      )}
    </Card>
  );
}

/** Who does not come, when, and why. */
function Wish({ family: { children }, onWish }: { family: FamilyOfMine; onWish: (wanted: Wanted) => void }) {
  const t = useParentWords();
  const words = useWordsOf(absenceWords);
  const [search] = useSearchParams();
  const child = search.get('child');
  const asked = search.get('first');
  const day = isDay(asked) ? asked : today();
  const isChosen = (childId: string) => children.length === 1 || childId === child;

  async function send(values: FormData) {
    const { first, last, reason } = Object.fromEntries(values) as Record<string, string>;
    onWish({
      child_ids: values.getAll('child').map(String),
      days: daysBetween(first ?? day, last ?? day),
      reason: reason as Wanted['reason'],
    });
  }

  function check(values: FormData): Problems {
    const [first, last] = [String(values.get('first')), String(values.get('last'))];
    return {
      ...(!values.has('child') && { [`child-${children[0]?.child_id ?? ''}`]: words.nobody }),
      ...(last < first && { last: words.order }),
      ...(last >= first && daysBetween(first, last, MOST).length > MOST && { last: words.long }),
    };
  }

  return (
    <Form send={send} check={check} label={words.look}>
      <fieldset>
        <legend>{words.who}</legend>
        {children.map((it) => (
          <Tick
            key={it.child_id}
            id={`child-${it.child_id}`}
            name="child"
            value={it.child_id}
            label={it.first_name}
            defaultChecked={isChosen(it.child_id)}
          />
        ))}
      </fieldset>
      <Field id="first" type="date" label={words.first} defaultValue={day} min={today()} />
      <Field id="last" type="date" label={words.last} defaultValue={day} min={today()} />
      <Choice
        id="reason"
        label={words.reason}
        options={REASONS.map((value) => ({ value, label: t.calendar.reasons[value] }))}
      />
    </Form>
  );
}
