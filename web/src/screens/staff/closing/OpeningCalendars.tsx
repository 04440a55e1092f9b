import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../api/client';
import { useMe } from '../../../api/session';
import { calendarsQuery } from '../../../api/staff';
import { useWords } from '../../../i18n';
import { useStaffWords, useWordsOf } from '../../../i18n/areas';
import { closingWords } from '../../../i18n/closing';
import { plainDay, today } from '../../../lib/dates.ts';
import { Button } from '../../../ui/Button';
import { Line, List, Section } from '../../../ui/List';
import { Loaded } from '../../../ui/Loaded';
import { OneCalendar } from './OneCalendar';

type Calendar = Schemas['OpeningCalendarView'];
const FRESH: Calendar = { name: '', closed: [] };

/** The weeks without care of contracts that do not have all of them. */
export function OpeningCalendars() {
  const t = useWordsOf(closingWords);
  const staff = useStaffWords();
  const { isAdministrator } = useMe();
  const calendars = useQuery(calendarsQuery);
  const [open, setOpen] = useState<Calendar>();
  const taken = calendars.data?.calendars.map((it) => it.name) ?? [];
  return (
    <Section title={t.calendars}>
      <p className="muted">{t.calendarsHow}</p>
      <Loaded of={calendars} lines={2}>
        {({ calendars: all }) => (
          <List label={t.calendars}>
            {all.length ? (
              all.map((it) => (
                <Line
                  key={it.name}
                  title={it.name}
                  detail={<Coming of={it} />}
                  end={
                    isAdministrator && (
                      <Button look="line" onClick={() => setOpen(it)} aria-label={t.edit(it.name)}>
                        {staff.edit}
                      </Button>
                    )
                  }
                />
              ))
            ) : (
              <Line title={<span className="muted">{t.noCalendars}</span>} />
            )}
          </List>
        )}
      </Loaded>
      {isAdministrator && (
        <Button look="line" icon="plus" onClick={() => setOpen(FRESH)}>
          {t.add}
        </Button>
      )}
      {open && <OneCalendar of={open} taken={taken} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

/** How many periods there are, and the next few. */
function Coming({ of: { closed } }: { of: Calendar }) {
  const t = useWordsOf(closingWords);
  const { language } = useWords();
  const next = closed.filter((it) => it.last >= today()).slice(0, 3);
  return (
    <>
      {t.weeks(closed.length)}
      {next.map((it) => (
        <span key={it.first}>
          <br />
          {plainDay(it.first, language)} – {plainDay(it.last, language)}
        </span>
      ))}
    </>
  );
}
