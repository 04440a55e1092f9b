import { useState } from 'react';
import { http, ok, type Schemas } from '../../../api/client';
import { useMe } from '../../../api/session';
import { staffKeys } from '../../../api/staff';
import { useWords } from '../../../i18n';
import { useStaffWords, useWordsOf } from '../../../i18n/areas';
import { closingWords } from '../../../i18n/closing';
import { fullDay, plainDay, today } from '../../../lib/dates.ts';
import { clockOf } from '../../../lib/hours.ts';
import { Button, IconButton } from '../../../ui/Button';
import { Choice, Field } from '../../../ui/Field';
import { Form } from '../../../ui/Form';
import { Line, List, Section } from '../../../ui/List';
import { Notice } from '../../../ui/Notice';
import { Sheet } from '../../../ui/Sheet';
import { useAction } from '../../../ui/useAction';

const EVERYWHERE = 'everywhere';

export function ClosingDays({ configuration }: { configuration: Schemas['ConfigurationView'] }) {
  const t = useStaffWords();
  const { language } = useWords();
  const { isOffice } = useMe();
  const words = useWordsOf(closingWords);
  const [isAdding, setAdding] = useState(false);
  const [opened, setOpened] = useState<Schemas['ClosingDayView']>();
  const refresh = [staffKeys.configuration, staffKeys.groups];
  const names = new Map(configuration.locations.map((it) => [it.location_id, it.name]));
  const coming = configuration.closing_days.filter((it) => it.day >= today());
  const open = useAction(
    ({ day, place }: Schemas['ClosingDayView']) =>
      ok(http.DELETE('/staff/closing-days/{day}/{place}', { params: { path: { day, place } } })),
    { refresh, after: (_, it) => setOpened(it) },
  );
  const closeAgain = useAction(
    ({ day, place, reason, closes_at }: Schemas['ClosingDayView']) =>
      ok(
        http.POST('/staff/closing-days', {
          body: { day, reason, closes_at, location_id: place === EVERYWHERE ? null : place },
        }),
      ),
    { done: t.saved, refresh, after: () => setOpened(undefined) },
  );
  const add = useAction(
    (values: FormData) => {
      const place = String(values.get('place'));
      const closesAt = String(values.get('closes_at'));
      return ok(
        http.POST('/staff/closing-days', {
          body: {
            day: String(values.get('day')),
            reason: String(values.get('reason')).trim(),
            location_id: place === EVERYWHERE ? null : place,
            closes_at: closesAt ? `${closesAt}:00` : null,
          },
        }),
      );
    },
    { done: t.saved, refresh, after: () => setAdding(false) },
  );
  return (
    <Section title={t.organisation.closing}>
      {open.problem && (
        <Notice kind="bad" alert>
          {open.problem}
        </Notice>
      )}
      {opened && (
        <Notice alert>
          <div className="row between">
            <span className="capital">{words.opened(fullDay(opened.day, language))}</span>
            <Button look="line" busy={closeAgain.busy} onClick={() => closeAgain.run(opened)}>
              {words.putBack}
            </Button>
          </div>
          {closeAgain.problem}
        </Notice>
      )}
      <List label={t.organisation.closing}>
        {coming.length ? (
          coming.map((it) => (
            <Line
              key={`${it.day}${it.place}`}
              title={<span className="capital">{fullDay(it.day, language)}</span>}
              detail={[
                it.reason,
                names.get(it.place) ?? t.organisation.everywhere,
                it.closes_at && t.organisation.closesAt(clockOf(it.closes_at)),
              ]
                .filter(Boolean)
                .join(' · ')}
              end={
                isOffice && (
                  <IconButton
                    icon="bin"
                    label={t.organisation.open(plainDay(it.day, language))}
                    onClick={() => open.run(it)}
                  />
                )
              }
            />
          ))
        ) : (
          <Line title={<span className="muted">{t.organisation.noClosing}</span>} />
        )}
      </List>
      {isOffice && (
        <Button look="line" icon="plus" onClick={() => setAdding(true)}>
          {t.organisation.closingAdd}
        </Button>
      )}
      {isAdding && (
        <Sheet title={t.organisation.closingAdd} onClose={() => setAdding(false)}>
          <Form send={add.send} label={t.save} names={{ location_id: 'place' }}>
            <Field id="day" type="date" label={t.day} />
            <Field id="reason" label={t.organisation.closingWhy} />
            <Field
              id="closes_at"
              type="time"
              label={t.organisation.closesEarly}
              hint={t.organisation.closesEarlyHow}
              required={false}
            />
            <Choice
              id="place"
              label={t.location}
              options={[
                { value: EVERYWHERE, label: t.organisation.everywhere },
                ...configuration.locations.map((it) => ({ value: it.location_id, label: it.name })),
              ]}
            />
          </Form>
        </Sheet>
      )}
    </Section>
  );
}
