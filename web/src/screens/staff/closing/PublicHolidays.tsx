import { useQuery } from '@tanstack/react-query';
import { http, ok, type Schemas } from '../../../api/client';
import { useMe } from '../../../api/session';
import { staffKeys } from '../../../api/staff';
import { useWords } from '../../../i18n';
import { useWordsOf } from '../../../i18n/areas';
import { closingWords } from '../../../i18n/closing';
import { longDay } from '../../../lib/dates.ts';
import { Tick } from '../../../ui/Field';
import { Form } from '../../../ui/Form';
import { Badge, Card, Facts, Section } from '../../../ui/List';
import { Loaded } from '../../../ui/Loaded';
import { useAction } from '../../../ui/useAction';

type Holidays = Schemas['PublicHolidayListView'];

export function PublicHolidays() {
  const holidays = useQuery({ queryKey: staffKeys.holidays, queryFn: () => ok(http.GET('/staff/public-holidays')) });
  return (
    <Loaded of={holidays} lines={6}>
      {(it) => <Shown of={it} />}
    </Loaded>
  );
}

function Shown({ of: { year, holidays } }: { of: Holidays }) {
  const t = useWordsOf(closingWords);
  const { isAdministrator } = useMe();
  return (
    <Section title={t.holidays(year)}>
      <p className="muted">{t.holidaysHow}</p>
      <Card>{isAdministrator ? <Choosing of={holidays} /> : <Chosen of={holidays} />}</Card>
      {!isAdministrator && <p className="muted small">{t.onlyAdministrators}</p>}
    </Section>
  );
}

type Holiday = Holidays['holidays'][number];

function useWhen() {
  const t = useWordsOf(closingWords);
  const { language } = useWords();
  return ({ holiday, day }: Holiday) =>
    [holiday === 'liberation_day_in_lustra' && t.lustrum, day ? longDay(day, language) : t.notThisYear]
      .filter(Boolean)
      .join(', ');
}

function Choosing({ of: holidays }: { of: Holiday[] }) {
  const t = useWordsOf(closingWords);
  const when = useWhen();
  const save = useAction(
    (values: FormData) => {
      const observed = holidays.map((it) => it.holiday).filter((it) => values.has(it));
      return ok(http.PUT('/staff/public-holidays', { body: { observed } }));
    },
    { done: t.saved, refresh: [staffKeys.holidays, staffKeys.groups] },
  );
  return (
    <Form send={save.send} label={t.save}>
      <div>
        {holidays.map((it) => (
          <Tick key={it.holiday} id={it.holiday} label={it.name} hint={when(it)} defaultChecked={it.is_observed} />
        ))}
      </div>
    </Form>
  );
}

function Chosen({ of: holidays }: { of: Holiday[] }) {
  const t = useWordsOf(closingWords);
  const when = useWhen();
  return (
    <Facts
      of={holidays.map((it) => [
        `${it.name}, ${when(it)}`,
        <Badge key={it.holiday}>{it.is_observed ? t.closed : t.open}</Badge>,
      ])}
    />
  );
}
